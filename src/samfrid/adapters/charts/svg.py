"""A small writer of SVG: elements as values, words escaped, numbers rounded, one frame for every drawing.

It knows nothing of charts or maps. A drawing stands alone: own style, own hatching, no script, no fetching.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samfrid.adapters.charts.style import CLASSES, PREFIX, style_sheet
from samfrid.domain.wording import Language

WIDE, NARROW = 672, 328
"""Widths in pixels of the two drawings of every figure."""


class DrawingError(ValueError):
    """A drawing was asked for something that can't be drawn, such as a number that is not finite."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a drawing; `children` are elements or words, escaped when written."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Element | str, ...] = ()

    def write(self) -> str:
        """Write the element as XML."""
        given = "".join(f' {key}="{escaped(value)}"' for key, value in self.attributes)
        if not self.children:
            return f"<{self.name}{given}/>"
        inside = "".join(escaped(c) if isinstance(c, str) else c.write() for c in self.children)
        return f"<{self.name}{given}>{inside}</{self.name}>"


def printable(words: str) -> str:
    """Keep what can be seen: control characters, lone surrogates and text-turning marks become spaces or go.

    Promise: the answer may stand in XML 1.0, and no character in it changes the direction of what follows.
    """
    if words.isprintable():
        return words
    kept = []
    for character in words:
        kind = unicodedata.category(character)
        if character in "\t\n\r\x85\u2028\u2029":
            kept.append(" ")
        elif (
            kind in ("Cc", "Cs", "Cn")
            or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        ):
            continue
        else:
            kept.append(character)
    return "".join(kept)


def escaped(words: str) -> str:
    """Make words safe as text or as an attribute in XML."""
    safe = printable(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&quot;").replace("'", "&#39;")


def number(value: float) -> str:
    """Write a coordinate with at most two decimals.

    Errors: DrawingError when it is not finite.
    """
    if not math.isfinite(value):
        raise DrawingError("a coordinate is not a finite number")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def identifier(name: str) -> str:
    """Turn a figure's name into an id for XML and pages: a-z, 0-9 and hyphens, a letter first."""
    plain = unicodedata.normalize("NFD", name.casefold())
    safe = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
    return f"f-{safe}" if not safe or not safe[0].isalpha() else safe


def classes(names: str) -> str:
    """Give each class its prefix.

    Errors: DrawingError for a class the style does not know.
    """
    unknown = set(names.split()) - CLASSES
    if unknown:
        raise DrawingError(f"no class {sorted(unknown)[0]!r} in the style")
    return " ".join(PREFIX + name for name in names.split())


def text(x: float, y: float, words: str, look: str = "") -> Element:
    """Words with their baseline at y; `look` lists classes: m s b e c halo lab brkt on4."""
    given = (("x", number(x)), ("y", number(y)), ("class", classes(f"t {look}")))
    return Element("text", given, (printable(words),))


def path(shape: str, look: str) -> Element:
    """A path; build `shape` with `number`."""
    return Element("path", (("d", shape), ("class", classes(look))))


def line(points: Iterable[tuple[float, float]], look: str) -> Element:
    """Straight lines through points."""
    return path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in points), look)


def area(points: Sequence[tuple[float, float]], look: str) -> Element:
    """A closed area with straight sides."""
    return path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z", look)


def circle(x: float, y: float, radius: float, look: str) -> Element:
    """A circle round a point."""
    given = (("cx", number(x)), ("cy", number(y)), ("r", number(radius)), ("class", classes(look)))
    return Element("circle", given)


def rect(x: float, y: float, width: float, height: float, look: str, *, fill: str = "") -> Element:
    """A rectangle; `fill` names a pattern as `hatching(...)` returns it."""
    given = [("x", number(x)), ("y", number(y)), ("width", number(width)), ("height", number(height))]
    given += [("class", classes(look))] + ([("fill", fill)] if fill else [])
    return Element("rect", tuple(given))


def group(children: Sequence[Element], look: str = "") -> Element:
    """Elements that belong together."""
    return Element("g", (("class", classes(look)),) if look else (), tuple(children))


def moved(children: Sequence[Element], down: float) -> Element:
    """Elements as a whole, so many pixels further down."""
    return Element("g", (("transform", f"translate(0 {number(down)})"),), tuple(children))


def hatching(name: str, width: int) -> str:
    """The fill of hidden areas in the drawing of that name and width."""
    return f"url(#{_own_id(name, width)}-hatch)"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a drawing says of itself: name, title and description, language, and its size in pixels."""

    name: str
    title: str
    description: str
    language: Language
    width: int
    height: float


def drawing(frame: Frame, children: Sequence[Element]) -> str:
    """Write a whole SVG that stands alone.

    Promise: well-formed; `<title>` and `<desc>` hold the frame's words and name the picture for screen
             readers; ids start with the figure's name and width, so that figures can share a page.
    """
    own = _own_id(frame.name, frame.width)
    size = f"{frame.width} {number(frame.height)}"
    given = (
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("width", str(frame.width)),
        ("height", number(frame.height)),
        ("viewBox", f"0 0 {size}"),
        ("role", "img"),
        ("aria-labelledby", f"{own}-title {own}-desc"),
        ("lang", str(frame.language)),
    )
    head = (
        Element("title", (("id", f"{own}-title"),), (printable(frame.title) or " ",)),
        Element("desc", (("id", f"{own}-desc"),), (printable(frame.description) or " ",)),
        Element("defs", (), (_hatch_pattern(own),)),
    )
    inside = "".join(child.write() for child in (*head, *children))
    opening = "".join(f' {key}="{escaped(value)}"' for key, value in given)
    return f"<svg{opening}><style>{style_sheet()}</style>{inside}</svg>"


def _own_id(name: str, width: int) -> str:
    return f"{identifier(name)}-{width}"


def _hatch_pattern(own: str) -> Element:
    given = (
        ("id", f"{own}-hatch"),
        ("width", "6"),
        ("height", "6"),
        ("patternUnits", "userSpaceOnUse"),
        ("patternTransform", "rotate(45)"),
    )
    return Element("pattern", given, (path("M0 0v6", "hatch"),))
