"""Portuguese (Brazil); written by script/layouts, do not edit it by hand."""

from ..table import Table

TABLES = {
    "windows": Table(
        levels=(
            ("'1234567890-=", "qwertyuiop\u0301[]", "asdfghjklç\u0303", "\\zxcvbnm,.;"),
            (
                '"!@#$%\u0308&*()_+',
                "QWERTYUIOP\u0300{}",
                "ASDFGHJKLÇ\u0302",
                "|ZXCVBNM<>:",
            ),
            (" ¹²³£¢¬     §", "/?°        ªº", "", ""),
        ),
        composed={
            "\u0308": (" AEIOUaeiouy", "¨ÄËÏÖÜäëïöüÿ"),
            "\u0301": (" AEIOUYaeiouy", "´ÁÉÍÓÚÝáéíóúý"),
            "\u0300": (" AEIOUaeiou", "`ÀÈÌÒÙàèìòù"),
            "\u0303": (" ANOano", "~ÃÑÕãñõ"),
            "\u0302": (" AEIOUaeiou", "^ÂÊÎÔÛâêîôû"),
        },
    ),
    "linux": Table(
        levels=(
            ("'1234567890-=", "qwertyuiop\u0301[]", "asdfghjklç\u0303", "\\zxcvbnm,.;"),
            (
                '"!@#$%\u0308&*()_+',
                "QWERTYUIOP\u0300{}",
                "ASDFGHJKLÇ\u0302",
                "|ZXCVBNM<>:",
            ),
            (
                "¬¹²³£¢¬{[]}\\§",
                "/?°®ŧ←↓→øþ´ªº",
                "æßðđŋħ\u0309ĸł\u0301~",
                "\u030c«»©„“”µ•·\u0323",
            ),
            (
                " ¡½¾¼⅜¨⅞™±°¿\u0328",
                "    Ŧ¥↑ıØÞ`\u0304",
                "ÆẞÐªŊĦ\u031b&Ł\u030b^",
                "\u0306<> ‚‘’ ×÷\u0307",
            ),
        ),
        composed={
            "\u0308": ("AEHIOUWXYaehiotuwxy", "ÄËḦÏÖÜẄẌŸäëḧïöẗüẅẍÿ"),
            "\u0328": (" AEIOUaeiou\u0328", "˛ĄĘĮǪŲąęįǫų˛"),
            "\u0301": (
                "AEGIKLMNOPRSUVWYZaegiklmnoprsuvwyzÆÇØæçø",
                "ÁÉǴÍḰĹḾŃÓṔŔŚÚǗẂÝŹáéǵíḱĺḿńóṕŕśúǘẃýźǼḈǾǽḉǿ",
            ),
            "\u0300": ("AEINOUVWYaeinouvwy", "ÀÈÌǸÒÙǛẀỲàèìǹòùǜẁỳ"),
            "\u0304": (" AEGIOUVYaegiouvyÆæ\u0304", "¯ĀĒḠĪŌŪǕȲāēḡīōūǖȳǢǣ¯"),
            "\u0309": (
                "ABCDEFGIKMNOPTUVWYZabcdefghikmnopqrstuvwyz",
                "ẢƁƇƊẺƑƓỈƘⱮƝỎƤƬỦƲⱲỶȤảɓƈɗẻƒɠɦỉƙɱɲỏƥʠɼʂƭủʋⱳỷȥ",
            ),
            "\u031b": ("OUou", "ƠƯơư"),
            "\u030b": (" OUou\u030b", "˝ŐŰőű˝"),
            "\u0303": ("<=>AEINOUVYaeinouvy", "≲≃≳ÃẼĨÑÕŨṼỸãẽĩñõũṽỹ"),
            "\u0302": (
                "()+-0456789=ACEGHIJOSUWYZaceghijosuwyz",
                "⁽⁾⁺⁻⁰⁴⁵⁶⁷⁸⁹⁼ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑ",
            ),
            "\u030c": (
                " ()+-0123456789=ACDEGHIKLNORSTUVZacdeghijklnorstuvz\u030c",
                "ˇ₍₎₊₋₀₁₂₃₄₅₆₇₈₉₌ǍČĎĚǦȞǏǨĽŇǑŘŠŤǓǙŽǎčďěǧȟǐǰǩľňǒřšťǔǚžˇ",
            ),
            "\u0306": (" AEGIOUaegiou\u0306", "˘ĂĔĞĬŎŬăĕğĭŏŭ˘"),
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
            ("'1234567890-=", "qwertyuiop\u0301[]", "asdfghjklç\u0303", "\\zxcvbnm,.;"),
            (
                '"!@#$%\u0308&*()_+',
                "QWERTYUIOP\u0300{}",
                "ASDFGHJKLÇ\u0302",
                "|ZXCVBNM<>:",
            ),
        ),
        composed={
            "\u0308": (" AEIOUaeiouy", "¨ÄËÏÖÜäëïöüÿ"),
            "\u0301": (" AEIOUaeiou", "´ÁÉÍÓÚáéíóú"),
            "\u0300": (" AEIOUaeiou", "`ÀÈÌÒÙàèìòù"),
            "\u0303": (" ANOano", "~ÃÑÕãñõ"),
            "\u0302": (" AEIOUaeiou", "^ÂÊÎÔÛâêîôû"),
        },
    ),
}
