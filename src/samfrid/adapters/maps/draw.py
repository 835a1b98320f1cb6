"""Draws a shaded map: areas, county borders, names and legend. It sees no table, only numbers and signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.svg import Element
from samfrid.adapters.maps.borders import Detail, Kind, Outline, Points, outlines
from samfrid.adapters.maps.canvas import Fit, Grid, owners
from samfrid.adapters.maps.labels import Label, Position, place_names
from samfrid.adapters.maps.legend import Legend, legend_below, legend_in_free_corner
from samfrid.adapters.maps.model import Area, Shade, ShadedMap
from samfrid.domain.tables import Sign

WIDE, NARROW = 384, 328
"""Widths in pixels: a margin column, and a phone. A map is never drawn as wide as a chart."""

_EDGE = 3
_TALLEST = 1.25
_TALLEST_COUNTRY = 1.65
_INSETS = (0.0, 0.1, 0.2, 0.28)
"""How much of the width is given to names on each side; the least that lets all names stand is taken."""


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
    height: float

    @property
    def cost(self) -> float:
        """What a reader pays: numbers to look up, lines to follow, a smaller map."""
        numbered = sum(label.position is Position.NUMBERED for label in self.labels)
        beside = sum(label.position is Position.BESIDE for label in self.labels)
        return numbered + 0.1 * beside - 8e4 * self.fit.pixels_per_metre


def draw_map(shaded: ShadedMap, legend: Legend, name: str, width: int) -> Scene:
    """Draw the areas, the borders of counties where there are several, the names and the legend."""
    has_names = shaded.extent.kind is Kind.COUNTY or not shaded.extent.is_country
    detail = Detail.FAR if shaded.extent.is_country else Detail.NEAR
    shapes = outlines(shaded.extent.kind, detail)
    areas = [shapes[area.code] for area in shaded.areas]
    layout = _best_layout(shaded, areas, width, has_names)
    elements = _areas(shaded, areas, layout.fit, svg.hatching(name, width))
    if shaded.extent.kind is Kind.MUNICIPALITY and len(shaded.extent.counties) != 1:
        elements.append(_county_borders(shaded, detail, layout.fit))
    elements += _names(shaded, layout.labels)
    hatch = svg.hatching(name, width)
    in_corner = legend_in_free_corner(legend, layout.grid, layout.labels, width, hatch)
    if shaded.extent.is_country and in_corner:
        elements += in_corner
        bottom = layout.height
    else:
        below, bottom = legend_below(legend, layout.height + 10, width, hatch)
        elements += below
    key, bottom = _key(shaded, layout.labels, bottom, width)
    return Scene((*elements, *key), bottom)


def _best_layout(shaded: ShadedMap, areas: Sequence[Outline], width: int, has_names: bool) -> _Layout:
    insets = _INSETS if has_names else _INSETS[:1]
    layouts = (_layout(shaded, areas, width, inset, has_names) for inset in insets)
    return min(layouts, key=lambda layout: layout.cost)


def _layout(
    shaded: ShadedMap, areas: Sequence[Outline], width: int, inset: float, has_names: bool
) -> _Layout:
    tallest = _TALLEST_COUNTRY if shaded.extent.is_country else _TALLEST
    left, room = _EDGE + inset * width, width * (1 - 2 * inset) - 2 * _EDGE
    fit = Fit.into(areas, left, _EDGE, room, tallest * width)
    lowest = max(float(fit.points(ring)[:, 1].max()) for area in areas for ring in area.rings)
    height = float(np.ceil(lowest + _EDGE + (14 if has_names else 0)))
    grid = owners(areas, fit, width, height)
    labels: list[Label] = []
    if has_names:
        anchors = [fit.point(*area.label) for area in areas]
        labels = place_names([area.name for area in shaded.areas], anchors, grid)
    return _Layout(fit, grid, tuple(labels), height)


def _areas(shaded: ShadedMap, shapes: Sequence[Outline], fit: Fit, hatch: str) -> list[Element]:
    """Shaded areas first: the borders of hidden and missing ones lie on top of their neighbours'."""
    is_small = shaded.extent.is_country and shaded.extent.kind is Kind.MUNICIPALITY
    factor = 2 if is_small else 1
    drawn: list[tuple[int, Element]] = []
    for area, shape in zip(shaded.areas, shapes, strict=True):
        look, rank = _look(shaded, area)
        given = [("d", outline_path(shape.rings, fit, factor)), ("class", svg.classes(look))]
        if look == "hid":
            given.append(("fill", hatch))
        title = Element("title", (), (f"{area.name}: {area.reading.words}",))
        drawn.append((rank, Element("path", tuple(given), (title,))))
    ordered = [element for _, element in sorted(drawn, key=lambda pair: pair[0])]
    return [_halved(ordered)] if is_small else ordered


def _look(shaded: ShadedMap, area: Area) -> tuple[str, int]:
    if isinstance(area.reading, Shade):
        return f"area q{shaded.tone_of(area.reading.value)}", 0
    return ("hid", 1) if area.reading.sign is Sign.HIDDEN else ("mis", 2)


def _halved(children: Sequence[Element]) -> Element:
    """Small areas are drawn at twice the size and halved, so that their lines are half as thick."""
    return Element("g", (("transform", "scale(.5)"),), tuple(children))


def _county_borders(shaded: ShadedMap, detail: Detail, fit: Fit) -> Element:
    wanted = shaded.extent.counties or tuple(outlines(Kind.COUNTY, detail))
    rings = [ring for code in wanted for ring in outlines(Kind.COUNTY, detail)[code].rings]
    return _halved([svg.path(outline_path(rings, fit, 2), "whisk")])


def outline_path(rings: Sequence[Points], fit: Fit, factor: int) -> str:
    """Write rings as a path of steps between whole pixels (factor 2) or tenths (factor 1)."""
    unit = 1.0 if factor == 2 else 0.1
    write: Callable[[float], str] = (lambda n: str(int(n))) if factor == 2 else (lambda n: svg.number(n / 10))
    parts = []
    for ring in rings:
        places = np.rint(factor * fit.points(ring) / unit).astype(int)
        steps = np.diff(places[:-1], axis=0)
        steps = steps[(steps != 0).any(axis=1)]
        start = f"M{write(places[0, 0])} {write(places[0, 1])}"
        parts.append(start + "l" + " ".join(f"{write(x)} {write(y)}" for x, y in steps) + "Z")
    return "".join(part.replace(" -", "-") for part in parts if "l" in part and not part.endswith("lZ"))


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
