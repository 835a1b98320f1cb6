"""Words beside marks: where they can stand without running into each other or into anything drawn."""

from __future__ import annotations

from collections.abc import Sequence

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.columns import Columns
from samfrid.adapters.charts.marks import Box, label_box
from samfrid.adapters.charts.model import DotGroup, Interval
from samfrid.adapters.charts.style import SMALL
from samfrid.adapters.charts.svg import Element

CLOSE, APART = 10.0, 17.0
"""Pixels between the lines of two groups: where marks only stand, and where each needs room for words."""


def beside(
    plan: Columns, groups: Sequence[DotGroup], words: Sequence[str], first: float, spacing: float
) -> list[Element] | None:
    """Set words beside the marks of one row, the highest share's to the right; None when they don't fit.

    `first` is the y of the first group. Groups without a share, and empty words, take no room.
    """
    shown = [(place, g.reading) for place, g in enumerate(groups) if isinstance(g.reading, Interval)]
    highest = max((r.share for _, r in shown), default=0.0)
    drawn: list[Element] = []
    taken: list[Box] = []
    for place, reading in shown:
        y = first + place * spacing + 4.5
        is_right = reading.share >= highest or spacing >= APART
        sides = ("", "e") if is_right else ("e", "")
        marks = [_mark_box(plan, r, first + i * spacing) for i, r in shown if i != place]
        for anchor in sides if words[place] else ():
            x = plan.x(reading.low) - 9 if anchor else plan.x(reading.high) + 9
            box = label_box(x, y, words[place], SMALL, bold=True, anchor=anchor)
            if _is_free(plan, box, taken, marks):
                taken.append(box)
                drawn.append(svg.text(x, y, words[place], f"s b {anchor} halo"))
                break
        else:
            if words[place]:
                return None
    return drawn


def _mark_box(plan: Columns, reading: Interval, y: float) -> Box:
    """The room of a mark and its line, a little less high than drawn: a halo may touch the line's end."""
    middle = plan.x(reading.share)
    return Box(min(plan.x(reading.low), middle - 6), y - 3, max(plan.x(reading.high), middle + 6), y + 3)


def _is_free(plan: Columns, box: Box, taken: Sequence[Box], marks: Sequence[Box]) -> bool:
    is_inside = box.left >= plan.left - 5 and box.right <= plan.right + (20 if plan.is_wide else 6)
    return is_inside and not any(box.meets(other) for other in (*taken, *marks))
