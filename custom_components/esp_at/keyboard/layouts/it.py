"""Italian; written by script/layouts, do not edit it by hand."""

from ..table import Table

TABLES = {
    "windows": Table(
        levels=(
            ("\\1234567890'ì", "qwertyuiopè+ù", "asdfghjklòà", "<zxcvbnm,.-"),
            ('|!"£$%&/()=?^', "QWERTYUIOPé*§", "ASDFGHJKLç°", ">ZXCVBNM;:_"),
            ("     €", "  €       []", "         @#", ""),
            ("", "          {}", "", ""),
        ),
        composed={},
    ),
    "linux": Table(
        levels=(
            ("\\1234567890'ì", "qwertyuiopè+ù", "asdfghjklòà", "<zxcvbnm,.-"),
            ('|!"£$%&/()=?^', "QWERTYUIOPé*§", "ASDFGHJKLç°", ">ZXCVBNM;:_"),
            (
                "¬¹²³¼½¬{[]}`~",
                "@ſ€¶ŧ←↓→øþ[]\u0300",
                "æßðđŋħ\u0309ĸł@#",
                "««»¢“”ñµ\u0301·\u0304",
            ),
            (
                "¦¡\u030b\u0303⅛⅜⅝⅞™±\u0328¿\u0302",
                "Ω§¢®Ŧ¥↑ıØÞ{}\u0306",
                "ÆẞÐªŊĦ\u031b&Ł\u0327\u030a",
                "»<>©‘’Ñº×\u0308÷",
            ),
        ),
        composed={
            "\u030b": (" OUou\u030b", "˝ŐŰőű˝"),
            "\u0303": ("<=>AEIOUVYaeiouvy", "≲≃≳ÃẼĨÕŨṼỸãẽĩõũṽỹ"),
            "\u0328": (" AEIOUaeiou\u0328", "˛ĄĘĮǪŲąęįǫų˛"),
            "\u0302": (
                "()+-0456789=ACEGHIJOSUWYZaceghijosuwyzàèéò",
                "⁽⁾⁺⁻⁰⁴⁵⁶⁷⁸⁹⁼ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑầềếồ",
            ),
            "\u0300": ("AEINOUVWYnvwyΩ", "ÀÈÌǸÒÙǛẀỲǹǜẁỳῺ"),
            "\u0306": (" AEGIOUaegiouà\u0306", "˘ĂĔĞĬŎŬăĕğĭŏŭằ˘"),
            "\u0309": (
                "ABCDEFGIKMNOPTUVWYZabcdefghikmnopqrstuvwyz",
                "ẢƁƇƊẺƑƓỈƘⱮƝỎƤƬỦƲⱲỶȤảɓƈɗẻƒɠɦỉƙɱɲỏƥʠɼʂƭủʋⱳỷȥ",
            ),
            "\u031b": ("OUouòù", "ƠƯơườừ"),
            "\u0327": (" CDEGHKLNRSTdeghklnrst¢\u0327", "¸ÇḐȨĢḨĶĻŅŖŞŢḑȩģḩķļņŗşţ₵¸"),
            "\u030a": ("AUauwy", "ÅŮåůẘẙ"),
            "\u0301": (
                "ACEGIKLMNOPRSUVWYZacgiklmnoprsuvwyzÆØæçøΩ\u0301",
                "ÁĆÉǴÍḰĹḾŃÓṔŔŚÚǗẂÝŹáćǵíḱĺḿńóṕŕśúǘẃýźǼǾǽḉǿΏ´",
            ),
            "\u0308": ("AEHIOUWXYaehiotuwxyù\u0308", "ÄËḦÏÖÜẄẌŸäëḧïöẗüẅẍÿǜ¨"),
            "\u0304": (" AEGIOUVYaegiouvyÆæèéò\u0304", "¯ĀĒḠĪŌŪǕȲāēḡīōūǖȳǢǣḕḗṑ¯"),
        },
    ),
    "macos": Table(
        levels=(
            ("<1234567890'ì", "qwertyuiopè+ù", "asdfghjklòà", "\\zxcvbnm,.-"),
            ('>!"£$%&/()=?^', "QWERTYUIOPé*§", "ASDFGHJKLç°", "|ZXCVBNM;:_"),
            (
                "≤«“‘¥~‹÷\u0301 ≠¡\u0302",
                "„Ω€®™æ\u0308œøπ[]¶",
                "åß∂ƒ∞∆ªº¬@#",
                "`∑†©√∫\u0303µ…•–",
            ),
            ("≥»”’¢‰›⁄  ≈¿±", "‚ÀÈÌÒÆÙŒØ∏{}◊", "Å¯˘˙˚¸˝˛ˇÇ∞", "ı ‡ÁÉÍÓÚ ·—"),
        ),
        composed={
            "\u0301": (" aiou", "´áíóú"),
            "\u0302": ("AEIOUaeiou", "ÂÊÎÔÛâêîôû"),
            "\u0308": (" AEIOUaeiouy", "¨ÄËÏÖÜäëïöüÿ"),
            "\u0303": ("ANOano", "ÃÑÕãñõ"),
        },
    ),
}
