"""The look of every drawing, theme gryning: colours for paper, light and dark, and classes that wear them.

Plain rules are the paper ones, so that a reader of SVG that knows neither variables nor media queries (the
PDF maker) draws ink on white. Screens get sand and dark paper through `@media`. Class names carry a prefix
and are the same in every figure, so that many figures can stand in one page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

PREFIX = "sf-"
FONT = "Inter, 'Noto Sans Arabic', 'Noto Sans', 'Helvetica Neue', Arial, sans-serif"
SIZE = 14
"""Type size of a label, in pixels."""
SMALL = 13
"""Type size of axis words and notes, in pixels."""

_LIGHT = {
    "paper": "#faf7f2", "ink": "#22303a", "ink-2": "#4f5a62",
    "line": "#ded6c9", "line-2": "#7f807b", "mark": "#b4506a", "mark-text": "#954258",
    "women": "#1d4f63", "men": "#a9690f", "other": "#74406f", "all": "#5f6a71",
    "moss": "#566b1c", "brick": "#9a4a32", "grid": "#e3dccf", "band": "#efe8dc",
    "seq-1": "#dfe8ea", "seq-2": "#a9c2ca", "seq-3": "#4b7b8c", "seq-4": "#173f50", "on-4": "#ffffff",
}  # fmt: skip

_DARK = {
    "paper": "#15191c", "ink": "#ece8e1", "ink-2": "#b3b6b5",
    "line": "#363d41", "line-2": "#868d90", "mark": "#d9899c", "mark-text": "#e3a3b1",
    "women": "#8cc0d2", "men": "#dba44f", "other": "#cd9fca", "all": "#a9b0b4",
    "moss": "#b3c56f", "brick": "#e09a80", "grid": "#2b3235", "band": "#232a2e",
    "seq-1": "#22343c", "seq-2": "#355864", "seq-3": "#5e909f", "seq-4": "#a6cfdc", "on-4": "#15191c",
}  # fmt: skip

_PAPER = {**_LIGHT, "paper": "#ffffff", "grid": "#dddddd", "line": "#bbbbbb", "band": "#eeeeee"}

# What never changes with the light: sizes, widths, dashes.
_FORMS = {
    "t": f"font-family:{FONT};font-size:{SIZE}px;font-variant-numeric:tabular-nums",
    "s": f"font-size:{SMALL}px",
    "b": "font-weight:600",
    "e": "text-anchor:end",
    "c": "text-anchor:middle",
    "grid": "stroke-width:1",
    "zero": "stroke-width:1",
    "rule": "stroke-width:1",
    "iv": "stroke-width:2.5;stroke-linecap:round;opacity:.5",
    "ln": "fill:none;stroke-width:2;stroke-linejoin:round",
    "out": "stroke-width:2;stroke-linejoin:round",
    "cross": "fill:none;stroke-width:2.75;stroke-linecap:round",
    "halo": "paint-order:stroke;stroke-width:4px;stroke-linejoin:round",
    "bnd": "opacity:.14",
    "brk": "fill:none;stroke-width:1.5;stroke-dasharray:2 3",
    "faint": "opacity:.35",
    "lim": "fill:none;stroke-width:1.25;stroke-dasharray:5 3",
    "hid": "stroke-width:.75",
    "hatch": "stroke-width:1",
    "mis": "stroke-width:1;stroke-dasharray:3 3",
    "area": "stroke-width:1.25;stroke-linejoin:round",
    "lab": "paint-order:stroke;stroke-width:3.5px;stroke-linejoin:round",
    "whisk": "fill:none;stroke-width:2",
    "whisk0": "fill:none;stroke-width:5",
}

# What takes a colour: class, then property and token. Later rules win, as text colours over the plain one.
_COLOURS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("t", {"fill": "ink"}),
    ("m", {"fill": "ink-2"}),
    ("brkt", {"fill": "mark-text"}),
    ("on4", {"fill": "on-4"}),
    ("halo", {"stroke": "paper"}),
    ("grid", {"stroke": "grid"}),
    ("zero", {"stroke": "line-2"}),
    ("rule", {"stroke": "line"}),
    ("lim", {"stroke": "line-2"}),
    ("out", {"fill": "paper"}),
    ("brk", {"stroke": "mark"}),
    ("hid", {"stroke": "line-2"}),
    ("hatch", {"stroke": "line-2"}),
    ("mis", {"fill": "paper", "stroke": "line-2"}),
    ("area", {"stroke": "paper"}),
    ("bandbg", {"fill": "band"}),
    ("bar", {"fill": "seq-3"}),
    ("part1", {"fill": "grid"}),
    ("part2", {"fill": "all"}),
    ("whisk", {"stroke": "ink"}),
    ("whisk0", {"stroke": "paper"}),
    *((f"q{step}", {"fill": f"seq-{step}"}) for step in (1, 2, 3, 4)),
    *((f"l{step}", {"stroke": f"seq-{step}"}) for step in (1, 2, 3, 4)),
    ("k", {"fill": "women"}),
    ("ks", {"stroke": "women"}),
    ("mn", {"fill": "men"}),
    ("ms", {"stroke": "men"}),
    ("a", {"fill": "other"}),
    ("as", {"stroke": "other"}),
    ("al", {"fill": "all"}),
    ("als", {"stroke": "all"}),
    ("g1", {"fill": "moss"}),
    ("g1s", {"stroke": "moss"}),
    ("g2", {"fill": "brick"}),
    ("g2s", {"stroke": "brick"}),
    ("g3", {"fill": "ink"}),
    ("g3s", {"stroke": "ink"}),
)

CLASSES = frozenset(_FORMS) | {name for name, _ in _COLOURS}
"""Every class a drawing may use."""


class Shape(StrEnum):
    """The form of a mark, so that groups can be told apart without colour."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    SQUARE = "square"
    RING = "ring"
    TRIANGLE = "triangle"
    DROP = "drop"
    OPEN_SQUARE = "open square"
    OPEN_DIAMOND = "open diamond"
    CROSS = "cross"
    PLUS = "plus"
    OPEN_TRIANGLE = "open triangle"


@dataclass(frozen=True, slots=True)
class Look:
    """How one group is drawn wherever it stands: its shape, and the class of its colour (`k`; lines `ks`)."""

    shape: Shape
    fill: str

    @property
    def stroke(self) -> str:
        """The class of the group's lines."""
        return {"mn": "ms"}.get(self.fill, f"{self.fill}s")


WOMEN = Look(Shape.CIRCLE, "k")
MEN = Look(Shape.DIAMOND, "mn")
OTHER_GENDER = Look(Shape.SQUARE, "a")
EVERYBODY = Look(Shape.RING, "al")
FURTHER = (
    Look(Shape.TRIANGLE, "g1"),
    Look(Shape.OPEN_SQUARE, "g3"),
    Look(Shape.DROP, "g2"),
    Look(Shape.OPEN_DIAMOND, "al"),
    Look(Shape.CROSS, "g3"),
    Look(Shape.OPEN_TRIANGLE, "g2"),
    Look(Shape.PLUS, "g1"),
)
"""Looks for groups that are not women, men, other gender or everybody, in the order they are handed out."""


@cache
def style_sheet() -> str:
    """Write the rules every drawing carries.

    Promise: plain rules come first and hold no variable; only screens see what stands in `@media`. A page
             that sets `data-color-scheme` to light or dark on its root is obeyed.
    """
    forms = "".join(f".{PREFIX}{name}{{{rule}}}" for name, rule in _FORMS.items())
    light = _differing(_LIGHT, "")
    dark_wish = _differing(_DARK, ':root:not([data-color-scheme="light"]) ')
    dark_page = _differing(_DARK, '[data-color-scheme="dark"] ')
    return (
        forms
        + _painted(_PAPER, "")
        + f"@media screen{{{light}}}"
        + "@media screen and (prefers-color-scheme:dark){svg:root{color-scheme:dark}" + dark_wish + "}"
        + f"@media screen{{{dark_page}}}"
        + "@media (forced-colors:active){"
        + f".{PREFIX}t{{fill:CanvasText}}.{PREFIX}halo,.{PREFIX}lab{{stroke:Canvas}}"
        + f".{PREFIX}k,.{PREFIX}mn,.{PREFIX}a{{fill:CanvasText}}}}"
    )  # fmt: skip


def _painted(colours: Mapping[str, str], before: str) -> str:
    return "".join(
        f"{before}.{PREFIX}{name}{{{';'.join(f'{key}:{colours[token]}' for key, token in paint.items())}}}"
        for name, paint in _COLOURS
    )


def _differing(colours: Mapping[str, str], before: str) -> str:
    """Only the rules whose colours are not those of paper; order is kept, so later ones still win."""
    changed = {token for token, colour in colours.items() if colour != _PAPER[token]}
    kept = tuple((name, paint) for name, paint in _COLOURS if changed & set(paint.values()))
    return "".join(
        f"{before}.{PREFIX}{name}{{{';'.join(f'{key}:{colours[token]}' for key, token in paint.items())}}}"
        for name, paint in kept
    )
