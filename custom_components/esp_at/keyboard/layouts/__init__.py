"""Every layout by name; written by script/layouts, do not edit it by hand."""

from collections.abc import Mapping

from ..table import Table
from . import de, us

TABLES: Mapping[str, Mapping[str, Table]] = {
    "us": us.TABLES,
    "de": de.TABLES,
}
