"""Marks that every kind of chart shares: the shape of a group, its interval, hidden areas, a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.style import SMALL, Look, Shape
from samfrid.adapters.charts.svg import Element, number
from samfrid.adapters.charts.type_widths import width_of


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a label or a mark takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes share any room."""
        apart_across = self.right <= other.left or other.right <= self.left
        return not (apart_across or self.bottom <= other.top or other.bottom <= self.top)


def label_box(x: float, y: float, words: str, size: float, *, bold: bool = False, anchor: str = "") -> Box:
    """The room of one line of words with its baseline at y; `anchor` is e (end), c (middle) or nothing."""
    width = width_of(words, size, bold=bold)
    left = x - {"e": width, "c": width / 2}.get(anchor, 0.0)
    return Box(left, y - 0.76 * size, left + width, y + 0.24 * size)


def mark(look: Look, x: float, y: float, radius: float = 5) -> Element:
    """Draw a group's mark round a point."""
    r = radius
    hollow = f"out {look.stroke}"
    if look.shape is Shape.CIRCLE:
        return svg.circle(x, y, r, look.fill)
    if look.shape is Shape.RING:
        return svg.circle(x, y, r - 0.5, hollow)
    if look.shape in (Shape.CROSS, Shape.PLUS):
        return svg.path(_strokes(look.shape, x, y, r), f"cross {look.stroke}")
    is_open = look.shape in (Shape.OPEN_SQUARE, Shape.OPEN_DIAMOND, Shape.OPEN_TRIANGLE)
    shape = _outline(look.shape, x, y, r - 0.75 if is_open else r)
    return svg.path(shape, hollow if is_open else look.fill)


def _outline(shape: Shape, x: float, y: float, r: float) -> str:
    corners = {
        Shape.DIAMOND: ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
        Shape.SQUARE: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        Shape.TRIANGLE: ((0, -1.15), (1.1, 0.85), (-1.1, 0.85)),
        Shape.DROP: ((0, 1.15), (1.1, -0.85), (-1.1, -0.85)),
    }
    same = {
        Shape.OPEN_SQUARE: Shape.SQUARE,
        Shape.OPEN_DIAMOND: Shape.DIAMOND,
        Shape.OPEN_TRIANGLE: Shape.TRIANGLE,
    }
    points = corners[same.get(shape, shape)]
    return "M" + "L".join(f"{number(x + r * dx)} {number(y + r * dy)}" for dx, dy in points) + "Z"


def _strokes(shape: Shape, x: float, y: float, r: float) -> str:
    d = 0.8 * r if shape is Shape.CROSS else r
    ends = ((-d, -d, d, d), (-d, d, d, -d)) if shape is Shape.CROSS else ((-d, 0, d, 0), (0, -d, 0, d))
    return "".join(f"M{number(x + a)} {number(y + b)}L{number(x + c)} {number(y + e)}" for a, b, c, e in ends)


def interval(look: Look, low: float, high: float, y: float) -> Element:
    """Draw how unsure a share is, as a line behind its mark."""
    return svg.line(((low, y), (high, y)), f"iv {look.stroke}")


@dataclass(frozen=True, slots=True)
class Key:
    """Which mark is which group, as lines of marks with their names."""

    elements: tuple[Element, ...]
    height: float


def key(groups: Sequence[tuple[str, Look]], width: float) -> Key:
    """Draw a key from the top left, on as many lines as the names need."""
    elements: list[Element] = []
    x, line = 0.0, 0
    for label, look in groups:
        words = shortened(label, width - 18, SMALL)
        needed = 18 + width_of(words, SMALL)
        if x and x + needed > width:
            x, line = 0.0, line + 1
        y = 9 + 20 * line
        elements += [mark(look, x + 6, y), svg.text(x + 18, y + 4.5, words, "s")]
        x += needed + 20
    return Key(tuple(elements), 20.0 * (line + 1) + 4 if groups else 0)


def shortened(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """Cut words that are wider than the room and end them with an ellipsis; the table has them whole."""
    if width_of(words, size, bold=bold) <= room:
        return words
    kept = words
    while kept and width_of(kept + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"
