"""What is written: columns of cells, sheets of columns, and the words that tell what the table is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from samfrid.adapters.spreadsheets.cells import Cell

_FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ufffe\uffff]+")
_LONGEST_SHEET_NAME = 31
_RESERVED = frozenset(("history", "historik"))
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_STARTS_A_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]|[\t\r\n]")
_PLAIN_NUMBER = re.compile(r"[-+\u2212]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_FORMULA_AFTER_SEPARATOR = re.compile(r"([;,\t|\n\r])(?=[ ]{0,9}[=@\uff1d\uff20])")


@dataclass(frozen=True, slots=True)
class OutColumn:
    """One column to write. `decimals` is how many a number shows; a share (0.25) is shown as percent."""

    heading: str
    cells: Sequence[Cell] = field(repr=False)
    decimals: int | None = None
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class OutSheet:
    """One sheet to write; its name is made legal and unique when it is written."""

    name: str
    columns: tuple[OutColumn, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What stands on the first sheet: a title, and lines of a label and its words."""

    title: str
    lines: tuple[tuple[str, str], ...] = ()


def visible(text: str) -> str:
    """Take away control characters, which no file of ours carries; line breaks and tabs stay."""
    return _UNSEEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def harmless(text: str) -> str:
    """Make a text that no spreadsheet program takes for a formula: an apostrophe goes before it.

    Promise: a text that is a plain number (−5) stays as it is, and no other text starts with = + - @, a tab, a
             line break or their full-width forms, nor has = or @ after a sign that some program parts columns by.
    """
    text = visible(text)
    if _PLAIN_NUMBER.fullmatch(text):
        return text
    text = _FORMULA_AFTER_SEPARATOR.sub(r"\1'", text)
    return f"'{text}" if _STARTS_A_FORMULA.match(text) else text


def is_harmless(text: str) -> bool:
    """Tell whether a text written to a file is one that `harmless` would leave alone."""
    return harmless(text) == text


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Make names that every spreadsheet program allows: at most 31 signs, none forbidden, no two alike."""
    names: list[str] = []
    taken: set[str] = set()
    for number, words in enumerate(wanted, start=1):
        plain = _FORBIDDEN_IN_SHEET_NAMES.sub(" ", _UNSEEN.sub("", words))
        plain = " ".join(plain.split()).strip("' ") or f"{number}"
        name, copy = _cut(plain, ""), 1
        while name.casefold() in taken or name.casefold() in _RESERVED:
            copy += 1
            name = _cut(plain, f" ({copy})")
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(words: str, ending: str) -> str:
    """Shorten to what fits, counted as spreadsheet programs count: signs beyond the first plane are two."""
    room = _LONGEST_SHEET_NAME - len(ending)
    while len(words.encode("utf-16-le")) > 2 * room:
        words = words[:-1]
    return words.rstrip("' ") + ending
