"""A drawn figure in one language, together with everything that must follow it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figure's numbers as a table of words: the same cells, signs written out."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart or map, drawn twice so that type is never scaled: 672 px wide and 328 px narrow.

    `name` is a file name without ending. `title` says the finding, `subtitle` the measure, period and n,
    `words` the figure in one sentence (it is also the SVG's description), `source` what stands below.
    The SVGs stand alone (own style inside, light and dark), and say the same as `table`.
    """

    name: str
    title: str
    subtitle: str
    words: str
    table: FigureTable
    wide_svg: str
    narrow_svg: str
    source: str = ""
