"""Dots with intervals, a row for each place, measure or step: the drawing core, wide and narrow."""

from __future__ import annotations

from dataclasses import dataclass, field

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.columns import (
    Columns,
    columns,
    contrast_words,
    draw_axis,
    draw_contrast,
    draw_heading,
)
from samfrid.adapters.charts.marks import interval, mark, shortened
from samfrid.adapters.charts.model import Blank, Contrast, DotGroup, DotPlot, DotRow, Interval
from samfrid.adapters.charts.names import APART, CLOSE, beside
from samfrid.adapters.charts.scene import Percent, Scene
from samfrid.adapters.charts.style import SIZE, SMALL
from samfrid.adapters.charts.type_widths import width_of, wrapped
from samfrid.domain.tables import Sign

Spot = tuple[float, float]


@dataclass(slots=True)
class _Sheet:
    """One drawing in the making: where groups' marks stand row by row, and which bands rows take."""

    plot: DotPlot
    plan: Columns
    scene: Scene = field(default_factory=Scene)
    spots: dict[str, list[Spot | None]] = field(default_factory=dict)
    bands: list[Spot] = field(default_factory=list)


def draw_dots(plot: DotPlot, name: str, width: int, percent: Percent) -> Scene:
    """Draw the plot at one width."""
    plan = columns(plot, name, width, percent)
    sheet = _Sheet(plot, plan)
    scene = sheet.scene
    named = _row_to_name(plot, plan) if plot.names_groups else None
    if named is None and plot.names_groups:
        groups = {group.member_key: (group.label, group.look) for row in plot.rows for group in row.groups}
        scene.add_key(list(groups.values()), width)
    ticks_at = draw_heading(scene, plan)
    behind = len(scene.elements)
    y = ticks_at + 8
    for index in range(len(plot.rows)):
        y = _row(sheet, index, y, is_named=index == named)
    lines = draw_axis(plan, percent, ticks_at, y, sheet.bands)
    if plot.is_way:
        lines += [svg.line(part, f"ln {look} faint") for look, part in _ways(sheet)]
    scene.elements[behind:behind] = lines
    scene.bottom = y + 2
    scene.add_note(plot.axis_note, width)
    return scene


def _row(sheet: _Sheet, index: int, top: float, *, is_named: bool) -> float:
    """Draw one row from its top and return where it ends."""
    scene, plot, plan = sheet.scene, sheet.plot, sheet.plan
    row = plot.rows[index]
    blank = _one_blank(row)
    words = _words_beside(plot, row, is_named)
    spacing = _spacing(plan, row, words)
    said = _blank_lines(plan, blank) if blank else ()
    body = 16.0 * (len(said) - 1) if blank else spacing * (len(row.groups) - 1)
    first = _row_words(scene, plan, index, row, top, body)
    if blank:
        _draw_blank(scene, plan, blank.sign, first, said)
    for place, group in enumerate(row.groups):
        spot = _spot(plan, group, first + place * spacing)
        sheet.spots.setdefault(group.member_key, []).append(spot)
        if not blank:
            _draw_group(scene, plan, group, first + place * spacing)
    scene.add(*(beside(plan, row.groups, words, first, spacing) or ()))
    sheet.bands.append((first - 8, first + body + 8))
    end = _end_of_row(sheet, index, top, first + body)
    if row.is_total:
        scene.add(svg.line(((0, end), (plan.width, end)), "rule"))
    return end


def _end_of_row(sheet: _Sheet, index: int, top: float, lowest: float) -> float:
    plan, rows = sheet.plan, sheet.plot.rows
    lowest += 6 if len(rows[index].groups) > 3 else 0
    if not plan.is_wide:
        return lowest + (18 if rows[index].is_total else 13)
    is_step = sheet.plot.is_way and index + 1 < len(rows)
    return max(lowest + 12, top + 17 * len(plan.labels[index]) + 17) + (22 if is_step else 0)


def _row_words(scene: Scene, plan: Columns, index: int, row: DotRow, top: float, body: float) -> float:
    """Write a row's label and difference; return the y of its first group."""
    bold = "b" if row.is_bold else ""
    if not plan.is_wide:
        return _words_above(scene, plan, row, top, bold)
    lines = plan.labels[index]
    height = max(34.0, body + 24, 17.0 * len(lines) + 17)
    middle = top + height / 2
    start = middle + 5 - 8.5 * (len(lines) - 1)
    scene.add(*(svg.text(0, start + 17 * i, line, bold) for i, line in enumerate(lines)))
    draw_contrast(scene, plan, row, middle + 5)
    return middle - body / 2


def _words_above(scene: Scene, plan: Columns, row: DotRow, top: float, bold: str) -> float:
    """Narrow drawings write the label above the marks and the difference at the end of the same line."""
    contrast = ", ".join(part for part in contrast_words(row) if part)
    taken = width_of(contrast, SMALL, bold=True) + 14 if contrast else 0.0
    lines = wrapped(row.label, plan.width - taken, SIZE, bold=row.is_bold)
    if contrast and len(lines) > 2:
        lines = (*wrapped(row.label, plan.width, SIZE, bold=row.is_bold), "")
    y = top + 17
    scene.add(*(svg.text(0, y + 18 * i, line, f"{bold} halo") for i, line in enumerate(lines) if line))
    last = y + 18 * (len(lines) - 1)
    if contrast:
        is_certain = isinstance(row.contrast, Contrast) and row.contrast.is_certain
        scene.add(svg.text(plan.width, last, contrast, f"e s {'b' if is_certain else 'm'} halo"))
    return last + 14


def _one_blank(row: DotRow) -> Blank | None:
    """The sign of a row in which every group shows the same one."""
    readings = {group.reading for group in row.groups}
    only = next(iter(readings)) if len(readings) == 1 else None
    return only if isinstance(only, Blank) else None


def _words_beside(plot: DotPlot, row: DotRow, is_named: bool) -> list[str]:
    if is_named:
        told = [_told(group) if plot.tells_values else "" for group in row.groups]
        return [f"{group.label} {words}".strip() for group, words in zip(row.groups, told, strict=True)]
    return [group.value if plot.tells_values else "" for group in row.groups]


def _told(group: DotGroup) -> str:
    """Everybody is at the first step: there the number of persons says more than the share."""
    is_whole = isinstance(group.reading, Interval) and group.reading.share == 1
    return group.size if is_whole and group.size else group.value


def _spacing(plan: Columns, row: DotRow, words: list[str]) -> float:
    has_blank = any(isinstance(group.reading, Blank) for group in row.groups)
    return APART if has_blank or beside(plan, row.groups, words, 0.0, CLOSE) is None else CLOSE


def _spot(plan: Columns, group: DotGroup, y: float) -> Spot | None:
    return (plan.x(group.reading.share), y) if isinstance(group.reading, Interval) else None


def _ways(sheet: _Sheet) -> list[tuple[str, list[Spot]]]:
    """Each group's line from step to step, cut where a step is not shown."""
    strokes = {group.member_key: group.look.stroke for row in sheet.plot.rows for group in row.groups}
    found: list[tuple[str, list[Spot]]] = []
    for member_key, spots in sheet.spots.items():
        part: list[Spot] = []
        for spot in (*spots, None):
            if spot is not None:
                part.append(spot)
                continue
            if len(part) > 1:
                found.append((strokes[member_key], part))
            part = []
    return found


def _draw_group(scene: Scene, plan: Columns, group: DotGroup, y: float) -> None:
    reading = group.reading
    if isinstance(reading, Blank):
        words = shortened(f"{group.label}: {reading.words}", plan.right - plan.left - 16, SMALL)
        _draw_blank(scene, plan, reading.sign, y, (words,))
        return
    if reading.high > reading.low:
        scene.add(interval(group.look, plan.x(reading.low), plan.x(reading.high), y))
    scene.add(mark(group.look, plan.x(reading.share), y))


def _blank_lines(plan: Columns, blank: Blank) -> tuple[str, ...]:
    return wrapped(blank.words, plan.right - plan.left - 16, SMALL)


def _draw_blank(scene: Scene, plan: Columns, sign: Sign, y: float, lines: tuple[str, ...]) -> None:
    """Hidden is a hatched bar with its word on it; other signs are words alone."""
    if sign is Sign.HIDDEN:
        fill = svg.hatching(plan.name, plan.width)
        scene.add(svg.rect(plan.left, y - 6, plan.right - plan.left, 12, "hid", fill=fill))
        scene.add(svg.text((plan.left + plan.right) / 2, y + 4.5, lines[0], "m s c halo"))
    else:
        scene.add(
            *(svg.text(plan.left + 8, y + 4.5 + 16 * i, line, "m s halo") for i, line in enumerate(lines))
        )


def _row_to_name(plot: DotPlot, plan: Columns) -> int | None:
    """The first row where every group is drawn, if its names fit there; else a key is needed."""
    most = max((len(row.groups) for row in plot.rows), default=0)
    for index, row in enumerate(plot.rows):
        if len(row.groups) == most and all(isinstance(g.reading, Interval) for g in row.groups):
            words = _words_beside(plot, row, True)
            fits = any(beside(plan, row.groups, words, 0.0, gap) is not None for gap in (CLOSE, APART))
            return index if fits else None
    return None
