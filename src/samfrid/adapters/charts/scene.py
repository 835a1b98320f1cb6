"""A drawing in the making: what has been drawn, and how far down it reaches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.marks import key
from samfrid.adapters.charts.style import SMALL, Look
from samfrid.adapters.charts.svg import Element
from samfrid.adapters.charts.type_widths import wrapped

Percent = Callable[[float, bool], str]
"""Writes a share, with or without the percent sign."""


@dataclass(slots=True)
class Scene:
    """Elements drawn so far, in order, and the lowest pixel in use."""

    elements: list[Element] = field(default_factory=list)
    bottom: float = 0.0

    def add(self, *elements: Element) -> None:
        """Draw on top of what is there."""
        self.elements.extend(elements)

    def add_key(self, groups: list[tuple[str, Look]], width: float) -> None:
        """Tell below what is drawn which mark is which group."""
        drawn = key(groups, width)
        self.add(svg.moved(drawn.elements, self.bottom) if self.bottom else svg.group(drawn.elements))
        self.bottom += drawn.height

    def add_note(self, words: str, width: float) -> None:
        """Say something below what is drawn, on as many lines as it needs."""
        if not words:
            return
        self.bottom += 8
        for line in wrapped(words, width, SMALL):
            self.bottom += 18
            self.add(svg.text(0, self.bottom - 5, line, "m s"))
