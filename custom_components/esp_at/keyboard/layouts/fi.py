"""Finnish; written by script/layouts, do not edit it by hand."""

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
                "\u0335 @£$‰‚{[]}\\\u0327",
                "  € þ  ıœ\u031b\u030b\u0303\u030c",
                "əßð    ĸ\u0335øæ",
                "|ʒ×   ŋµ’\u0323–",
            ),
            (
                " ¡”»«“„ <>°¿\u0328",
                "    Þ  |Œ\u0309\u030a\u0304\u0306",
                "ƏẞÐ      ØÆ",
                "¦Ʒ·   Ŋ—‘\u0307",
            ),
        ),
        composed={
            "\u0335": (
                "2<=>ABCDEGHIJLPRTUYZabcdeghijlprtuyz",
                "ƻ≮≠≯ȺɃȻĐɆǤĦƗɈŁⱣɌŦɄɎƵⱥƀȼđɇǥħɨɉłᵽɍŧʉɏƶ",
            ),
            "\u0301": (
                " ACEGIKLMNOPRSUVWYZacegiklmnoprsuvwyzÅÆØåæø\u0301",
                "´ÁĆÉǴÍḰĹḾŃÓṔŔŚÚǗẂÝŹáćéǵíḱĺḿńóṕŕśúǘẃýźǺǼǾǻǽǿ´",
            ),
            "\u0300": (" AEINOUVWYaeinouvwy\u0300", "`ÀÈÌǸÒÙǛẀỲàèìǹòùǜẁỳ`"),
            "\u0327": (" CDEGHKLNRSTcdeghklnrst\u0327", "¸ÇḐȨĢḨĶĻŅŖŞŢçḑȩģḩķļņŗşţ¸"),
            "\u0328": (" AEIOUaeiou\u0328", "˛ĄĘĮǪŲąęįǫų˛"),
            "\u031b": ("OUou", "ƠƯơư"),
            "\u0309": (
                "ABCDEFGIKMNOPTUVWYZabcdefghikmnopqrstuvwyzə",
                "ẢƁƇƊẺƑƓỈƘⱮƝỎƤƬỦƲⱲỶȤảɓƈɗẻƒɠɦỉƙɱɲỏƥʠɼʂƭủʋⱳỷȥɚ",
            ),
            "\u030b": (" OUou\u030b", "˝ŐŰőű˝"),
            "\u030a": (" Uuwy", "˚Ůůẘẙ"),
            "\u0308": (" EHIUWXYehituwxy\u0308", "¨ËḦÏÜẄẌŸëḧïẗüẅẍÿ¨"),
            "\u0302": (
                " ()+-0123456789=ACEGHIJOSUWYZaceghijosuwyz\u0302",
                "^⁽⁾⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹⁼ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑ^",
            ),
            "\u0303": (" <=>AEINOUVYaeinouvyÖö\u0303", "~≲≃≳ÃẼĨÑÕŨṼỸãẽĩñõũṽỹṎṏ~"),
            "\u0304": (" AEGIOUVYaegiouvyÄÆÖäæö\u0304", "¯ĀĒḠĪŌŪǕȲāēḡīōūǖȳǞǢȪǟǣȫ¯"),
            "\u030c": (
                " ()+-0123456789=ACDEGHIKLNORSTUVZacdeghijklnorstuvzƷʒ\u030c",
                "ˇ₍₎₊₋₀₁₂₃₄₅₆₇₈₉₌ǍČĎĚǦȞǏǨĽŇǑŘŠŤǓǙŽǎčďěǧȟǐǰǩľňǒřšťǔǚžǮǯˇ",
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
