"""French; written by script/layouts, do not edit it by hand."""

from ..table import Table

TABLES = {
    "windows": Table(
        levels=(
            ("²&é\"'(-è_çà)=", "azertyuiop\u0302$*", "qsdfghjklmù", "<wxcvbn,;:!"),
            (" 1234567890°+", "AZERTYUIOP\u0308£µ", "QSDFGHJKLM%", ">WXCVBN?./§"),
            ("  \u0303#{[|\u0300\\^@]}", "  €        ¤", "", ""),
        ),
        composed={
            "\u0303": (" ANOano", "~ÃÑÕãñõ"),
            "\u0300": (" AEIOUio", "`ÀÈÌÒÙìò"),
            "\u0302": ("AEIOUaeiou", "ÂÊÎÔÛâêîôû"),
            "\u0308": (" AEIOUaeiouy", "¨ÄËÏÖÜäëïöüÿ"),
        },
    ),
    "linux": Table(
        levels=(
            ("²&é\"'(-è_çà)=", "azertyuiop\u0302$*", "qsdfghjklmù", "<wxcvbn,;:!"),
            ("~1234567890°+", "AZERTYUIOP\u0308£µ", "QSDFGHJKLM%", ">WXCVBN?./§"),
            (
                "¬¹~#{[|`\\^@]}",
                "æ«€¶ŧ←↓→øþ ¤\u0300",
                "@ßðđŋħ\u0309ĸłµ\u0302",
                "|ł»¢„“”\u0301•·\u0323",
            ),
            (
                " ¡⅛£$⅜⅝⅞™±°¿\u0328",
                "Æ<¢®Ŧ¥↑ıØÞ\u030a\u0304\u0306",
                "ΩẞÐªŊĦ\u031b&Łº\u030c",
                "¦Ł>©‚‘’\u030b×÷\u0307",
            ),
        ),
        composed={
            "\u0328": (" AEIOUaeiou\u0328", "˛ĄĘĮǪŲąęįǫų˛"),
            "\u0302": (
                "()+-03456789=ACEGHIJOSUWYZaceghijosuwyzàèé",
                "⁽⁾⁺⁻⁰³⁴⁵⁶⁷⁸⁹⁼ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑầềế",
            ),
            "\u0308": ("AEHIOUWXYaehiotuwxyù\u0308", "ÄËḦÏÖÜẄẌŸäëḧïöẗüẅẍÿǜ¨"),
            "\u030a": ("AUauwy", "ÅŮåůẘẙ"),
            "\u0304": (" AEGIOUVYaegiouvyÆæèé\u0304", "¯ĀĒḠĪŌŪǕȲāēḡīōūǖȳǢǣḕḗ¯"),
            "\u0300": ("AEINOUVWYinovwyΩ", "ÀÈÌǸÒÙǛẀỲìǹòǜẁỳῺ"),
            "\u0306": (" AEGIOUaegiouà\u0306", "˘ĂĔĞĬŎŬăĕğĭŏŭằ˘"),
            "\u0309": (
                "ABCDEFGIKMNOPTUVWYZabcdefghikmnopqrstuvwyz",
                "ẢƁƇƊẺƑƓỈƘⱮƝỎƤƬỦƲⱲỶȤảɓƈɗẻƒɠɦỉƙɱɲỏƥʠɼʂƭủʋⱳỷȥ",
            ),
            "\u031b": ("OUouù", "ƠƯơưừ"),
            "\u030c": (
                " ()+-0123456789=ACDEGHIKLNORSTUVZacdeghijklnorstuvz\u030c",
                "ˇ₍₎₊₋₀₁₂₃₄₅₆₇₈₉₌ǍČĎĚǦȞǏǨĽŇǑŘŠŤǓǙŽǎčďěǧȟǐǰǩľňǒřšťǔǚžˇ",
            ),
            "\u0301": (
                "ACEGIKLMNOPRSUVWYZacgiklmnoprsuvwyzÆØæçøΩ\u0301",
                "ÁĆÉǴÍḰĹḾŃÓṔŔŚÚǗẂÝŹáćǵíḱĺḿńóṕŕśúǘẃýźǼǾǽḉǿΏ´",
            ),
            "\u030b": (" OUou\u030b", "˝ŐŰőű˝"),
            "\u0323": (
                "+-=ABDEHIKLMNORSTUVWYZabdehiklmnorstuvwyz",
                "⨥⨪⩦ẠḄḌẸḤỊḲḶṂṆỌṚṢṬỤṾẈỴẒạḅḍẹḥịḳḷṃṇọṛṣṭụṿẉỵẓ",
            ),
            "\u0307": (
                " ABCDEFGHILMNOPRSTWXYZabcdefghjlmnoprstwxyz\u0307",
                "˙ȦḂĊḊĖḞĠḢİĿṀṄȮṖṘṠṪẆẊẎŻȧḃċḋėḟġḣȷŀṁṅȯṗṙṡṫẇẋẏż˙",
            ),
        },
    ),
    "macos": Table(
        levels=(
            ("<&é\"'(§è!çà)-", "azertyuiop\u0302$\u0300", "qsdfghjklmù", "@wxcvbn,;:="),
            (">1234567890°_", "AZERTYUIOP\u0308*£", "QSDFGHJKLM%", "#WXCVBN?./+"),
            ("≤ ë“‘{¶«¡Çø}—", "æÂê®†Úºîœπô€@", "‡Ò∂ƒﬁÌÏÈ¬µÙ", "•‹≈©◊ß\u0303∞…÷≠"),
            ("≥\u0301„”’[å»ÛÁØ]–", "ÆÅÊ‚™ŸªïŒ∏Ô¥#", "Ω∑∆·ﬂÎÍË|Ó‰", "Ÿ›⁄¢√∫ı¿•\\±"),
        ),
        composed={
            "\u0301": (" Eaiou", "´Éáíóú"),
            "\u0302": (" au", "^âû"),
            "\u0308": (" AOUaouy", "¨ÄÖÜäöüÿ"),
            "\u0300": (" Aio", "`Àìò"),
            "\u0303": (" ANOano", "~ÃÑÕãñõ"),
        },
    ),
}
