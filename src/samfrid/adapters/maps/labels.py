"""Where names go: inside their area, beside the map with a line, or a number and the name below the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from samfrid.adapters.charts.style import SMALL
from samfrid.adapters.charts.type_widths import width_of
from samfrid.adapters.maps.canvas import CELL, SEA, Grid

UP, DOWN = 10.0, 4.0
"""Room that a line of small type takes above and below its baseline."""
_INSIDE_AT_LEAST = 0.95
_MOSTLY_INSIDE = 0.72
"""How much of a name must lie in its area: nearly all of it, or most of it where no line can lead out."""
_LONGEST_LINE = 180.0
_CANDIDATES = 400
_SAMPLES = 72
"""Spots looked at on a line: closer than the spots themselves for the longest."""


class Position(StrEnum):
    """Where the name of an area stands."""

    INSIDE = "inside"
    BESIDE = "beside"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True)
class Label:
    """A name or number with the middle of its baseline; `line` leads from the area to a name beside it."""

    area: int
    words: str
    position: Position
    x: float
    y: float
    line: tuple[tuple[float, float], tuple[float, float]] | None = None


Spots = npt.NDArray[np.bool_]


def place_names(names: Sequence[str], anchors: Sequence[tuple[float, float]], grid: Grid) -> list[Label]:
    """Find a place for every name.

    Shape:   `anchors` has a point inside each area, in pixels; `grid` tells who owns each spot.
    Promise: one label an area, in the order of the names; names and numbers inside or beside never cover one
             another, no line crosses a name. A name without room becomes a number, counted in the order of
             the names.
    """
    taken = np.zeros(grid.shape, dtype=bool)
    found: dict[int, Label] = {}
    for area, name in enumerate(names):
        spot = _inside(name, anchors[area], grid == area, taken)
        if spot:
            found[area] = Label(area, name, Position.INSIDE, *spot)
            _take(taken, name, *spot)
    lines = np.zeros(grid.shape, dtype=bool)
    for area in _in_turn(set(range(len(names))) - set(found), anchors, grid):
        label = _beside(area, names[area], anchors[area], grid, taken, lines)
        if label and label.line:
            found[area] = label
            _take(taken, label.words, label.x, label.y)
            _mark_line(lines, *label.line)
    number = 0
    for area in range(len(names)):
        if area in found:
            continue
        spot = _inside(names[area], anchors[area], grid == area, taken | lines, _MOSTLY_INSIDE)
        if spot:
            found[area] = Label(area, names[area], Position.INSIDE, *spot)
        else:
            number += 1
            spot = _number_spot(str(number), anchors[area], grid == area, taken, lines)
            found[area] = Label(area, str(number), Position.NUMBERED, *spot)
        _take(taken, found[area].words, *spot)
    return [found[area] for area in range(len(names))]


def _size(words: str) -> tuple[int, int]:
    """Columns and rows of spots that words need."""
    return int(np.ceil((width_of(words, SMALL) + 4) / CELL)), int(np.ceil((UP + DOWN) / CELL))


def _sums(spots: Spots, columns: int, rows: int) -> npt.NDArray[np.int64]:
    """How many spots are set in each rectangle, by its top left corner."""
    if spots.shape[0] < rows or spots.shape[1] < columns:
        return np.zeros((0, 0), dtype=np.int64)
    total = np.zeros((spots.shape[0] + 1, spots.shape[1] + 1), dtype=np.int64)
    total[1:, 1:] = spots.cumsum(axis=0).cumsum(axis=1)
    sums: npt.NDArray[np.int64] = (
        total[rows:, columns:] - total[:-rows, columns:] - total[rows:, :-columns] + total[:-rows, :-columns]
    )
    return sums


def _baseline(row: int, column: int, columns: int) -> tuple[float, float]:
    return (column + columns / 2) * CELL, row * CELL + UP


def _inside(
    words: str, anchor: tuple[float, float], own: Spots, taken: Spots, least: float = _INSIDE_AT_LEAST
) -> tuple[float, float] | None:
    """The room inside an area that holds the words, as near its innermost point as can be."""
    columns, rows = _size(words)
    below, beside = np.nonzero(own.any(axis=1))[0], np.nonzero(own.any(axis=0))[0]
    if not below.size:
        return None
    top, left = max(int(below[0]) - 2, 0), max(int(beside[0]) - 2, 0)
    window = slice(top, int(below[-1]) + 3), slice(left, int(beside[-1]) + 3)
    held = _sums(own[window], columns, rows)
    if not held.size:
        return None
    share = np.where(_sums(taken[window], columns, rows) == 0, held / (columns * rows), 0)
    best = share.max()
    if best < least:
        return None
    row, column = np.nonzero(share >= min(best, 0.999))
    row, column = row + top, column + left
    x, y = (column + columns / 2) * CELL, (row + rows / 2) * CELL
    nearest = int(((x - anchor[0]) ** 2 + (y - anchor[1]) ** 2).argmin())
    return _baseline(int(row[nearest]), int(column[nearest]), columns)


def _number_spot(
    words: str, anchor: tuple[float, float], own: Spots, taken: Spots, lines: Spots
) -> tuple[float, float]:
    """Inside the area; where it is too small, the nearest free room; where there is none, its middle."""
    for barred in (taken | lines, taken):
        spot = _inside(words, anchor, own, barred)
        if spot:
            return spot
    return _inside(words, anchor, np.ones_like(own), taken) or (anchor[0], anchor[1] + UP / 2 - 1)


def _take(taken: Spots, words: str, x: float, y: float) -> None:
    columns, rows = _size(words)
    row, column = round((y - UP) / CELL), round(x / CELL - columns / 2)
    taken[max(row, 0) : max(row + rows, 0), max(column, 0) : max(column + columns, 0)] = True


def _in_turn(areas: set[int], anchors: Sequence[tuple[float, float]], grid: Grid) -> list[int]:
    """Who looks for room beside the map first: areas too small for a number, then those nearest to the edge."""

    def holds_number(area: int) -> bool:
        columns, rows = _size("00")
        held = _sums(grid == area, columns, rows)
        return bool(held.size and held.max() >= _INSIDE_AT_LEAST * columns * rows)

    return sorted(areas, key=lambda area: (holds_number(area), _way_to_sea(anchors[area], grid)))


def _way_to_sea(anchor: tuple[float, float], grid: Grid) -> float:
    row, column = np.nonzero(grid == SEA)
    if not row.size:
        return 0.0
    return float(((column * CELL - anchor[0]) ** 2 + (row * CELL - anchor[1]) ** 2).min())


def _beside(
    area: int, words: str, anchor: tuple[float, float], grid: Grid, taken: Spots, lines: Spots
) -> Label | None:
    """The free room outside every area that can be reached by the shortest, least disturbing line."""
    columns, rows = _size(words)
    blocked = _sums((grid != SEA) | taken | lines, columns, rows)
    row, column = np.nonzero(blocked == 0) if blocked.size else (np.zeros(0, int), np.zeros(0, int))
    # A line meets a word at the nearest spot of its edge.
    end_x = np.clip(anchor[0], column * CELL + 2, (column + columns) * CELL - 2)
    end_y = np.clip(anchor[1], row * CELL + 1, (row + rows) * CELL - 1)
    length = np.hypot(end_x - anchor[0], end_y - anchor[1])
    near = np.nonzero(length < _LONGEST_LINE)[0]
    near = near[np.argsort(length[near], kind="stable")]
    near = near[:: max(1, len(near) // _CANDIDATES)]
    if not near.size:
        return None
    ends = np.stack([end_x[near], end_y[near]], axis=1)
    costs = _costs(area, anchor, ends, grid, taken | lines)
    best = int(costs.argmin())
    if costs[best] > _LONGEST_LINE:
        return None
    x, y = _baseline(int(row[near[best]]), int(column[near[best]]), columns)
    return Label(area, words, Position.BESIDE, x, y, (anchor, (float(ends[best, 0]), float(ends[best, 1]))))


def _spots_on(
    start: tuple[float, float], ends: npt.NDArray[np.float64], shape: tuple[int, ...]
) -> tuple[Grid, Grid]:
    """The spots that lines from one start run over; one row a line, as many samples in each."""
    along = np.linspace(0.0, 1.0, _SAMPLES)[None, :]
    columns = (start[0] + (ends[:, :1] - start[0]) * along) / CELL
    rows = (start[1] + (ends[:, 1:] - start[1]) * along) / CELL
    return (
        np.minimum(np.maximum(rows.astype(np.int32), 0), shape[0] - 1),
        np.minimum(np.maximum(columns.astype(np.int32), 0), shape[1] - 1),
    )


def _costs(
    area: int, start: tuple[float, float], ends: npt.NDArray[np.float64], grid: Grid, barred: Spots
) -> npt.NDArray[np.float64]:
    """The length of each line, way through other areas counted three times; endless across words."""
    rows, columns = _spots_on(start, ends, grid.shape)
    passed = grid[rows, columns]
    foreign = ((passed != SEA) & (passed != area)).mean(axis=1)
    length = np.hypot(ends[:, 0] - start[0], ends[:, 1] - start[1])
    costs: npt.NDArray[np.float64] = np.where(
        barred[rows, columns].any(axis=1), np.inf, length * (1 + 2 * foreign)
    )
    return costs


def _mark_line(lines: Spots, start: tuple[float, float], end: tuple[float, float]) -> None:
    rows, columns = _spots_on(start, np.array([end]), lines.shape)
    lines[rows, columns] = True
    lines[rows, np.minimum(columns + 1, lines.shape[1] - 1)] = True
