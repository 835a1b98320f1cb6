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
_LONGEST_LINE = 130.0
_CANDIDATES = 160


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
    waiting = sorted(set(range(len(names))) - set(found), key=lambda area: _way_to_sea(anchors[area], grid))
    for area in waiting:
        label = _beside(area, names[area], anchors[area], grid, taken, lines)
        if label and label.line:
            found[area] = label
            _take(taken, label.words, label.x, label.y)
            _mark_line(lines, *label.line)
    number = 0
    for area in range(len(names)):
        if area not in found:
            number += 1
            spot = _inside(str(number), anchors[area], grid == area, taken | lines)
            x, y = spot or (anchors[area][0], anchors[area][1] + UP / 2 - 1)
            found[area] = Label(area, str(number), Position.NUMBERED, x, y)
            _take(taken, str(number), x, y)
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


def _inside(words: str, anchor: tuple[float, float], own: Spots, taken: Spots) -> tuple[float, float] | None:
    """The room inside an area that holds the words, as near its innermost point as can be."""
    columns, rows = _size(words)
    held = _sums(own, columns, rows)
    if not held.size:
        return None
    share = np.where(_sums(taken, columns, rows) == 0, held / (columns * rows), 0)
    best = share.max()
    if best < _INSIDE_AT_LEAST:
        return None
    row, column = np.nonzero(share >= min(best, 0.999))
    x, y = (column + columns / 2) * CELL, (row + rows / 2) * CELL
    nearest = int(((x - anchor[0]) ** 2 + (y - anchor[1]) ** 2).argmin())
    return _baseline(int(row[nearest]), int(column[nearest]), columns)


def _take(taken: Spots, words: str, x: float, y: float) -> None:
    columns, rows = _size(words)
    row, column = round((y - UP) / CELL), round(x / CELL - columns / 2)
    taken[max(row, 0) : max(row + rows, 0), max(column, 0) : max(column + columns, 0)] = True


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
    if not row.size:
        return None
    left, top = column * CELL + 2.0, row * CELL + 0.0
    right, bottom = left + columns * CELL - 4, top + rows * CELL
    end_x = np.clip(anchor[0], left, right)
    end_y = np.clip(anchor[1], top + 1, bottom - 1)
    length = np.hypot(end_x - anchor[0], end_y - anchor[1])
    # A line that meets a word in the middle of its end reads best.
    order = np.argsort(length + 0.3 * abs((top + bottom) / 2 - anchor[1]))
    best: tuple[float, Label] | None = None
    for i in order[:: max(1, min(len(order), 4000) // _CANDIDATES)][:_CANDIDATES]:
        end = (float(end_x[i]), float(end_y[i]))
        cost = _cost(area, anchor, end, grid, taken | lines)
        if cost is None or cost > _LONGEST_LINE or (best and cost >= best[0]):
            continue
        x, y = _baseline(int(row[i]), int(column[i]), columns)
        best = (cost, Label(area, words, Position.BESIDE, x, y, (anchor, end)))
    return best[1] if best else None


def _spots_on(start: tuple[float, float], end: tuple[float, float], grid: Grid | Spots) -> tuple[Grid, Grid]:
    count = max(2, int(np.hypot(end[0] - start[0], end[1] - start[1]) / CELL) + 1)
    columns = np.linspace(start[0], end[0], count) / CELL
    rows = np.linspace(start[1], end[1], count) / CELL
    return (
        np.clip(rows.astype(np.int32), 0, grid.shape[0] - 1),
        np.clip(columns.astype(np.int32), 0, grid.shape[1] - 1),
    )


def _cost(
    area: int, start: tuple[float, float], end: tuple[float, float], grid: Grid, barred: Spots
) -> float | None:
    """The length of a line, way through other areas counted twice; None when it crosses words or lines."""
    rows, columns = _spots_on(start, end, grid)
    if barred[rows, columns].any():
        return None
    passed = grid[rows, columns]
    foreign = int(((passed != SEA) & (passed != area)).sum())
    return float(np.hypot(end[0] - start[0], end[1] - start[1]) + CELL * foreign)


def _mark_line(lines: Spots, start: tuple[float, float], end: tuple[float, float]) -> None:
    rows, columns = _spots_on(start, end, lines)
    lines[rows, columns] = True
    lines[rows, np.clip(columns + 1, 0, lines.shape[1] - 1)] = True
