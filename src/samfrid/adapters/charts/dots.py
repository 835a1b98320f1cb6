"""Dots with intervals, a row for each place or measure: the drawing core, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.marks import Box, interval, key, label_box, mark, shortened
from samfrid.adapters.charts.model import Axis, Blank, Contrast, DotGroup, DotPlot, DotRow, Interval
from samfrid.adapters.charts.style import SIZE, SMALL
from samfrid.adapters.charts.svg import NARROW, WIDE, Element
from samfrid.adapters.charts.type_widths import width_of, wrapped
from samfrid.domain.tables import Sign

CLOSE, APART = 10.0, 17.0
"""Pixels between the lines of two groups: where marks only stand, and where words stand beside them."""

Scale = Callable[[float], float]
Percent = Callable[[float, bool], str]


@dataclass(slots=True)
class Scene:
    """Elements drawn so far, the room their words take, and how far down they reach."""

    elements: list[Element] = field(default_factory=list)
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the columns of one drawing stand."""

    width: int
    left: float
    right: float
    axis: Axis
    labels: Sequence[tuple[str, ...]]
    name: str

    def x(self, share: float) -> float:
        axis = self.axis
        return self.left + (axis.clipped(share) - axis.low) / (axis.high - axis.low) * (
            self.right - self.left
        )

    @property
    def is_wide(self) -> bool:
        return self.width == WIDE


def draw_dots(plot: DotPlot, name: str, width: int, percent: Percent) -> Scene:
    """Draw the plot at one width. `percent` writes a share, with or without its sign."""
    plan = _plan(plot, name, width)
    scene = Scene()
    named = _row_to_name(plot, plan)
    if named is None:
        groups = list({(g.label, g.look): None for row in plot.rows for g in row.groups})
        legend = key(groups, width)
        scene.elements += legend.elements
        scene.bottom = legend.height
    top = scene.bottom + (38 if plan.is_wide else 38 + 18 * (len(plot.contrast_heading) > 0))
    ticks_at = top - 8
    _heading(scene, plot, plan, ticks_at)
    axis_elements = len(scene.elements)
    y = top
    for index, row in enumerate(plot.rows):
        y = _row(scene, plot, plan, index, row, y, is_named=index == named)
    scene.elements[axis_elements:axis_elements] = _axis(plan, percent, ticks_at, top, y)
    scene.bottom = y + 2
    _foot(scene, plot, width)
    return scene


def _plan(plot: DotPlot, name: str, width: int) -> _Plan:
    if width != WIDE:
        return _Plan(width, 0.0, float(width), plot.axis, [() for _ in plot.rows], name)
    widest = max((width_of(row.label, SIZE, bold=True) for row in plot.rows), default=0.0)
    room = min(max(widest, 84.0), 184.0)
    labels = [wrapped(row.label, room, SIZE, bold=row.is_total) for row in plot.rows]
    column = _contrast_width(plot)
    right = width - (column + 28 if column else 22)
    return _Plan(width, room + 20, right, plot.axis, labels, name)


def _contrast_width(plot: DotPlot) -> float:
    words = [w for row in plot.rows for w in _contrast_words(row)]
    numbers = max((width_of(n, SMALL, bold=True) for n, _ in words), default=0.0)
    rest = max((width_of(r, SMALL) for _, r in words), default=0.0)
    heading = max((width_of(line, SMALL) for line in plot.contrast_heading), default=0.0)
    return min(max(numbers + 8 + rest, heading), 230.0) if numbers + rest else heading


def _contrast_words(row: DotRow) -> list[tuple[str, str]]:
    if isinstance(row.contrast, Contrast):
        return [(row.contrast.number, row.contrast.certainty)]
    return [("", row.contrast)] if row.contrast else []


def _heading(scene: Scene, plot: DotPlot, plan: _Plan, ticks_at: float) -> None:
    if plan.is_wide:
        for up, line in enumerate(reversed(plot.contrast_heading)):
            scene.elements.append(svg.text(plan.width, ticks_at - 16 * up, line, "e m s"))
    elif plot.contrast_heading:
        words = shortened(", ".join(plot.contrast_heading), plan.width, SMALL)
        scene.elements.append(svg.text(plan.width, ticks_at - 20, words, "e m s"))


def _axis(plan: _Plan, percent: Percent, ticks_at: float, top: float, bottom: float) -> list[Element]:
    """Lines and their shares; on narrow drawings only the ends carry the percent sign."""
    drawn: list[Element] = []
    ticks = plan.axis.ticks
    taken: list[Box] = []
    for place in _ends_first(len(ticks)):
        share = ticks[place]
        x = plan.x(share)
        drawn.append(svg.line(((x, top), (x, bottom)), "zero" if share == 0 else "grid"))
        at_edge = not plan.is_wide and place in (0, len(ticks) - 1)
        words = percent(share, plan.is_wide or at_edge)
        anchor = "c" if not at_edge else ("" if place == 0 else "e")
        box = label_box(x, ticks_at, words, SMALL, anchor=anchor)
        room = Box(box.left - 6, box.top, box.right + 6, box.bottom)
        if not any(room.meets(other) for other in taken):
            taken.append(box)
            drawn.append(svg.text(x, ticks_at, words, f"m s {anchor}".strip()))
    return drawn


def _ends_first(count: int) -> list[int]:
    return [0, count - 1, *range(1, count - 1)]


def _row(
    scene: Scene, plot: DotPlot, plan: _Plan, index: int, row: DotRow, top: float, *, is_named: bool
) -> float:
    """Draw one row from its top and return where it ends."""
    blank = _one_blank(row)
    spacing = _spacing(plan, row, is_named)
    lines = 1 if blank else len(row.groups)
    body = spacing * (lines - 1)
    first = _row_words(scene, plan, index, row, top, body)
    if blank:
        _draw_blank(scene, plan, blank, first, "")
    else:
        for place, group in enumerate(row.groups):
            _draw_group(scene, plan, group, first + place * spacing)
    if is_named:
        for element in _names(plan, row, first, spacing) or ():
            scene.elements.append(element)
    words = len(plan.labels[index]) if plan.is_wide else 1
    end = max(first + body + 17, top + 17 * words + 17) if plan.is_wide else first + body + 15
    if row.is_total:
        scene.elements.append(svg.line(((0, end), (plan.width, end)), "rule"))
        end += 2
    return end


def _row_words(scene: Scene, plan: _Plan, index: int, row: DotRow, top: float, body: float) -> float:
    """Write a row's label and difference; return the y of its first group."""
    bold = "b" if row.is_total else ""
    if plan.is_wide:
        lines = plan.labels[index]
        middle = top + 17 + max(body, 17.0 * (len(lines) - 1)) / 2
        start = middle + 5 - 8.5 * (len(lines) - 1)
        for place, words in enumerate(lines):
            scene.elements.append(svg.text(0, start + 17 * place, words, bold))
        _write_contrast(scene, plan, row, middle + 5)
        return middle - body / 2
    return _narrow_words(scene, plan, row, top, bold)


def _narrow_words(scene: Scene, plan: _Plan, row: DotRow, top: float, bold: str) -> float:
    pairs = _contrast_words(row)
    beside = ", ".join(part for part in pairs[0] if part) if pairs else ""
    is_certain = isinstance(row.contrast, Contrast) and row.contrast.is_certain
    taken = width_of(beside, SMALL, bold=True) + 12 if beside else 0.0
    y = top + 17
    if width_of(row.label, SIZE, bold=True) > plan.width - taken:
        for words in wrapped(row.label, plan.width, SIZE, bold=row.is_total):
            scene.elements.append(svg.text(0, y, words, f"{bold} halo".strip()))
            y += 18
        y -= 0 if beside else 18
    else:
        scene.elements.append(svg.text(0, y, row.label, f"{bold} halo".strip()))
    if beside:
        look = "e s b halo" if is_certain else "e s m halo"
        scene.elements.append(svg.text(plan.width, y, beside, look))
    return y + 14


def _write_contrast(scene: Scene, plan: _Plan, row: DotRow, y: float) -> None:
    for number, rest in _contrast_words(row):
        is_certain = isinstance(row.contrast, Contrast) and row.contrast.is_certain
        words = shortened(rest, plan.width - plan.right - 20, SMALL)
        scene.elements.append(svg.text(plan.width, y, words, "e s m"))
        if number:
            x = plan.width - _rest_width(plan, row) - 8
            scene.elements.append(svg.text(x, y, number, "e s b" if is_certain else "e s"))


def _rest_width(plan: _Plan, row: DotRow) -> float:
    return max((width_of(rest, SMALL) for _, rest in _contrast_words(row)), default=0.0)


def _one_blank(row: DotRow) -> Blank | None:
    """The sign of a row in which every group shows the same one."""
    readings = {group.reading for group in row.groups}
    if len(readings) == 1:
        only = next(iter(readings))
        return only if isinstance(only, Blank) else None
    return None


def _spacing(plan: _Plan, row: DotRow, is_named: bool) -> float:
    has_blank = any(isinstance(group.reading, Blank) for group in row.groups)
    if has_blank:
        return APART
    if is_named and _names(plan, row, 0.0, CLOSE) is None:
        return APART
    return CLOSE


def _draw_group(scene: Scene, plan: _Plan, group: DotGroup, y: float) -> None:
    if isinstance(group.reading, Blank):
        _draw_blank(scene, plan, group.reading, y, f"{group.label}: ")
        return
    reading = group.reading
    scene.elements.append(interval(group.look, plan.x(reading.low), plan.x(reading.high), y))
    scene.elements.append(mark(group.look, plan.x(reading.share), y))


def _draw_blank(scene: Scene, plan: _Plan, blank: Blank, y: float, who: str) -> None:
    """Hidden is a hatched bar with its word on it; other signs are words alone."""
    room = plan.right - plan.left - 16
    words = shortened(who + blank.words, room, SMALL)
    if blank.sign is Sign.HIDDEN:
        fill = svg.hatching(plan.name, plan.width)
        scene.elements.append(svg.rect(plan.left, y - 6, plan.right - plan.left, 12, "hid", fill=fill))
        scene.elements.append(svg.text((plan.left + plan.right) / 2, y + 4.5, words, "m s c halo"))
    else:
        start = plan.left + 8 if plan.is_wide else plan.left
        scene.elements.append(svg.text(start, y + 4.5, words, "m s halo"))


def _row_to_name(plot: DotPlot, plan: _Plan) -> int | None:
    """The first row where every group is drawn, if its names fit there; else a key is needed."""
    most = max((len(row.groups) for row in plot.rows), default=0)
    for index, row in enumerate(plot.rows):
        if len(row.groups) == most and all(isinstance(g.reading, Interval) for g in row.groups):
            fits = any(_names(plan, row, 0.0, spacing) is not None for spacing in (CLOSE, APART))
            return index if fits else None
    return None


def _names(plan: _Plan, row: DotRow, first: float, spacing: float) -> list[Element] | None:
    """Names beside the marks of a row, the highest to the right; None when they would run into anything."""
    shown = [(g, g.reading) for g in row.groups if isinstance(g.reading, Interval)]
    highest = max((reading.share for _, reading in shown), default=0.0)
    boxes = [
        Box(plan.x(r.low) - 2, first + i * spacing - 6, plan.x(r.high) + 2, first + i * spacing + 6)
        for i, (_, r) in enumerate(shown)
    ]
    marks = list(boxes) if spacing >= APART else []
    drawn: list[Element] = []
    taken: list[Box] = []
    for place, (group, reading) in enumerate(shown):
        y = first + place * spacing + 4.5
        sides = ("", "e") if reading.share >= highest or spacing >= APART else ("e", "")
        for anchor in sides:
            x = plan.x(reading.high) + 8 if anchor == "" else plan.x(reading.low) - 8
            own = label_box(x, y, group.label, SMALL, bold=True, anchor=anchor)
            others = [box for i, box in enumerate(marks) if i != place]
            inside = own.left >= plan.left and own.right <= plan.right + 16 * plan.is_wide
            if inside and not any(own.meets(box) for box in (*taken, *others)):
                taken.append(own)
                drawn.append(svg.text(x, y, group.label, f"s b {anchor} halo".replace("  ", " ")))
                break
        else:
            return None
    return drawn


def _foot(scene: Scene, plot: DotPlot, width: int) -> None:
    if not plot.axis_note:
        return
    for line in wrapped(plot.axis_note, NARROW if width != WIDE else WIDE, SMALL):
        scene.bottom += 18
        scene.elements.append(svg.text(0, scene.bottom - 2, line, "m s"))
    scene.bottom += 4
