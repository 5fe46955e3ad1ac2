"""Every layout by name; written by script/layouts, do not edit it by hand."""

from collections.abc import Mapping

from ..table import Table
from . import da, de, de_ch, es, fi, fr, fr_ch, it, ja, nb, pt_br, sv, uk, us

TABLES: Mapping[str, Mapping[str, Table]] = {
    "us": us.TABLES,
    "uk": uk.TABLES,
    "de": de.TABLES,
    "fr": fr.TABLES,
    "es": es.TABLES,
    "it": it.TABLES,
    "pt_br": pt_br.TABLES,
    "da": da.TABLES,
    "nb": nb.TABLES,
    "sv": sv.TABLES,
    "fi": fi.TABLES,
    "de_ch": de_ch.TABLES,
    "fr_ch": fr_ch.TABLES,
    "ja": ja.TABLES,
}
