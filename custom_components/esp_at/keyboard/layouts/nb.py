"""Norwegian; written by script/layouts, do not edit it by hand."""

from ..table import Table

TABLES = {
    "windows": Table(
        levels=(
            ("|1234567890+\\", "qwertyuiopå\u0308'", "asdfghjkløæ", "<zxcvbnm,.-"),
            ('§!"#¤%&/()=?\u0300', "QWERTYUIOPÅ\u0302*", "ASDFGHJKLØÆ", ">ZXCVBNM;:_"),
            ("  @£$€ {[]} \u0301", "  €        \u0303", "", "       µ"),
        ),
        composed={
            "\u0300": (" AEIOUaeiou", "`ÀÈÌÒÙàèìòù"),
            "\u0301": (" AEIOUYaeiouy", "´ÁÉÍÓÚÝáéíóúý"),
            "\u0308": (" AEIOUaeiouy", "¨ÄËÏÖÜäëïöüÿ"),
            "\u0302": (" AEIOUaeiou", "^ÂÊÎÔÛâêîôû"),
            "\u0303": (" ANOano", "~ÃÑÕãñõ"),
        },
    ),
    "linux": Table(
        levels=(
            ("|1234567890+\\", "qwertyuiopå\u0308'", "asdfghjkløæ", "<zxcvbnm,.-"),
            ('§!"#¤%&/()=?\u0300', "QWERTYUIOPÅ\u0302*", "ASDFGHJKLØÆ", ">ZXCVBNM;:_"),
            (
                "¦¡@£$½¥{[]}±\u0301",
                "@ſ€®þ←↓→œπ\u0308\u0303\u030b",
                "ªßðđŋħ\u0309ĸł\u0301\u0302",
                "½«»©„“”µ\u0327…–",
            ),
            (
                "¶¹²³¼‰⅝÷«»°¿¬",
                "Ω§¢™Þ¥↑ıŒΠ\u030a\u030c×",
                "ºẞÐªŊĦ\u031b&Ł\u030b\u030c",
                "¾<> ‚‘’º\u0328·—",
            ),
        ),
        composed={
            "\u0300": (" AEINOUVWYaeinouvwyΩ\u0300", "`ÀÈÌǸÒÙǛẀỲàèìǹòùǜẁỳῺ`"),
            "\u0301": (
                "ACEGIKLMNOPRSUVWYZacegiklmnoprsuvwyzÅÆØåæøΩ\u0301",
                "ÁĆÉǴÍḰĹḾŃÓṔŔŚÚǗẂÝŹáćéǵíḱĺḿńóṕŕśúǘẃýźǺǼǾǻǽǿΏ´",
            ),
            "\u0308": ("AEHIOUWXYaehiotuwxy\u0308", "ÄËḦÏÖÜẄẌŸäëḧïöẗüẅẍÿ¨"),
            "\u030a": ("Uuwy", "Ůůẘẙ"),
            "\u0302": (
                " ()+-0456789=ACEGHIJOSUWYZaceghijosuwyz\u0302",
                "^⁽⁾⁺⁻⁰⁴⁵⁶⁷⁸⁹⁼ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑ^",
            ),
            "\u0303": (" <=>AEINOUVYaeinouvy\u0303", "~≲≃≳ÃẼĨÑÕŨṼỸãẽĩñõũṽỹ~"),
            "\u030c": (
                " ()+-0123456789=ACDEGHIKLNORSTUVZacdeghijklnorstuvz\u030c",
                "ˇ₍₎₊₋₀₁₂₃₄₅₆₇₈₉₌ǍČĎĚǦȞǏǨĽŇǑŘŠŤǓǙŽǎčďěǧȟǐǰǩľňǒřšťǔǚžˇ",
            ),
            "\u030b": (" OUou\u030b", "˝ŐŰőű˝"),
            "\u0309": (
                "ABCDEFGIKMNOPTUVWYZabcdefghikmnopqrstuvwyz",
                "ẢƁƇƊẺƑƓỈƘⱮƝỎƤƬỦƲⱲỶȤảɓƈɗẻƒɠɦỉƙɱɲỏƥʠɼʂƭủʋⱳỷȥ",
            ),
            "\u031b": ("OUou", "ƠƯơư"),
            "\u0327": (" CDEGHKLNRSTcdeghklnrst¢\u0327", "¸ÇḐȨĢḨĶĻŅŖŞŢçḑȩģḩķļņŗşţ₵¸"),
            "\u0328": (" AEIOUaeiou\u0328", "˛ĄĘĮǪŲąęįǫų˛"),
        },
    ),
    "macos": Table(
        levels=(
            ("<1234567890+\u0301", "qwertyuiopå\u0308@", "asdfghjkløæ", "'zxcvbnm,.-"),
            ('>!"#$%&/()=?\u0300', "QWERTYUIOPÅ\u0302*", "ASDFGHJKLØÆ", "§ZXCVBNM;:_"),
            ("≤©™£€∞§|[]≈±`", "•Ωé †µüıœπ˙\u0303'", " ß∂ƒ¸˛√ªﬁöä", "€÷≈ç‹›‘’‚…–"),
            ("≥¡®¥¢‰¶\\{}≠¿", "°˝É ‡˜ÜˆŒ∏˚^", "◊∑∆∫¯˘¬ºﬂÖÄ", " ⁄ Ç«»“”„·—"),
        ),
        composed={
            "\u0301": (" AIOUaiou", "´ÁÍÓÚáíóú"),
            "\u0300": ("AEIOUaeiou", "ÀÈÌÒÙàèìòù"),
            "\u0308": (" EIeiy", "¨ËÏëïÿ"),
            "\u0302": ("AEIOUaeiou", "ÂÊÎÔÛâêîôû"),
            "\u0303": (" ANOano", "~ÃÑÕãñõ"),
        },
    ),
}
