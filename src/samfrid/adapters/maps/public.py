"""The public door: maps anyone may see, drawn only from what the disclosure room has let out.

True counts are refused by the type checker, and again at run time.
"""

from __future__ import annotations

from collections.abc import Mapping

from samfrid.adapters.charts.admission import admit
from samfrid.adapters.charts.model import Caption
from samfrid.adapters.maps.counts import Slice, count_rows
from samfrid.adapters.maps.figures import map_figure
from samfrid.adapters.maps.model import Extent
from samfrid.adapters.maps.readings import NO_NOTES, Setting, share_rows
from samfrid.domain.equality import Comparison
from samfrid.domain.reports import Figure
from samfrid.domain.tables import Coordinates, Member, ProtectedTable, Sign
from samfrid.domain.wording import Language, Text

PERSONS = Text("Antal", "Number")


def share_map(
    comparison: Comparison[ProtectedTable],
    group: Member,
    caption: Caption,
    language: Language,
    *,
    extent: Extent | None = None,
    notes: Mapping[str, Text] = NO_NOTES,
    decimals: int = 0,
) -> Figure:
    """Shade each municipality or county by the share of one group.

    Shape:   rows of the comparison are places (by code or name); rows that are no place, and the total, stand
             in the table only. `notes` maps a row's code to why its figure is missing or not applicable.
    Promise: shaded by the number as it is written; a sign is drawn as the sign; every area of the extent
             stands in the table with its number or sign.
    Errors:  TypeError when the comparison was not made from a ProtectedTable; MapRefused when it has no such
             group or no row is a place on the map.
    """
    admit(comparison, ProtectedTable)
    setting = Setting(language, extent, notes, decimals)
    return map_figure(share_rows(comparison, group, setting), caption, setting, secret=False)


def count_map(
    table: ProtectedTable,
    cut: Slice,
    caption: Caption,
    language: Language,
    *,
    heading: Text = PERSONS,
    extent: Extent | None = None,
    notes: Mapping[str, Text] = NO_NOTES,
    decimals: int = 0,
) -> Figure:
    """Shade each municipality or county by the published number in its cell.

    Shape, Promise: as `share_map`.
    Errors:  TypeError for anything but a ProtectedTable; MapRefused when the slice does not fit the table.
    """
    if not isinstance(table, ProtectedTable):
        raise TypeError("this door takes a ProtectedTable only")

    def read(coordinates: Coordinates) -> float | Sign:
        cell = table.cell(coordinates)
        return cell.value if cell.value is not None else cell.sign or Sign.MISSING

    setting = Setting(language, extent, notes, decimals)
    return map_figure(count_rows(table.shape, read, cut, heading, setting), caption, setting, secret=False)
