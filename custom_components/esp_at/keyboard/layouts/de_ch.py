"""German (Switzerland); written by script/layouts, do not edit it by hand."""

from ..table import Table

TABLES = {
    "windows": Table(
        levels=(
            ("§1234567890'\u0302", "qwertzuiopü\u0308$", "asdfghjklöä", "<yxcvbnm,.-"),
            ('°+"*ç%&/()=?\u0300', "QWERTZUIOPè!£", "ASDFGHJKLéà", ">YXCVBNM;:_"),
            (" ¦@#  ¬|¢  \u0301\u0303", "  €       []}", "          {", "\\"),
        ),
        composed={
            "\u0301": (" AEIOUYaiouy", "´ÁÉÍÓÚÝáíóúý"),
            "\u0302": (" AEIOUaeiou", "^ÂÊÎÔÛâêîôû"),
            "\u0300": (" AEIOUiou", "`ÀÈÌÒÙìòù"),
            "\u0303": (" ANOano", "~ÃÑÕãñõ"),
            "\u0308": (" AEIOUeiy", "¨ÄËÏÖÜëïÿ"),
        },
    ),
    "linux": Table(
        levels=(
            ("§1234567890'\u0302", "qwertzuiopü\u0308$", "asdfghjklöä", "<yxcvbnm,.-"),
            ('°+"*ç%&/()=?\u0300', "QWERTZUIOPè!£", "ASDFGHJKLéà", ">YXCVBNM;:_"),
            (
                "¬|@#¼½¬|¢]}\u0301\u0303",
                "@ſ€¶ŧ←↓→œþ[]}",
                "æßðđŋħ\u0309ĸł\u0301{",
                "\\«»¢„“”µ•·\u0323",
            ),
            (
                " ¡⅛£$⅜⅝⅞™±°¿\u0328",
                "Ω§ ®Ŧ¥↑ıŒÞ\u030a\u0304\u0306",
                "ÆẞÐªŊĦ\u031b&Ł\u030b\u030c",
                "¦<>©‚‘’º×÷\u0307",
            ),
        ),
        composed={
            "\u0301": (
                "ACEGIKLMNOPRSUVWYZacgiklmnoprsuvwyzÆæçüΩ\u0301",
                "ÁĆÉǴÍḰĹḾŃÓṔŔŚÚǗẂÝŹáćǵíḱĺḿńóṕŕśúǘẃýźǼǽḉǘΏ´",
            ),
            "\u0302": (
                " ()+-0123456789=ACEGHIJOSUWYZaceghijosuwyzàèé\u0302",
                "^⁽⁾⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹⁼ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑầềế^",
            ),
            "\u0300": (" AEINOUVWYinouvwyüΩ\u0300", "`ÀÈÌǸÒÙǛẀỲìǹòùǜẁỳǜῺ`"),
            "\u0303": (" <=>AEINOUVYaeinouvyö\u0303", "~≲≃≳ÃẼĨÑÕŨṼỸãẽĩñõũṽỹṏ~"),
            "\u0328": (" AEIOUaeiou\u0328", "˛ĄĘĮǪŲąęįǫų˛"),
            "\u030a": ("AUauwy", "ÅŮåůẘẙ"),
            "\u0308": ("AEHIOUWXYehitwxy\u0308", "ÄËḦÏÖÜẄẌŸëḧïẗẅẍÿ¨"),
            "\u0304": (" AEGIOUVYaegiouvyÆäæèéöü\u0304", "¯ĀĒḠĪŌŪǕȲāēḡīōūǖȳǢǟǣḕḗȫǖ¯"),
            "\u0306": (" AEGIOUaegiouà\u0306", "˘ĂĔĞĬŎŬăĕğĭŏŭằ˘"),
            "\u0309": (
                "ABCDEFGIKMNOPTUVWYZabcdefghikmnopqrstuvwyz",
                "ẢƁƇƊẺƑƓỈƘⱮƝỎƤƬỦƲⱲỶȤảɓƈɗẻƒɠɦỉƙɱɲỏƥʠɼʂƭủʋⱳỷȥ",
            ),
            "\u031b": ("OUou", "ƠƯơư"),
            "\u030b": (" OUou\u030b", "˝ŐŰőű˝"),
            "\u030c": (
                " ()+-0123456789=ACDEGHIKLNORSTUVZacdeghijklnorstuvzü\u030c",
                "ˇ₍₎₊₋₀₁₂₃₄₅₆₇₈₉₌ǍČĎĚǦȞǏǨĽŇǑŘŠŤǓǙŽǎčďěǧȟǐǰǩľňǒřšťǔǚžǚˇ",
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
            ("<1234567890'\u0302", "qwertzuiopü\u0308$", "asdfghjklöä", "§yxcvbnm,.-"),
            ('>+"*ç%&/()=?\u0300', "QWERTZUIOPè!£", "ASDFGHJKLéà", "°YXCVBNM;:_"),
            ("≤±“#Ç[]|{}≠¿\u0301", "œ∑€®†Ω°¡øπ§‘¶", "åß∂ƒ@ªº∆¬¢æ", "ﬁ¥≈©√∫\u0303µ«…–"),
            ("≥∞”‹⁄  \\ÒÔÚ ^", "ŒÁËÈÎÍÙıØ∏ÿ’•", "Åﬁﬂ‡‚·˜¯ˆ˘Æ", "‰Ÿ™ ◊ ˙˚»÷—"),
        ),
        composed={
            "\u0302": ("AEUaeiou", "ÂÊÛâêîôû"),
            "\u0300": (" AIiou", "`ÀÌìòù"),
            "\u0301": (" Eaiou", "´Éáíóú"),
            "\u0308": (" AIOUei", "¨ÄÏÖÜëï"),
            "\u0303": (" ANOano", "~ÃÑÕãñõ"),
        },
    ),
}
