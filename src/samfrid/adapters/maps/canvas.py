"""The map on paper: metres to pixels, and which area owns each spot, so that names can look for room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samfrid.adapters.maps.borders import Outline, Points

CELL = 2
"""Side in pixels of the spots that names look at."""
SEA = -1

Grid = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Fit:
    """How metres become pixels: scale, and where the map's north-west corner stands."""

    pixels_per_metre: float
    west: float
    north: float
    left: float
    top: float

    @classmethod
    def into(cls, areas: Sequence[Outline], box: tuple[float, float, float, float], shift: float) -> Fit:
        """The largest map of the areas that fits a box (left, top, width, height).

        `shift` tells where in spare width it stands: 0 at the left, 0.5 in the middle, 1 at the right.
        """
        left, top, width, height = box
        low, high = bounds(areas)
        across, along = high - low
        scale = min(width / across, height / along)
        return cls(scale, low[0], high[1], left + shift * (width - scale * across), top)

    def points(self, metres: Points) -> Points:
        """Rows of (east, north) as rows of (x, y)."""
        x = self.left + self.pixels_per_metre * (metres[:, 0] - self.west)
        y = self.top + self.pixels_per_metre * (self.north - metres[:, 1])
        return np.stack([x, y], axis=1)

    def point(self, east: float, north: float) -> tuple[float, float]:
        """One point in pixels."""
        x, y = self.points(np.array([[east, north]]))[0]
        return float(x), float(y)


def bounds(areas: Sequence[Outline]) -> tuple[Points, Points]:
    """The south-west and the north-east corner of all areas together."""
    every = np.vstack([ring for area in areas for ring in area.rings])
    return every.min(axis=0), every.max(axis=0)


def owners(areas: Sequence[Outline], fit: Fit, width: float, height: float) -> Grid:
    """Tell for each spot of the paper which area covers its middle: the area's place in the list, or `SEA`.

    Shape: rows are lines of spots from the top, columns from the left, `CELL` pixels apart.
    """
    grid = np.full((int(np.ceil(height / CELL)), int(np.ceil(width / CELL))), SEA, dtype=np.int32)
    for number, area in enumerate(areas):
        top, inside = _covered([fit.points(ring) for ring in area.rings], grid.shape)
        grid[top : top + len(inside)][inside] = number
    return grid


def _covered(rings: Sequence[Points], shape: tuple[int, ...]) -> tuple[int, npt.NDArray[np.bool_]]:
    """Which spots lie inside, from a first row on: those with an odd number of borders to their left."""
    start = np.vstack([ring[:-1] for ring in rings]) / CELL - 0.5
    end = np.vstack([ring[1:] for ring in rings]) / CELL - 0.5
    first = np.ceil(np.minimum(start[:, 1], end[:, 1])).astype(int).clip(0, shape[0])
    beyond = np.ceil(np.maximum(start[:, 1], end[:, 1])).astype(int).clip(0, shape[0])
    spanned = beyond - first
    edge = np.repeat(np.arange(len(start)), spanned)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(spanned) - spanned, spanned) + first[edge]
    along = (row - start[edge, 1]) / (end[edge, 1] - start[edge, 1])
    column = np.ceil(start[edge, 0] + along * (end[edge, 0] - start[edge, 0])).astype(int).clip(0, shape[1])
    top = int(first.min())
    crossed = np.zeros((int(beyond.max()) - top, shape[1] + 1), dtype=np.int32)
    np.add.at(crossed, (row - top, column), 1)
    inside: npt.NDArray[np.bool_] = crossed.cumsum(axis=1)[:, :-1] % 2 == 1
    return top, inside
