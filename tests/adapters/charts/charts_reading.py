"""Reads a drawing back: its words with the room they take, its marks, its hatched areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from samfrid.adapters.charts.marks import Box, label_box
from samfrid.adapters.charts.style import SIZE, SMALL

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Word:
    """One line of words in a drawing."""

    words: str
    box: Box
    look: frozenset[str]


def root(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314 - our own drawing, read back


def _walk(element: ET.Element, down: float = 0.0) -> Iterator[tuple[ET.Element, float]]:
    moved = re.fullmatch(r"translate\(0 (-?[\d.]+)\)", element.get("transform", ""))
    down += float(moved.group(1)) if moved else 0.0
    yield element, down
    for child in element:
        yield from _walk(child, down)


def words_in(drawing: str) -> list[Word]:
    """Every line of words with its room, by the width table."""
    found = []
    for element, down in _walk(root(drawing)):
        if element.tag != f"{SVG}text":
            continue
        look = frozenset(name.removeprefix("sf-") for name in element.get("class", "").split())
        anchor = "e" if "e" in look else "c" if "c" in look else ""
        size = SMALL if "s" in look else SIZE
        words = element.text or ""
        x, y = float(element.get("x", "")), float(element.get("y", "")) + down
        found.append(Word(words, label_box(x, y, words, size, bold="b" in look, anchor=anchor), look))
    return found


def elements(drawing: str, tag: str, look: str = "") -> list[ET.Element]:
    """Elements of a kind that wear a class."""
    return [
        element
        for element, _ in _walk(root(drawing))
        if element.tag == SVG + tag and (not look or f"sf-{look}" in element.get("class", "").split())
    ]


def overlapping(drawing: str) -> list[tuple[str, str]]:
    """Pairs of words that run into each other."""
    found = words_in(drawing)
    return [
        (one.words, other.words)
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        if one.words and other.words and one.box.meets(_shrunk(other.box))
    ]


def _shrunk(box: Box) -> Box:
    """Half a pixel of rounding is not an overlap."""
    return Box(box.left + 0.5, box.top + 0.5, box.right - 0.5, box.bottom - 0.5)


def outside(drawing: str) -> list[str]:
    """Words that leave the drawing."""
    width, height = float(root(drawing).get("width", "")), float(root(drawing).get("height", ""))
    return [
        word.words
        for word in words_in(drawing)
        if word.box.left < -1
        or word.box.right > width + 1
        or word.box.top < -1
        or word.box.bottom > height + 1
    ]
