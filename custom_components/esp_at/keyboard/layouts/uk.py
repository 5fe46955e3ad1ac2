"""United Kingdom; written by script/layouts, do not edit it by hand."""

from ..table import Table

TABLES = {
    "windows": Table(
        levels=(
            ("`1234567890-=", "qwertyuiop[]#", "asdfghjkl;'", "\\zxcvbnm,./"),
            ('¬!"£$%^&*()_+', "QWERTYUIOP{}~", "ASDFGHJKL:@", "|ZXCVBNM<>?"),
            ("¦   €", "  é   úíó", "á", ""),
            ("", "  É   ÚÍÓ", "Á", ""),
        ),
        composed={},
    ),
    "linux": Table(
        levels=(
            ("`1234567890-=", "qwertyuiop[]#", "asdfghjkl;'", "\\zxcvbnm,./"),
            ('¬!"£$%^&*()_+', "QWERTYUIOP{}~", "ASDFGHJKL:@", "|ZXCVBNM<>?"),
            (
                "|¹²³€½¾{[]}\\\u0327",
                "@ſ ¶ŧ←↓→øþ\u0308\u0303\u0300",
                "æßðđŋħ\u0309ĸł\u0301\u0302",
                " «»¢„“”µ•·\u0323",
            ),
            (
                " ¡⅛ ¼⅜⅝⅞™±°¿\u0328",
                "Ω§ ®Ŧ¥↑ıØÞ\u030a\u0304\u0306",
                "ÆẞÐªŊĦ\u031b&Ł\u030b\u030c",
                "¦<>©‚‘’º×÷\u0307",
            ),
        ),
        composed={
            "\u0327": (" CDEGHKLNRSTcdeghklnrst¢\u0327", "¸ÇḐȨĢḨĶĻŅŖŞŢçḑȩģḩķļņŗşţ₵¸"),
            "\u0328": (" AEIOUaeiou\u0328", "˛ĄĘĮǪŲąęįǫų˛"),
            "\u0308": ("AEHIOUWXYaehiotuwxy\u0308", "ÄËḦÏÖÜẄẌŸäëḧïöẗüẅẍÿ¨"),
            "\u030a": ("AUauwy", "ÅŮåůẘẙ"),
            "\u0303": ("<=>AEINOUVYaeinouvy", "≲≃≳ÃẼĨÑÕŨṼỸãẽĩñõũṽỹ"),
            "\u0304": (" AEGIOUVYaegiouvyÆæ\u0304", "¯ĀĒḠĪŌŪǕȲāēḡīōūǖȳǢǣ¯"),
            "\u0300": ("AEINOUVWYaeinouvwyΩ", "ÀÈÌǸÒÙǛẀỲàèìǹòùǜẁỳῺ"),
            "\u0306": (" AEGIOUaegiou\u0306", "˘ĂĔĞĬŎŬăĕğĭŏŭ˘"),
            "\u0309": (
                "ABCDEFGIKMNOPTUVWYZabcdefghikmnopqrstuvwyz",
                "ẢƁƇƊẺƑƓỈƘⱮƝỎƤƬỦƲⱲỶȤảɓƈɗẻƒɠɦỉƙɱɲỏƥʠɼʂƭủʋⱳỷȥ",
            ),
            "\u031b": ("OUou", "ƠƯơư"),
            "\u0301": (
                "ACEGIKLMNOPRSUVWYZacegiklmnoprsuvwyzÆØæøΩ\u0301",
                "ÁĆÉǴÍḰĹḾŃÓṔŔŚÚǗẂÝŹáćéǵíḱĺḿńóṕŕśúǘẃýźǼǾǽǿΏ´",
            ),
            "\u030b": (" OUou\u030b", "˝ŐŰőű˝"),
            "\u0302": (
                "()+-0456789=ACEGHIJOSUWYZaceghijosuwyz",
                "⁽⁾⁺⁻⁰⁴⁵⁶⁷⁸⁹⁼ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑ",
            ),
            "\u030c": (
                " ()+-0123456789=ACDEGHIKLNORSTUVZacdeghijklnorstuvz\u030c",
                "ˇ₍₎₊₋₀₁₂₃₄₅₆₇₈₉₌ǍČĎĚǦȞǏǨĽŇǑŘŠŤǓǙŽǎčďěǧȟǐǰǩľňǒřšťǔǚžˇ",
            ),
            "\u0323": (
                "+-=ABDEHIKLMNORSTUVWYZabdehiklmnorstuvwyz",
                "⨥⨪⩦ẠḄḌẸḤỊḲḶṂṆỌṚṢṬỤṾẈỴẒạḅḍẹḥịḳḷṃṇọṛṣṭụṿẉỵẓ",
            ),
            "\u0307": (
                " ABCDEFGHILMNOPRSTWXYZabcdefghjlmnoprstwxyzſ\u0307",
                "˙ȦḂĊḊĖḞĠḢİĿṀṄȮṖṘṠṪẆẊẎŻȧḃċḋėḟġḣȷŀṁṅȯṗṙṡṫẇẋẏżẛ˙",
            ),
        },
    ),
    "macos": Table(
        levels=(
            ("`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "§zxcvbnm,./"),
            ("~!@£$%^&*()_+", "QWERTYUIOP{}|", 'ASDFGHJKL:"', "±ZXCVBNM<>?"),
            (
                "\u0300¡€#¢∞§¶•ªº–≠",
                "œ∑\u0301®†¥\u0308\u0302øπ“‘«",
                "åß∂ƒ©˙∆˚¬…æ",
                " Ω≈ç√∫\u0303µ≤≥÷",
            ),
            ("Ÿ⁄™‹›ﬁﬂ‡°·‚—±", "Œ„‰ÂÊÁËÈØ∏”’»", "ÅÍÎÏÌÓÔ ÒÚÆ", " ÛÙÇ◊ıˆ˜¯˘¿"),
        ),
        composed={
            "\u0300": ("Aaeiou", "Ààèìòù"),
            "\u0301": (" Eaeiou", "´Éáéíóú"),
            "\u0308": (" AOUaeiouy", "¨ÄÖÜäëïöüÿ"),
            "\u0302": ("aeiou", "âêîôû"),
            "\u0303": ("ANOano", "ÃÑÕãñõ"),
        },
    ),
}
