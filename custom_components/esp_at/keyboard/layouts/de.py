"""German; written by script/layouts, do not edit it by hand."""

from ..table import Table

TABLES = {
    "windows": Table(
        levels=(
            ("\u03021234567890ß\u0301", "qwertzuiopü+#", "asdfghjklöä", "<yxcvbnm,.-"),
            ('°!"§$%&/()=?\u0300', "QWERTZUIOPÜ*'", "ASDFGHJKLÖÄ", ">YXCVBNM;:_"),
            ("  ²³   {[]}\\", "@ €        ~", "", "|      µ"),
        ),
        composed={
            "\u0302": (" AEIOUaeiou", "^ÂÊÎÔÛâêîôû"),
            "\u0301": (" AEIOUYaeiouy", "´ÁÉÍÓÚÝáéíóúý"),
            "\u0300": (" AEIOUaeiou", "`ÀÈÌÒÙàèìòù"),
        },
    ),
    "linux": Table(
        levels=(
            ("\u03021234567890ß\u0301", "qwertzuiopü+#", "asdfghjklöä", "<yxcvbnm,.-"),
            ('°!"§$%&/()=?\u0300', "QWERTZUIOPÜ*'", "ASDFGHJKLÖÄ", ">YXCVBNM;:_"),
            (
                "′¹²³¼½¬{[]}\\\u0327",
                "@ſ€¶ŧ←↓→øþ\u0308~’",
                "æſðđŋħ\u0323ĸł\u030b\u0302",
                "|»«¢„“”µ·…–",
            ),
            (
                "″¡⅛£¤⅜⅝⅞™±°¿\u0328",
                "Ω§ ®Ŧ¥↑ıØÞ\u030a¯\u0306",
                "ÆẞÐªŊĦ\u0307&Ł\u0323\u030c",
                " ›‹©‚‘’º×÷—",
            ),
        ),
        composed={
            "\u0302": (
                " ()+-0456789=ACEGHIJOSUWYZaceghijosuwyz\u0302",
                "^⁽⁾⁺⁻⁰⁴⁵⁶⁷⁸⁹⁼ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑ^",
            ),
            "\u0301": (
                "ACEGIKLMNOPRSUVWYZacegiklmnoprsuvwyzÆØÜæøüΩ\u0301",
                "ÁĆÉǴÍḰĹḾŃÓṔŔŚÚǗẂÝŹáćéǵíḱĺḿńóṕŕśúǘẃýźǼǾǗǽǿǘΏ´",
            ),
            "\u0300": (" AEINOUVWYaeinouvwyÜüΩ\u0300", "`ÀÈÌǸÒÙǛẀỲàèìǹòùǜẁỳǛǜῺ`"),
            "\u0327": (" CDEGHKLNRSTcdeghklnrst¢\u0327", "¸ÇḐȨĢḨĶĻŅŖŞŢçḑȩģḩķļņŗşţ₵¸"),
            "\u0328": (" AEIOUaeiou\u0328", "˛ĄĘĮǪŲąęįǫų˛"),
            "\u0308": ("EHIWXYehitwxy\u0308", "ËḦÏẄẌŸëḧïẗẅẍÿ¨"),
            "\u030a": ("AUauwy", "ÅŮåůẘẙ"),
            "\u0306": (" AEGIOUaegiou\u0306", "˘ĂĔĞĬŎŬăĕğĭŏŭ˘"),
            "\u0323": (
                "+-=ABDEHIKLMNORSTUVWYZabdehiklmnorstuvwyz",
                "⨥⨪⩦ẠḄḌẸḤỊḲḶṂṆỌṚṢṬỤṾẈỴẒạḅḍẹḥịḳḷṃṇọṛṣṭụṿẉỵẓ",
            ),
            "\u0307": (
                " ABCDEFGHILMNOPRSTWXYZabcdefghjlmnoprstwxyzſ\u0307",
                "˙ȦḂĊḊĖḞĠḢİĿṀṄȮṖṘṠṪẆẊẎŻȧḃċḋėḟġḣȷŀṁṅȯṗṙṡṫẇẋẏżẛ˙",
            ),
            "\u030b": (" OUou\u030b", "˝ŐŰőű˝"),
            "\u030c": (
                " ()+-0123456789=ACDEGHIKLNORSTUVZacdeghijklnorstuvzÜü\u030c",
                "ˇ₍₎₊₋₀₁₂₃₄₅₆₇₈₉₌ǍČĎĚǦȞǏǨĽŇǑŘŠŤǓǙŽǎčďěǧȟǐǰǩľňǒřšťǔǚžǙǚˇ",
            ),
        },
    ),
    "macos": Table(
        levels=(
            ("<1234567890ß\u0301", "qwertzuiopü+#", "asdfghjklöä", "\u0302yxcvbnm,.-"),
            ('>!"§$%&/()=?\u0300', "QWERTZUIOPÜ*'", "ASDFGHJKLÖÄ", "°YXCVBNM;:_"),
            ("≤¡“¶¢[]|{}≠¿'", "«∑€®†Ω\u0308⁄øπ•±‘", "å‚∂ƒ©ªº∆@œæ", "„¥≈ç√∫\u0303µ∞…–"),
            ("≥¬”#£ﬁ \\˜·¯˙˚", "»„‰¸˝ˇÁÛØ∏° ’", "ÅÍ™ÏÌÓıˆﬂŒÆ", "“‡ÙÇ◊‹›˘˛÷—"),
        ),
        composed={
            "\u0301": (" EUaeiou", "´ÉÚáéíóú"),
            "\u0300": (" AEOaeiou", "`ÀÈÒàèìòù"),
            "\u0308": (" Eeiy", "¨Ëëïÿ"),
            "\u0302": (" AEIOaeiou", "^ÂÊÎÔâêîôû"),
            "\u0303": (" ANOano", "~ÃÑÕãñõ"),
        },
    ),
}
