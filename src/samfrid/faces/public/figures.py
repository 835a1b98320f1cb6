"""Figures as they stand in a page: checked drawings without a style of their own, and the table of each.

What a drawing wears lies in `css/charts.css`, since no page may carry style inside.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from samfrid.domain.reports import Figure, TableBlock, table_of
from samfrid.ui.report.drawings import inline_drawing


@dataclass(frozen=True, slots=True)
class Drawn:
    """One figure ready for a page: both widths as markup, and its numbers."""

    title: str
    subtitle: str
    source: str
    wide: Markup
    narrow: Markup
    table: TableBlock


def drawn(figure: Figure | None) -> Drawn | None:
    """Make a figure part of a page.

    Errors: DrawingError when it holds anything that runs or fetches.
    """
    if figure is None:
        return None
    return Drawn(
        figure.title,
        figure.subtitle,
        figure.source,
        inline_drawing(figure.wide_svg, figure.words, prefix=f"{figure.name}-w").markup,
        inline_drawing(figure.narrow_svg, figure.words, prefix=f"{figure.name}-n").markup,
        table_of(figure),
    )
