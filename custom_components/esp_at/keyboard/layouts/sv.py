"""Swedish; written by script/layouts, do not edit it by hand."""

from ..table import Table

TABLES = {
    "windows": Table(
        levels=(
            ("§1234567890+\u0301", "qwertyuiopå\u0308'", "asdfghjklöä", "<zxcvbnm,.-"),
            ('½!"#¤%&/()=?\u0300', "QWERTYUIOPÅ\u0302*", "ASDFGHJKLÖÄ", ">ZXCVBNM;:_"),
            ("  @£$€ {[]}\\", "  €        \u0303", "", "|      µ"),
        ),
        composed={
            "\u0301": (" AEIOUYaeiouy", "´ÁÉÍÓÚÝáéíóúý"),
            "\u0300": (" AEIOUaeiou", "`ÀÈÌÒÙàèìòù"),
            "\u0308": (" EIUeiuy", "¨ËÏÜëïüÿ"),
            "\u0302": (" AEIOUaeiou", "^ÂÊÎÔÛâêîôû"),
            "\u0303": (" ANOano", "~ÃÑÕãñõ"),
        },
    ),
    "linux": Table(
        levels=(
            ("§1234567890+\u0301", "qwertyuiopå\u0308'", "asdfghjklöä", "<zxcvbnm,.-"),
            ('½!"#¤%&/()=?\u0300', "QWERTYUIOPÅ\u0302*", "ASDFGHJKLÖÄ", ">ZXCVBNM;:_"),
            (
                "¶¡@£$€¥{[]}\\±",
                "ωσ€®þ←↓→œπ\u0308\u0303´",
                "ªßðđŋħ\u0309ĸłøæ",
                "|«»©„“”µ\u0327·\u0323",
            ),
            (
                "¾¹²³¼‰√÷«»°¿¬",
                "ΩΣ¢™Þ¥↑ıŒΠ\u030a\u030c×",
                "ºẞÐªŊĦ\u031b†ŁØÆ",
                "¦<>🄯‚‘’º\u0328…\u0307",
            ),
        ),
        composed={
            "\u0301": (
                "ACEGIKLMNOPRSUVWYZacegiklmnoprsuvwyzÅÆØåæøΩω",
                "ÁĆÉǴÍḰĹḾŃÓṔŔŚÚǗẂÝŹáćéǵíḱĺḿńóṕŕśúǘẃýźǺǼǾǻǽǿΏώ",
            ),
            "\u0300": (" AEINOUVWYaeinouvwyΩω\u0300", "`ÀÈÌǸÒÙǛẀỲàèìǹòùǜẁỳῺὼ`"),
            "\u0308": ("EHIUWXYehituwxy\u0308", "ËḦÏÜẄẌŸëḧïẗüẅẍÿ¨"),
            "\u030a": ("Uuwy", "Ůůẘẙ"),
            "\u0302": (
                " ()+-0456789=ACEGHIJOSUWYZaceghijosuwyz\u0302",
                "^⁽⁾⁺⁻⁰⁴⁵⁶⁷⁸⁹⁼ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑ^",
            ),
            "\u0303": (" <=>AEINOUVYaeinouvyÖöω\u0303", "~≲≃≳ÃẼĨÑÕŨṼỸãẽĩñõũṽỹṎṏῶ~"),
            "\u030c": (
                " ()+-0123456789=ACDEGHIKLNORSTUVZacdeghijklnorstuvz\u030c",
                "ˇ₍₎₊₋₀₁₂₃₄₅₆₇₈₉₌ǍČĎĚǦȞǏǨĽŇǑŘŠŤǓǙŽǎčďěǧȟǐǰǩľňǒřšťǔǚžˇ",
            ),
            "\u0309": (
                "ABCDEFGIKMNOPTUVWYZabcdefghikmnopqrstuvwyz",
                "ẢƁƇƊẺƑƓỈƘⱮƝỎƤƬỦƲⱲỶȤảɓƈɗẻƒɠɦỉƙɱɲỏƥʠɼʂƭủʋⱳỷȥ",
            ),
            "\u031b": ("OUou", "ƠƯơư"),
            "\u0327": (" CDEGHKLNRSTcdeghklnrst¢\u0327", "¸ÇḐȨĢḨĶĻŅŖŞŢçḑȩģḩķļņŗşţ₵¸"),
            "\u0328": (" AEIOUaeiou\u0328", "˛ĄĘĮǪŲąęįǫų˛"),
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
            ("<1234567890+\u0301", "qwertyuiopå\u0308'", "asdfghjklöä", "§zxcvbnm,.-"),
            ('>!"#€%&/()=?\u0300', "QWERTYUIOPÅ\u0302*", "ASDFGHJKLÖÄ", "°ZXCVBNM;:_"),
            ("≤©@£$∞§|[]≈±´", "•Ωé®†µüıœπ˙\u0303™", " ß∂ƒ¸˛√ªﬁøæ", "¶÷≈ç‹›‘’‚…–"),
            ("≥¡”¥¢‰¶\\{}≠¿`", "°˝É√‡˜ÜˆŒ∏˚^’", "◊∑∆∫¯˘¬ºﬂØÆ", "•⁄ Ç«»“”„·—"),
        ),
        composed={
            "\u0301": ("AIOUaiou", "ÁÍÓÚáíóú"),
            "\u0300": ("AEIOUaeiou", "ÀÈÌÒÙàèìòù"),
            "\u0308": (" EIeiy", "¨ËÏëïÿ"),
            "\u0302": ("AEIOUaeiou", "ÂÊÎÔÛâêîôû"),
            "\u0303": (" ANOano", "~ÃÑÕãñõ"),
        },
    ),
}
