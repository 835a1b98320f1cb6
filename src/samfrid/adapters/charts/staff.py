"""The staff door: figures from true counts. Each says in the drawing that it must not be spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samfrid.adapters.charts.admission import admit, admit_table
from samfrid.adapters.charts.counted import Categories
from samfrid.adapters.charts.figures import (
    counts_figure,
    dots_figure,
    fitting_axis,
    spread_figure,
    trends_figure,
    way_figure,
)
from samfrid.adapters.charts.model import SHARES, Axis, Break, Caption
from samfrid.adapters.charts.readings import Setting
from samfrid.adapters.charts.style import Look
from samfrid.domain.equality import Comparison
from samfrid.domain.reports import Figure
from samfrid.domain.tables import RawTable
from samfrid.domain.wording import Language, Text


def dots(
    comparison: Comparison[RawTable],
    caption: Caption,
    language: Language,
    *,
    looks: Mapping[str, Look] | None = None,
    notes: Mapping[str, Text] | None = None,
    axis: Axis = SHARES,
    decimals: int = 0,
) -> Figure:
    """Draw a dot with its interval for each group in each row, the total on top.

    Shape:   a row of the comparison is a row of the figure; `looks` maps a group's code to its mark, `notes`
             a row's code to why its figure is missing or not applicable.
    Promise: nothing is drawn for a sign but the sign; names never run into each other.
    Errors:  TypeError when the comparison was not made from a RawTable; ChartRefused when a share lies
             outside the axis, or there are more groups than shapes.
    """
    admit(comparison, RawTable)
    setting = Setting(language, looks or {}, notes or {}, axis, decimals)
    return dots_figure(comparison, caption, setting, secret=True)


def way(
    reached: Comparison[RawTable],
    caption: Caption,
    language: Language,
    *,
    passed: Comparison[RawTable] | None = None,
    looks: Mapping[str, Look] | None = None,
    notes: Mapping[str, Text] | None = None,
    axis: Axis = SHARES,
    decimals: int = 0,
) -> Figure:
    """Draw the way through support: the share of each group that reaches every step.

    Shape:   a row of `reached` is a step, in order, as a share of all who need support; a row of `passed` of
             the same member is the share among those who reached the step before, and gives the differences.
    Promise: a step that shows a sign cuts the group's line; nothing is drawn across it.
    Errors:  as `dots`.
    """
    admit(reached, RawTable)
    if passed is not None:
        admit(passed, RawTable)
    setting = Setting(language, looks or {}, notes or {}, axis, decimals)
    return way_figure(reached, passed, caption, setting, secret=True)


def trends(
    panels: Mapping[Text, Comparison[RawTable]],
    caption: Caption,
    language: Language,
    *,
    breaks: Sequence[Break] = (),
    looks: Mapping[str, Look] | None = None,
    notes: Mapping[str, Text] | None = None,
    axis: Axis | None = None,
    decimals: int = 0,
) -> Figure:
    """Draw lines over time, a panel for each comparison; with one panel, one large chart.

    Shape:   the rows of each comparison are periods in order; a total row is left out. `breaks` hold for all
             panels. Without `axis` it runs from nought as far as the intervals need.
    Promise: no line crosses a break or a period that shows a sign.
    Errors:  as `dots`; ChartRefused also when panels or breaks name periods the others lack.
    """
    for comparison in panels.values():
        admit(comparison, RawTable)
    reach = axis or fitting_axis(panels.values())
    setting = Setting(language, looks or {}, notes or {}, reach, decimals)
    return trends_figure(panels, breaks, caption, setting, secret=True)


def spread(
    comparison: Comparison[RawTable],
    group: str,
    caption: Caption,
    language: Language,
    *,
    looks: Mapping[str, Look] | None = None,
    axis: Axis | None = None,
    decimals: int = 0,
) -> Figure:
    """Draw a funnel of chance: one group's share in each row against how many were counted there.

    Shape:   `group` is the code of the group; the comparison needs a total row. Rows outside the limits of
             chance are named, the others are marks only.
    Promise: no row is ranked; a row that shows a sign is named below and not drawn.
    Errors:  as `dots`; ChartRefused also when there is no total or nothing to draw.
    """
    admit(comparison, RawTable)
    reach = axis or fitting_axis([comparison])
    setting = Setting(language, looks or {}, {}, reach, decimals)
    return spread_figure(comparison, group, caption, setting, secret=True)


def counts(table: RawTable, wanted: Categories, caption: Caption, language: Language) -> Figure:
    """Draw how many there are in each category, as marks on stems from nought.

    Shape:   `wanted` names the table's dimension for rows, its level, and the dimension for groups if any;
             other dimensions stand at their total. The total row is told in the table, not drawn.
    Errors:  TypeError when the table is not a RawTable; ShapeError for an unknown dimension or level;
             ChartRefused when there are more groups than shapes.
    """
    admit_table(table, RawTable)
    return counts_figure(table, wanted, caption, language, secret=True)
