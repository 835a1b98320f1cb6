"""The staff door: maps of true counts. Each says in the drawing that it must not be spread."""

from __future__ import annotations

from collections.abc import Mapping

from samfrid.adapters.charts.admission import admit
from samfrid.adapters.charts.model import Caption
from samfrid.adapters.maps.counts import Slice, count_rows
from samfrid.adapters.maps.figures import map_figure
from samfrid.adapters.maps.model import Extent
from samfrid.adapters.maps.public import PERSONS
from samfrid.adapters.maps.readings import NO_NOTES, Setting, share_rows
from samfrid.domain.equality import Comparison
from samfrid.domain.reports import Figure
from samfrid.domain.tables import Member, RawTable
from samfrid.domain.wording import Language, Text


def share_map(
    comparison: Comparison[RawTable],
    group: Member,
    caption: Caption,
    language: Language,
    *,
    extent: Extent | None = None,
    notes: Mapping[str, Text] = NO_NOTES,
    decimals: int = 0,
) -> Figure:
    """Shade each municipality or county by the true share of one group; otherwise as the public door.

    Errors: TypeError when the comparison was not made from a RawTable; MapRefused as the public door.
    """
    admit(comparison, RawTable)
    setting = Setting(language, extent, notes, decimals)
    return map_figure(share_rows(comparison, group, setting), caption, setting, secret=True)


def count_map(
    table: RawTable,
    cut: Slice,
    caption: Caption,
    language: Language,
    *,
    heading: Text = PERSONS,
    extent: Extent | None = None,
    notes: Mapping[str, Text] = NO_NOTES,
    decimals: int = 0,
) -> Figure:
    """Shade each municipality or county by its true count; otherwise as the public door.

    Errors: TypeError for anything but a RawTable; MapRefused when the slice does not fit the table.
    """
    if not isinstance(table, RawTable):
        raise TypeError("this door takes a RawTable only")
    setting = Setting(language, extent, notes, decimals)
    given = count_rows(table.shape, table.count, cut, heading, setting)
    return map_figure(given, caption, setting, secret=True)
