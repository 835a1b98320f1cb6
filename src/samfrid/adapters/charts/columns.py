"""Columns of a dot plot: labels, the axis, and differences with how sure they are."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.marks import Box, label_box, shortened
from samfrid.adapters.charts.model import Axis, Contrast, DotPlot, DotRow
from samfrid.adapters.charts.scene import Percent, Scene
from samfrid.adapters.charts.style import SIZE, SMALL
from samfrid.adapters.charts.svg import WIDE, Element
from samfrid.adapters.charts.type_widths import width_of, wrapped

EDGE = 6.0
"""Pixels that half a mark needs at the end of an axis."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of one drawing stand; `column` is the left edge of the differences."""

    width: int
    left: float
    right: float
    axis: Axis
    labels: tuple[tuple[str, ...], ...]
    heading: tuple[str, ...]
    column: float
    numbers: float
    name: str

    def x(self, share: float) -> float:
        """Where a share stands across the drawing."""
        part = (self.axis.clipped(share) - self.axis.low) / (self.axis.high - self.axis.low)
        return self.left + part * (self.right - self.left)

    @property
    def is_wide(self) -> bool:
        return self.width == WIDE


def columns(plot: DotPlot, name: str, width: int, percent: Percent) -> Columns:
    """Share the width between labels, axis and differences; on narrow drawings all of it is the axis."""
    pairs = [contrast_words(row) for row in plot.rows]
    numbers = max((width_of(number, SMALL, bold=True) for number, _ in pairs), default=0.0)
    rest = max((width_of(words, SMALL) for _, words in pairs), default=0.0)
    if width != WIDE:
        heading = wrapped(", ".join(plot.contrast_heading), width, SMALL) if plot.contrast_heading else ()
        return Columns(width, EDGE, width - EDGE, plot.axis, (), heading, 0.0, 0.0, name)
    widest = max((width_of(row.label, SIZE, bold=row.is_bold) for row in plot.rows), default=0.0)
    room = min(max(widest, 84.0), 188.0)
    labels = tuple(wrapped(row.label, room, SIZE, bold=row.is_bold) for row in plot.rows)
    needed = max([numbers + 8 + rest, *(width_of(line, SMALL) for line in plot.contrast_heading)])
    column = min(needed, 190.0) if plot.contrast_heading else 0.0
    heading = tuple(line for part in plot.contrast_heading for line in wrapped(part, column, SMALL))
    last_tick = width_of(percent(plot.axis.high, True), SMALL) / 2 + 1
    right = width - (column + 34 if column else max(24.0, last_tick))
    return Columns(width, room + 22, right, plot.axis, labels, heading, width - column, numbers, name)


def contrast_words(row: DotRow) -> tuple[str, str]:
    """A row's difference and how sure it is, or the words that stand instead."""
    if isinstance(row.contrast, Contrast):
        return row.contrast.number, row.contrast.certainty
    return "", row.contrast


def draw_heading(scene: Scene, plan: Columns) -> float:
    """Write what stands above the differences; return the y on which the axis is written."""
    lines = plan.heading
    if plan.is_wide:
        ticks_at = scene.bottom + max(14.0, 16.0 * len(lines) - 2)
        first = ticks_at - 16 * (len(lines) - 1)
        scene.add(*(svg.text(plan.column, first + 16 * i, line, "m s") for i, line in enumerate(lines)))
        return ticks_at
    for line in lines:
        scene.bottom += 16
        scene.add(svg.text(plan.width, scene.bottom - 2, line, "e m s"))
    return scene.bottom + (18 if lines else 14)


def draw_axis(
    plan: Columns, percent: Percent, ticks_at: float, bottom: float, bands: list[tuple[float, float]]
) -> list[Element]:
    """Lines with their shares; on narrow drawings only the ends carry the percent sign.

    There the first line stands under the labels, so it is drawn only beside the marks, in `bands`.
    """
    drawn: list[Element] = []
    taken: list[Box] = []
    ticks = plan.axis.ticks
    for place in (0, len(ticks) - 1, *range(1, len(ticks) - 1)):
        share = ticks[place]
        x = plan.x(share)
        parts = bands if place == 0 and not plan.is_wide else [(ticks_at + 8, bottom)]
        look = "zero" if share == 0 else "grid"
        drawn += [svg.line(((x, high), (x, low)), look) for high, low in parts]
        is_end = place in (0, len(ticks) - 1)
        anchor = "c" if plan.is_wide or not is_end else "e" if place else ""
        at = x if anchor == "c" else float(plan.width) if place else 0.0
        words = percent(share, plan.is_wide or is_end)
        box = label_box(at, ticks_at, words, SMALL, anchor=anchor)
        if not any(Box(box.left - 6, box.top, box.right + 6, box.bottom).meets(other) for other in taken):
            taken.append(box)
            drawn.append(svg.text(at, ticks_at, words, f"m s {anchor}"))
    return drawn


def draw_contrast(scene: Scene, plan: Columns, row: DotRow, y: float) -> None:
    """Write a difference in its column: numbers end on one line, words start on the next."""
    number, rest = contrast_words(row)
    bold = "b" if isinstance(row.contrast, Contrast) and row.contrast.is_certain else ""
    start = plan.column + plan.numbers + 8 if plan.numbers else plan.column
    words = shortened(rest, plan.width - start, SMALL)
    if number:
        scene.add(svg.text(plan.column + plan.numbers, y, number, f"e s {bold}"))
    if words:
        scene.add(svg.text(start, y, words, "s m"))
