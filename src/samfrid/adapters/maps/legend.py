"""The legend of a map: one swatch a class, then the signs that occur."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.style import SMALL
from samfrid.adapters.charts.svg import Element
from samfrid.adapters.charts.type_widths import width_of
from samfrid.adapters.maps.canvas import CELL, SEA, Grid
from samfrid.adapters.maps.labels import Label
from samfrid.adapters.maps.model import TONES, ShadedMap, Unshaded
from samfrid.domain.tables import Sign
from samfrid.domain.wording import Language, Text

_SWATCH, _GAP, _LINE = 22, 8, 22
_OR = Text(" eller ", " or ")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the class of its swatch and its words."""

    look: str
    words: str


Legend = tuple[Entry, ...]


def legend_of(shaded: ShadedMap, language: Language) -> Legend:
    """Say what each tone and each sign on the map means; what does not occur has no line."""
    tones = TONES[max(len(shaded.steps), 1)]
    entries = [Entry(f"q{tone}", step.words) for tone, step in zip(tones, shaded.steps, strict=False)]
    signs = {area.reading.sign for area in shaded.areas if isinstance(area.reading, Unshaded)}
    if Sign.HIDDEN in signs:
        entries.append(Entry("hid", Sign.HIDDEN.word.into(language)))
    empty = [sign.word.into(language) for sign in (Sign.MISSING, Sign.NOT_APPLICABLE) if sign in signs]
    if empty:
        entries.append(Entry("mis", _OR.into(language).join(empty)))
    return tuple(entries)


def legend_below(legend: Legend, top: float, width: int, hatch: str) -> tuple[list[Element], float]:
    """Lay the legend out in two columns, or one where the words are long; tell where it ends."""
    longest = max((width_of(entry.words, SMALL) for entry in legend), default=0.0)
    column = _SWATCH + _GAP + longest + 20
    across = 2 if 2 * column - 20 <= width else 1
    elements: list[Element] = []
    for i, entry in enumerate(legend):
        elements += _entry(entry, (i % across) * column, top + (i // across) * _LINE, hatch)
    return elements, top + -(-len(legend) // across) * _LINE


def legend_in_free_corner(
    legend: Legend, grid: Grid, labels: Sequence[Label], width: int, hatch: str
) -> list[Element]:
    """Lay the legend out in a corner that neither land nor names need; nothing if there is none."""
    across = _SWATCH + _GAP + max((width_of(entry.words, SMALL) for entry in legend), default=0.0) + 10
    down = len(legend) * _LINE + 6
    free = grid == SEA
    for label in labels:
        half = width_of(label.words, SMALL) / 2 + 4
        _block(free, label.x - half, label.y - 14, label.x + half, label.y + 8)
        if label.line:
            xs, ys = zip(*label.line, strict=True)
            _block(free, min(xs), min(ys), max(xs), max(ys))
    bottom = grid.shape[0] * CELL
    for left, top in (
        (0.0, 0.0),
        (width - across, bottom - down),
        (0.0, bottom - down),
        (width - across, 0.0),
    ):
        if left >= 0 and top >= 0 and _is_free(free, left, top, left + across, top + down):
            return [
                element
                for i, entry in enumerate(legend)
                for element in _entry(entry, left + (10 if left else 0), top + 2 + i * _LINE, hatch)
            ]
    return []


def _entry(entry: Entry, x: float, y: float, hatch: str) -> list[Element]:
    fill = hatch if entry.look == "hid" else ""
    swatch = svg.rect(x + 0.5, y + 0.5, _SWATCH - 1, 13, entry.look, fill=fill)
    return [swatch, svg.text(x + _SWATCH + _GAP, y + 11.5, entry.words, "s")]


def _spots(low: float, high: float) -> slice:
    return slice(max(int(low // CELL), 0), max(int(-(-high // CELL)), 0))


def _block(free: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], *box: float) -> None:
    free[_spots(box[1], box[3]), _spots(box[0], box[2])] = False


def _is_free(free: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], *box: float) -> bool:
    return bool(free[_spots(box[1], box[3]), _spots(box[0], box[2])].all())
