"""A funnel of chance: each place's share against how many it counted, with limits about the share of all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.counted import round_axis
from samfrid.adapters.charts.marks import Box, label_box, mark, shortened
from samfrid.adapters.charts.model import Axis, SpreadPlot, SpreadPoint
from samfrid.adapters.charts.scene import Percent, Scene
from samfrid.adapters.charts.style import SMALL
from samfrid.adapters.charts.svg import WIDE
from samfrid.adapters.charts.type_widths import width_of

INNER, OUTER = 1.96, 3.09
"""Standard errors from the middle, within which 95 and 99.8 % of places lie if all are alike."""


@dataclass(frozen=True, slots=True)
class _Field:
    left: float
    right: float
    top: float
    bottom: float
    axis: Axis
    most: float

    def x(self, persons: float) -> float:
        return self.left + persons / self.most * (self.right - self.left)

    def y(self, share: float) -> float:
        part = (self.axis.clipped(share) - self.axis.low) / (self.axis.high - self.axis.low)
        return self.bottom - part * (self.bottom - self.top)


def limit(centre: float, persons: float, errors: float) -> tuple[float, float]:
    """The shares between which chance alone keeps a place that counted so many persons."""
    reach = errors * math.sqrt(centre * (1 - centre) / persons)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def outside(point: SpreadPoint, centre: float) -> bool:
    """Whether a place lies where chance alone seldom (one time in twenty) puts it."""
    low, high = limit(centre, point.persons, INNER)
    return not low <= point.share <= high


def draw_spread(plot: SpreadPlot, width: int, percent: Percent, count: Percent) -> Scene:
    """Draw the funnel at one width. `count` writes a number of persons."""
    scene = Scene()
    end, step = round_axis(max(point.persons for point in plot.points))
    gutter = max(width_of(percent(tick, True), SMALL) for tick in plot.axis.ticks) + 10
    height = 300.0 if width == WIDE else 250.0
    right = width - width_of(plot.centre_label, SMALL) - 12
    field = _Field(gutter, right, 26, 26 + height, plot.axis, end)
    _axes(scene, plot, field, step, percent, count)
    _limits(scene, plot, field)
    _points(scene, plot, field)
    scene.bottom = field.bottom + 42
    for note in plot.notes:
        scene.add_note(note, width)
    return scene


def _axes(
    scene: Scene, plot: SpreadPlot, field: _Field, step: float, percent: Percent, count: Percent
) -> None:
    for share in plot.axis.ticks:
        y = field.y(share)
        scene.add(svg.line(((field.left, y), (field.right, y)), "zero" if share == 0 else "grid"))
        scene.add(svg.text(field.left - 8, y + 4.5, percent(share, True), "m s e"))
    taken: list[Box] = []
    for place in range(round(field.most / step) + 1):
        x, words = field.x(place * step), count(place * step, False)
        box = label_box(x, field.bottom + 18, words, SMALL, anchor="c")
        if not any(Box(box.left - 8, box.top, box.right + 8, box.bottom).meets(other) for other in taken):
            taken.append(box)
            scene.add(svg.text(x, field.bottom + 18, words, "m s c"))
    scene.add(
        svg.text(field.right, field.bottom + 36, shortened(plot.persons_label, field.right, SMALL), "m s e")
    )


def _limits(scene: Scene, plot: SpreadPlot, field: _Field) -> None:
    """The share of all, told at its end, and the limits about it, told in the note below."""
    middle = field.y(plot.centre)
    scene.add(svg.line(((field.left, middle), (field.right, middle)), "zero"))
    scene.add(svg.text(field.right + 6, middle + 4.5, plot.centre_label, "m s"))
    first = max(1.0, field.most / 200)
    spots = [first + (field.most - first) * (i / 60) ** 2 for i in range(61)]
    for errors in (INNER, OUTER):
        for side in (0, 1):
            points = [(field.x(n), limit(plot.centre, n, errors)[side]) for n in spots]
            inside = [(x, field.y(share)) for x, share in points if plot.axis.low < share < plot.axis.high]
            if len(inside) > 1:
                scene.add(svg.line(inside, "lim"))


def _points(scene: Scene, plot: SpreadPlot, field: _Field) -> None:
    """Every place as a mark; those outside the limits are named where a name has room."""
    spots = [(field.x(p.persons), field.y(p.share)) for p in plot.points]
    taken: list[Box] = []
    marks = [Box(x - 5, y - 5, x + 5, y + 5) for x, y in spots]
    for x, y in spots:
        scene.add(mark(plot.look, x, y, 4.5))
    by_size = sorted(range(len(spots)), key=lambda i: -plot.points[i].persons)
    for i in by_size:
        if outside(plot.points[i], plot.centre):
            _name_place(
                scene, plot.points[i].label, spots[i], [*taken, *marks[:i], *marks[i + 1 :]], field, taken
            )


def _name_place(
    scene: Scene,
    label: str,
    spot: tuple[float, float],
    others: Sequence[Box],
    field: _Field,
    taken: list[Box],
) -> None:
    x, y = spot
    for dx, dy, anchor in ((9, 4.5, ""), (-9, 4.5, "e"), (0, -10, "c"), (0, 19, "c")):
        box = label_box(x + dx, y + dy, label, SMALL, anchor=anchor)
        is_inside = box.left >= field.left and box.right <= field.right and box.top >= 0
        if is_inside and box.bottom <= field.bottom and not any(box.meets(other) for other in others):
            taken.append(box)
            scene.add(svg.text(x + dx, y + dy, label, f"s {anchor} halo"))
            return
