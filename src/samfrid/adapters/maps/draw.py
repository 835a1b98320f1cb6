"""Draws a shaded map: areas, county borders, names and legend. It sees no table, only numbers and signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.svg import Element
from samfrid.adapters.maps.borders import Detail, Kind, Outline, Points, outlines
from samfrid.adapters.maps.canvas import CELL, Fit, Grid, owners
from samfrid.adapters.maps.labels import Label, Position, place_names
from samfrid.adapters.maps.legend import Legend, legend_below, legend_in_free_corner
from samfrid.adapters.maps.model import Area, Shade, ShadedMap
from samfrid.domain.tables import Sign

WIDE, NARROW = 384, 328
"""Widths in pixels: a margin column, and a phone. A map is never drawn as wide as a chart."""

_EDGE = 3
_SMALL, _FINE = 2, 4
"""How much larger small areas, and fine borders, are drawn before they are shrunk."""
_TALLEST = 1.25
_TALLEST_COUNTRY = 1.65
_ROOMS: tuple[tuple[float, float], ...] = ((0.0, 0.5), (0.1, 0.5), (0.2, 0.5), (0.28, 0.5))
_ROOMS_COUNTRY: tuple[tuple[float, float], ...] = ((0.0, 0.5), (0.0, 0.65), (0.0, 0.8), (0.0, 1.0))
"""Shares of the width given to names on each side, and where in spare width the map stands: the room is taken
that costs a reader least, the earlier of two equal ones."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The elements of a drawing, how far down they reach, and the names that got a number, in its order."""

    elements: tuple[Element, ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class _Layout:
    fit: Fit
    grid: Grid
    labels: tuple[Label, ...]
    legend: tuple[Element, ...]
    height: float
    width: int

    @property
    def cost(self) -> float:
        """What a reader pays: numbers to look up, lines to follow, a smaller map, a legend far away."""
        numbered = sum(label.position is Position.NUMBERED for label in self.labels)
        beside = sum(label.position is Position.BESIDE for label in self.labels)
        size = float(self.grid.shape[0] * CELL / self.width)
        return numbered + 0.1 * beside - 16 * size - bool(self.legend)


def draw_map(shaded: ShadedMap, legend: Legend, name: str, width: int) -> Scene:
    """Draw the areas, the borders of counties where there are several, the names and the legend."""
    detail = Detail.FAR if shaded.extent.is_country else Detail.NEAR
    shapes = outlines(shaded.extent.kind, detail)
    areas = [shapes[area.code] for area in shaded.areas]
    layout = _best_layout(shaded, areas, legend, name, width)
    elements = _areas(shaded, areas, layout.fit, svg.hatching(name, width))
    if shaded.extent.kind is Kind.MUNICIPALITY and len(shaded.extent.counties) != 1:
        elements.append(_county_borders(shaded, detail, layout.fit))
    elements += [*_names(shaded, layout.labels), *layout.legend]
    bottom = layout.height
    if not layout.legend:
        below, bottom = legend_below(legend, layout.height + 10, width, svg.hatching(name, width))
        elements += below
    key, bottom = _key(shaded, layout.labels, bottom, width)
    return Scene((*elements, *key), bottom)


def _best_layout(
    shaded: ShadedMap, areas: Sequence[Outline], legend: Legend, name: str, width: int
) -> _Layout:
    rooms = _ROOMS_COUNTRY if shaded.extent.is_country else _ROOMS
    names = [area.name for area in shaded.areas] if shaded.extent.has_names else []
    if not names:
        rooms = (rooms[0], rooms[-1])
    layouts = [_layout(areas, names, width, *room, shaded.extent.is_country) for room in rooms]
    if shaded.extent.is_country:
        hatch = svg.hatching(name, width)
        layouts = [
            replace(one, legend=tuple(legend_in_free_corner(legend, one.grid, one.labels, width, hatch)))
            for one in layouts
        ]
    return min(layouts, key=lambda one: one.cost)


def _layout(
    areas: Sequence[Outline], names: Sequence[str], width: int, inset: float, shift: float, is_country: bool
) -> _Layout:
    tallest = _TALLEST_COUNTRY if is_country else _TALLEST
    box = (_EDGE + inset * width, _EDGE, width * (1 - 2 * inset) - 2 * _EDGE, tallest * width)
    fit = Fit.into(areas, box, shift)
    lowest = max(float(fit.points(ring)[:, 1].max()) for area in areas for ring in area.rings)
    height = float(np.ceil(lowest + _EDGE + (14 if names else 0)))
    grid = owners(areas, fit, width, height)
    labels = place_names(names, [fit.point(*area.label) for area in areas[: len(names)]], grid)
    return _Layout(fit, grid, tuple(labels), (), height, width)


def _areas(shaded: ShadedMap, shapes: Sequence[Outline], fit: Fit, hatch: str) -> list[Element]:
    """Shaded areas first: the borders of hidden and missing ones lie on top of their neighbours'."""
    is_small = shaded.extent.is_country and shaded.extent.kind is Kind.MUNICIPALITY
    factor = _SMALL if is_small else 1
    drawn: list[tuple[int, Element]] = []
    for area, shape in zip(shaded.areas, shapes, strict=True):
        look, rank = _look(shaded, area)
        given = [("d", outline_path(shape.rings, fit, factor)), ("class", svg.classes(look))]
        if look == "hid":
            given.append(("fill", hatch))
        title = Element("title", (), (f"{area.name}: {area.reading.words}",))
        drawn.append((rank, Element("path", tuple(given), (title,))))
    ordered = [element for _, element in sorted(drawn, key=lambda pair: pair[0])]
    return [_shrunk(ordered, factor)] if is_small else ordered


def _look(shaded: ShadedMap, area: Area) -> tuple[str, int]:
    if isinstance(area.reading, Shade):
        return f"area q{shaded.tone_of(area.reading.value)}", 0
    return ("hid", 1) if area.reading.sign is Sign.HIDDEN else ("mis", 2)


def _shrunk(children: Sequence[Element], factor: int) -> Element:
    """What is drawn larger and then shrunk has thinner lines, and whole numbers for corners."""
    return Element("g", (("transform", f"scale({svg.number(1 / factor)})"),), tuple(children))


def _county_borders(shaded: ShadedMap, detail: Detail, fit: Fit) -> Element:
    counties = outlines(Kind.COUNTY, detail)
    rings = [ring for code in shaded.extent.counties or tuple(counties) for ring in counties[code].rings]
    return _shrunk([svg.path(outline_path(rings, fit, _FINE), "whisk")], _FINE)


def outline_path(rings: Sequence[Points], fit: Fit, factor: int) -> str:
    """Write rings as a path of steps, `factor` times as large: in tenths, or whole numbers when enlarged."""
    parts = 10 if factor == 1 else 1
    written = []
    for ring in rings:
        corners = np.rint(factor * parts * fit.points(ring)).astype(int)
        steps = np.diff(corners[:-1], axis=0)
        steps = steps[(steps != 0).any(axis=1)]
        if len(steps) > 1:
            words = " ".join(svg.number(n / parts) for n in steps.ravel())
            start = " ".join(svg.number(n / parts) for n in corners[0])
            written.append(f"M{start}l{words}Z".replace(" -", "-"))
    return "".join(written)


def _names(shaded: ShadedMap, labels: Sequence[Label]) -> list[Element]:
    lines = [svg.line(label.line, "zero") for label in labels if label.line]
    words = []
    for label in labels:
        reading = shaded.areas[label.area].reading
        look = "s c halo"
        if label.position is not Position.BESIDE and isinstance(reading, Shade):
            tone = shaded.tone_of(reading.value)
            look = f"s c lab l{tone}" + (" on4" if tone >= 3 else "")
        if label.position is Position.NUMBERED:
            look += " b"
        words.append(svg.text(label.x, label.y, label.words, look))
    return lines + words


def _key(shaded: ShadedMap, labels: Sequence[Label], top: float, width: int) -> tuple[list[Element], float]:
    """The names of numbered areas, in columns read downwards."""
    numbered = [label for label in labels if label.position is Position.NUMBERED]
    if not numbered:
        return [], top
    columns = 3 if width >= WIDE else 2
    lines = -(-len(numbered) // columns)
    elements = []
    for i, label in enumerate(numbered):
        x, y = (i // lines) * width / columns, top + 26 + (i % lines) * 20
        elements += [
            svg.text(x + 18, y, label.words, "s b e"),
            svg.text(x + 24, y, shaded.areas[label.area].name, "s"),
        ]
    return elements, top + 16 + lines * 20
