"""Danish; written by script/layouts, do not edit it by hand."""

from ..table import Table

TABLES = {
    "windows": Table(
        levels=(
            ("½1234567890+\u0301", "qwertyuiopå\u0308'", "asdfghjklæø", "<zxcvbnm,.-"),
            ('§!"#¤%&/()=?\u0300', "QWERTYUIOPÅ\u0302*", "ASDFGHJKLÆØ", ">ZXCVBNM;:_"),
            ("  @£$€ {[]} |", "  €        \u0303", "", "\\      µ"),
        ),
        composed={
            "\u0301": (" AEIOUYaeiouy", "´ÁÉÍÓÚÝáéíóúý"),
            "\u0300": (" AEIOUaeiou", "`ÀÈÌÒÙàèìòù"),
            "\u0308": (" AEIOUaeiouy", "¨ÄËÏÖÜäëïöüÿ"),
            "\u0302": (" AEIOUaeiou", "^ÂÊÎÔÛâêîôû"),
            "\u0303": (" ANOano", "~ÃÑÕãñõ"),
        },
    ),
    "linux": Table(
        levels=(
            ("½1234567890+\u0301", "qwertyuiopå\u0308'", "asdfghjklæø", "<zxcvbnm,.-"),
            ('§!"#¤%&/()=?\u0300', "QWERTYUIOPÅ\u0302*", "ASDFGHJKLÆØ", ">ZXCVBNM;:_"),
            (
                "¾¡@£$½¥{[]}±|",
                "@ſ€®þ←↓→œþ\u0308\u0303\u030b",
                "ªßðđŋħ\u0309ĸł\u0301\u0302",
                "\\«»©„“”µ\u0327·\u0323",
            ),
            (
                "¶¹²³¼¢⅝÷«»°¿¦",
                "Ω§¢ Þ¥↑ıŒÞ\u030a\u030c×",
                "ºẞÐªŊĦ\u031b&Ł\u030b\u030c",
                "¬<> ‚‘’º\u0328\u0307\u0307",
            ),
        ),
        composed={
            "\u0301": (
                "ACEGIKLMNOPRSUVWYZacegiklmnoprsuvwyzÅÆØåæøΩ\u0301",
                "ÁĆÉǴÍḰĹḾŃÓṔŔŚÚǗẂÝŹáćéǵíḱĺḿńóṕŕśúǘẃýźǺǼǾǻǽǿΏ´",
            ),
            "\u0300": (" AEINOUVWYaeinouvwyΩ\u0300", "`ÀÈÌǸÒÙǛẀỲàèìǹòùǜẁỳῺ`"),
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
            "\u0307": (
                " ABCDEFGHILMNOPRSTWXYZabcdefghjlmnoprstwxyzſ\u0307",
                "˙ȦḂĊḊĖḞĠḢİĿṀṄȮṖṘṠṪẆẊẎŻȧḃċḋėḟġḣȷŀṁṅȯṗṙṡṫẇẋẏżẛ˙",
            ),
            "\u0323": (
                "+-=ABDEHIKLMNORSTUVWYZabdehiklmnorstuvwyz",
                "⨥⨪⩦ẠḄḌẸḤỊḲḶṂṆỌṚṢṬỤṾẈỴẒạḅḍẹḥịḳḷṃṇọṛṣṭụṿẉỵẓ",
            ),
        },
    ),
    "macos": Table(
        levels=(
            ("<1234567890+\u0301", "qwertyuiopå\u0308'", "asdfghjklæø", "$zxcvbnm,.-"),
            ('>!"#€%&/()=?\u0300', "QWERTYUIOPÅ\u0302*", "ASDFGHJKLÆØ", "§ZXCVBNM;:_"),
            ("≤¡“§£∞™¶[]≠±'", "°∑é®†¥ü|œπ‘\u0303@", "ªß∂ƒ©«‹∆¬äö", " Ω…ç√∫ñµ‚·–"),
            ("≥¯”$¢‰˜\\{}≈¿⁄", "•˚ÉÂ‡ŸÜıŒ∏’^º", "Êˇ˘ﬁÁ»›˝ﬂÄÖ", "'¸˙Ç◊ËÑ˛„÷—"),
        ),
        composed={
            "\u0301": (" IOUaiou", "´ÍÓÚáíóú"),
            "\u0300": (" AEIOUaeiou", "`ÀÈÌÒÙàèìòù"),
            "\u0308": (" Ieiy", "¨Ïëïÿ"),
            "\u0302": ("IOUaeiou", "ÎÔÛâêîôû"),
            "\u0303": (" AOao", "~ÃÕãõ"),
        },
    ),
}
