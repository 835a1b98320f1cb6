"""Lines over time, one chart or small multiples: cut at breaks, open at gaps, unsure by a pale band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.marks import Box, label_box, mark, shortened
from samfrid.adapters.charts.model import Axis, Blank, Interval, Panel, Series, TrendPlot
from samfrid.adapters.charts.scene import Percent, Scene
from samfrid.adapters.charts.style import SIZE, SMALL
from samfrid.adapters.charts.svg import WIDE
from samfrid.adapters.charts.type_widths import width_of, wrapped
from samfrid.domain.tables import Sign

LINE = 15.0
"""Pixels between two labels at the end of lines."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """How panels share the width: `gutter` holds the axis words of each row's first panel."""

    count: int
    gutter: float
    gap: float
    panel: float
    end: float
    height: float


@dataclass(frozen=True, slots=True)
class _Field:
    """The field of one panel: where periods and shares stand in it."""

    left: float
    right: float
    top: float
    bottom: float
    axis: Axis
    periods: int

    def x(self, place: float) -> float:
        if self.periods < 2:
            return (self.left + self.right) / 2
        return self.left + place * (self.right - self.left) / (self.periods - 1)

    def y(self, share: float) -> float:
        part = (self.axis.clipped(share) - self.axis.low) / (self.axis.high - self.axis.low)
        return self.bottom - part * (self.bottom - self.top)


def draw_trends(plot: TrendPlot, name: str, width: int, percent: Percent) -> Scene:
    """Draw the panels at one width, row by row; a key names groups when several panels share it."""
    scene = Scene()
    grid = _grid(plot, width, percent)
    is_single = len(plot.panels) == 1
    if not is_single:
        scene.add_key(
            list({s.label: (s.label, s.look) for p in plot.panels for s in p.series}.values()), width
        )
    _break_reasons(scene, plot, grid, width, is_single=is_single)
    for start in range(0, len(plot.panels), grid.count):
        _row(scene, plot, plot.panels[start : start + grid.count], grid, name, width, percent)
        scene.bottom += 20 if start + grid.count < len(plot.panels) else 0
    scene.add_note(plot.axis_note, width)
    return scene


def _grid(plot: TrendPlot, width: int, percent: Percent) -> _Grid:
    panels, is_wide = len(plot.panels), width == WIDE
    most = max((len(panel.series) for panel in plot.panels), default=1)
    gutter = max(width_of(percent(tick, True), SMALL) for tick in _lines(plot.axis, panels > 1)) + 10
    has_names = _names_at_ends(plot, width)
    words = [_end_words(series, has_names) for panel in plot.panels for series in panel.series]
    end = max((width_of(each, SMALL, bold=True) for each in words), default=0.0) + 14
    if panels == 1:
        return _Grid(1, gutter, 0, width - gutter, end, max(230.0 if is_wide else 180.0, LINE * most))
    count = min(panels, 2 if panels in (2, 4) else 3) if is_wide else 2
    gap = 30.0 if is_wide else 18.0
    panel = (width - gutter - gap * (count - 1)) / count
    return _Grid(count, gutter, gap, panel, end, max(112.0 if is_wide else 92.0, LINE * most))


def _names_at_ends(plot: TrendPlot, width: int) -> bool:
    """Whether the groups are named where their lines end: in a single chart where the names leave room."""
    if len(plot.panels) != 1:
        return False
    series = plot.panels[0].series
    widest = max((width_of(_end_words(each, True), SMALL, bold=True) for each in series), default=0.0)
    return widest <= 0.3 * width and all(each.last for each in series)


def _end_words(series: Series, has_name: bool) -> str:
    return f"{series.label} {series.last}" if has_name and series.last else series.last


def _lines(axis: Axis, is_small: bool) -> tuple[float, ...]:
    """Which of the axis' lines are drawn: in small panels the ends and the middle."""
    ticks = axis.ticks
    if not is_small or len(ticks) <= 3:
        return ticks
    return (ticks[0], ticks[len(ticks) // 2], ticks[-1]) if len(ticks) % 2 else (ticks[0], ticks[-1])


def _break_reasons(scene: Scene, plot: TrendPlot, grid: _Grid, width: int, *, is_single: bool) -> None:
    """Say why lines are cut: above the break in a single chart, in the key where panels share it."""
    if is_single:
        _reasons_above(scene, plot, grid, width)
        return
    for place, reason in plot.breaks:
        y = scene.bottom
        scene.add(svg.line(((6, y), (6, y + 16)), "brk"))
        words = f"{_between(plot, place)}: {reason}"
        for line in wrapped(words, width - 18, SMALL):
            scene.add(svg.text(18, scene.bottom + 13, line, "s brkt"))
            scene.bottom += 18
        scene.bottom += 4
    scene.bottom += 8


def _between(plot: TrendPlot, place: int) -> str:
    return f"{plot.periods[place]}/{plot.periods[place + 1]}"


def _reasons_above(scene: Scene, plot: TrendPlot, grid: _Grid, width: int) -> None:
    field = _Field(grid.gutter + 6, width - grid.end, 0, 1, plot.axis, len(plot.periods))
    taken: list[Box] = []
    for place, reason in plot.breaks:
        for line in wrapped(reason, width, SMALL):
            half = width_of(line, SMALL) / 2
            x = min(max(field.x(place + 0.5), half), width - half)
            y = 13.0
            while any(label_box(x, y, line, SMALL, anchor="c").meets(box) for box in taken):
                y += 17
            taken.append(label_box(x, y, line, SMALL, anchor="c"))
            scene.add(svg.text(x, y, line, "s c brkt"))
    scene.bottom = max([scene.bottom, *(box.bottom for box in taken)]) + (2 if taken else 0)


def _row(
    scene: Scene,
    plot: TrendPlot,
    panels: Sequence[Panel],
    grid: _Grid,
    name: str,
    width: int,
    percent: Percent,
) -> None:
    titles = [wrapped(panel.label, grid.panel, SIZE, bold=True) if panel.label else () for panel in panels]
    top = scene.bottom + 18 * max(len(lines) for lines in titles) + 12
    lowest = top + grid.height + 20
    for place, panel in enumerate(panels):
        left = grid.gutter + place * (grid.panel + grid.gap)
        for line, words in enumerate(titles[place]):
            scene.add(svg.text(left, scene.bottom + 14 + 18 * line, words, "b"))
        right = left + grid.panel - grid.end
        field = _Field(left + 6, right, top, top + grid.height, plot.axis, len(plot.periods))
        _panel(scene, plot, panel, field, name, width, percent, has_axis_words=place == 0)
        lowest = max(lowest, _below(scene, plot, panel, field, grid))
    scene.bottom = lowest


def _panel(
    scene: Scene,
    plot: TrendPlot,
    panel: Panel,
    field: _Field,
    name: str,
    width: int,
    percent: Percent,
    *,
    has_axis_words: bool,
) -> None:
    for share in _lines(plot.axis, len(plot.panels) > 1):
        y = field.y(share)
        scene.add(svg.line(((field.left - 6, y), (field.right, y)), "zero" if share == 0 else "grid"))
        if has_axis_words:
            scene.add(svg.text(field.left - 14, y + 4.5, percent(share, True), "m s e"))
    _hidden(scene, panel, field, name, width)
    for place, _ in plot.breaks:
        x = field.x(place + 0.5)
        scene.add(svg.line(((x, field.top - 5), (x, field.bottom)), "brk"))
    cuts = {place for place, _ in plot.breaks}
    for series in panel.series:
        for part in _parts(series, cuts):
            _band(scene, series, part, field)
    for series in panel.series:
        _line(scene, series, list(_parts(series, cuts)), field, has_all_marks=len(plot.panels) == 1)
    _end_labels(scene, panel, field, _names_at_ends(plot, width))


def _parts(series: Series, cuts: set[int]) -> Iterator[list[tuple[int, Interval]]]:
    """The pieces of a line: it ends at a break and at a period that shows a sign."""
    part: list[tuple[int, Interval]] = []
    for place, reading in enumerate(series.readings):
        if isinstance(reading, Interval):
            part.append((place, reading))
        if part and (isinstance(reading, Blank) or place in cuts):
            yield part
            part = []
    if part:
        yield part


def _band(scene: Scene, series: Series, part: list[tuple[int, Interval]], field: _Field) -> None:
    if len(part) == 1:
        place, reading = part[0]
        x = field.x(place)
        ends = ((x, field.y(reading.low)), (x, field.y(reading.high)))
        scene.add(svg.line(ends, f"iv {series.look.stroke}"))
        return
    above = [(field.x(place), field.y(reading.high)) for place, reading in part]
    below = [(field.x(place), field.y(reading.low)) for place, reading in reversed(part)]
    scene.add(svg.area([*above, *below], f"bnd {series.look.fill}"))


def _line(
    scene: Scene,
    series: Series,
    parts: list[list[tuple[int, Interval]]],
    field: _Field,
    *,
    has_all_marks: bool,
) -> None:
    points = [[(field.x(place), field.y(reading.share)) for place, reading in part] for part in parts]
    for part in points:
        if len(part) > 1:
            scene.add(svg.line(part, f"ln {series.look.stroke}"))
    every = [point for part in points for point in part]
    lone = [part[0] for part in points if len(part) == 1]
    ends = [*every[:1], *every[-1:], *lone]
    for x, y in dict.fromkeys(every if has_all_marks else ends):
        scene.add(mark(series.look, x, y, 4.5 if has_all_marks else 4))


def _hidden(scene: Scene, panel: Panel, field: _Field, name: str, width: int) -> None:
    """A hatched column where any group is hidden; the note below says which."""
    for place in range(field.periods):
        signs = {
            reading.sign for series in panel.series if isinstance(reading := series.readings[place], Blank)
        }
        if Sign.HIDDEN in signs:
            fill = svg.hatching(name, width)
            top, height = field.top, field.bottom - field.top
            scene.add(svg.rect(field.x(place) - 5, top, 10, height, "hid", fill=fill))


def _end_labels(scene: Scene, panel: Panel, field: _Field, has_names: bool) -> None:
    """The last values beside the ends of the lines, moved apart where they would meet."""
    ends = [
        (field.y(reading.share), _end_words(series, has_names))
        for series in panel.series
        if series.last and isinstance(reading := series.readings[-1], Interval)
    ]
    ends.sort()
    places = _apart([y for y, _ in ends], field.top, field.bottom)
    for y, (_, words) in zip(places, ends, strict=True):
        scene.add(svg.text(field.right + 10, y + 4.5, words, "s b"))


def _apart(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Move sorted places at least a line apart, each run about its own middle, within the field."""
    runs: list[list[float]] = []

    def start(run: list[float]) -> float:
        reach = LINE * (len(run) - 1)
        return max(top, min(sum(run) / len(run) - reach / 2, bottom - reach))

    for y in wanted:
        runs.append([y])
        while len(runs) > 1 and start(runs[-2]) + LINE * len(runs[-2]) > start(runs[-1]):
            last = runs.pop()
            runs[-1].extend(last)
    return [start(run) + LINE * place for run in runs for place in range(len(run))]


def _below(scene: Scene, plot: TrendPlot, panel: Panel, field: _Field, grid: _Grid) -> float:
    """Periods under the field, as many as fit, and what can't be shown; return how far down it reaches."""
    y = field.bottom + 18
    taken: list[Box] = []
    last = len(plot.periods) - 1
    for place in dict.fromkeys((0, last) if len(plot.panels) > 1 else (0, last, *range(1, last))):
        words, x, anchor = _period_words(plot, field, grid, place)
        box = label_box(x, y, words, SMALL, anchor=anchor)
        if not any(Box(box.left - 8, box.top, box.right + 8, box.bottom).meets(other) for other in taken):
            taken.append(box)
            scene.add(svg.text(x, y, words, f"m s {anchor}"))
    for note in panel.notes:
        for line in wrapped(note, grid.panel, SMALL):
            y += 17
            scene.add(svg.text(field.left - 6, y, line, "m s"))
    return y + 6


def _period_words(plot: TrendPlot, field: _Field, grid: _Grid, place: int) -> tuple[str, float, str]:
    """A period's name, where it stands, and its anchor: in small panels the first and last lean inwards."""
    if len(plot.panels) == 1:
        words = shortened(plot.periods[place], grid.panel / 2, SMALL)
        half = width_of(words, SMALL) / 2
        return words, min(max(field.x(place), half), field.right + grid.end - half), "c"
    words = shortened(plot.periods[place], (grid.panel - grid.end) / 2, SMALL)
    is_first = place == 0
    return words, field.left - 6 if is_first else field.right, "" if is_first else "e"
