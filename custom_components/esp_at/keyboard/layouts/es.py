"""Spanish; written by script/layouts, do not edit it by hand."""

from ..table import Table

TABLES = {
    "windows": Table(
        levels=(
            ("º1234567890'¡", "qwertyuiop\u0300+ç", "asdfghjklñ\u0301", "<zxcvbnm,.-"),
            ('ª!"·$%&/()=?¿', "QWERTYUIOP\u0302*Ç", "ASDFGHJKLÑ\u0308", ">ZXCVBNM;:_"),
            ("\\|@#\u0303€¬", "  €       []}", "          {", ""),
        ),
        composed={
            "\u0303": (" AOao", "~ÃÕãõ"),
            "\u0300": (" AEIOUaeiou", "`ÀÈÌÒÙàèìòù"),
            "\u0302": (" AEIOUaeiou", "^ÂÊÎÔÛâêîôû"),
            "\u0301": (" AEIOUYaeiouy", "´ÁÉÍÓÚÝáéíóúý"),
            "\u0308": (" AEIOUaeiouy", "¨ÄËÏÖÜäëïöüÿ"),
        },
    ),
    "linux": Table(
        levels=(
            ("º1234567890'¡", "qwertyuiop\u0300+ç", "asdfghjklñ\u0301", "<zxcvbnm,.-"),
            ('ª!"·$%&/()=?¿', "QWERTYUIOP\u0302*Ç", "ASDFGHJKLÑ\u0308", ">ZXCVBNM;:_"),
            (
                "\\|@#~½¬{[]}\\\u0327",
                "@ſ€¶ŧ←↓→øþ[]}",
                "æßðđŋħ\u0309ĸł\u0303{",
                "|«»¢„“”µ•·\u0323",
            ),
            (
                " ¡⅛£ ⅜⅝⅞™±°¿\u0328",
                "Ω§¢®Ŧ¥↑ıØÞ\u030c\u0304\u0306",
                "ÆẞÐªŊĦ\u031b&Ł\u030a\u030b",
                "¦<>©‚‘’º×÷\u0307",
            ),
        ),
        composed={
            "\u0327": (" DEGHKLNRSTdeghklnrst¢\u0327", "¸ḐȨĢḨĶĻŅŖŞŢḑȩģḩķļņŗşţ₵¸"),
            "\u0328": (" AEIOUaeiou\u0328", "˛ĄĘĮǪŲąęįǫų˛"),
            "\u0300": (" AEINOUVWYaeinouvwyΩ\u0300", "`ÀÈÌǸÒÙǛẀỲàèìǹòùǜẁỳῺ`"),
            "\u0302": (
                " ()+-0123456789=ACEGHIJOSUWYZaceghijosuwyz\u0302",
                "^⁽⁾⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹⁼ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑ^",
            ),
            "\u030c": (
                " ()+-0123456789=ACDEGHIKLNORSTUVZacdeghijklnorstuvz\u030c",
                "ˇ₍₎₊₋₀₁₂₃₄₅₆₇₈₉₌ǍČĎĚǦȞǏǨĽŇǑŘŠŤǓǙŽǎčďěǧȟǐǰǩľňǒřšťǔǚžˇ",
            ),
            "\u0304": (" AEGIOUVYaegiouvyÆæ\u0304", "¯ĀĒḠĪŌŪǕȲāēḡīōūǖȳǢǣ¯"),
            "\u0306": (" AEGIOUaegiou\u0306", "˘ĂĔĞĬŎŬăĕğĭŏŭ˘"),
            "\u0309": (
                "ABCDEFGIKMNOPTUVWYZabcdefghikmnopqrstuvwyz",
                "ẢƁƇƊẺƑƓỈƘⱮƝỎƤƬỦƲⱲỶȤảɓƈɗẻƒɠɦỉƙɱɲỏƥʠɼʂƭủʋⱳỷȥ",
            ),
            "\u031b": ("OUou", "ƠƯơư"),
            "\u0303": ("<=>AEIOUVYaeiouvy", "≲≃≳ÃẼĨÕŨṼỸãẽĩõũṽỹ"),
            "\u030a": ("AUauwy", "ÅŮåůẘẙ"),
            "\u0301": (
                "ACEGIKLMNOPRSUVWYZacegiklmnoprsuvwyzÆÇØæçøΩ\u0301",
                "ÁĆÉǴÍḰĹḾŃÓṔŔŚÚǗẂÝŹáćéǵíḱĺḿńóṕŕśúǘẃýźǼḈǾǽḉǿΏ´",
            ),
            "\u0308": ("AEHIOUWXYaehiotuwxy\u0308", "ÄËḦÏÖÜẄẌŸäëḧïöẗüẅẍÿ¨"),
            "\u030b": (" OUou\u030b", "˝ŐŰőű˝"),
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
            ("<1234567890'¡", "qwertyuiop\u0300+ç", "asdfghjklñ\u0301", "ºzxcvbnm,.-"),
            ('>!"·$%&/()=?¿', "QWERTYUIOP\u0302*Ç", "ASDFGHJKLÑ\u0308", "ªZXCVBNM;:_"),
            ("≤|@#¢∞¬÷“”≠´‚", "œæ€®†¥  øπ[]}", "å∫∂ƒ ™¶§ \u0303{", "\\Ω∑©√ß µ„…–"),
            ("≥ı˝•£‰ ⁄‘’≈¸˛", "ŒÆ  ‡   Ø∏ˆ±»", "Å ∆ﬁﬂ ¯ˇ˘˜«", "°‹› ◊ ˙˚  —"),
        ),
        composed={
            "\u0300": (" AEIOUaeiou", "`ÀÈÌÒÙàèìòù"),
            "\u0302": (" AEIOUaeiou", "^ÂÊÎÔÛâêîôû"),
            "\u0303": (" AOao", "~ÃÕãõ"),
            "\u0301": ("AEIOUaeiou", "ÁÉÍÓÚáéíóú"),
            "\u0308": (" AEIOUaeiouy", "¨ÄËÏÖÜäëïöüÿ"),
        },
    ),
}
