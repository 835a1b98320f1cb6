"""Looking words up in the shipped glossary, `data/terms.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from samfrid.domain.wording import Refused, Text, closest


class UnknownTerm(Refused):
    """A word that is not in the glossary."""


class Part(StrEnum):
    """What a term belongs to, in the order of the glossary."""

    WORK = "work"
    DISCLOSURE = "disclosure"
    TABLES = "tables"
    EQUALITY = "equality"
    PLACE_TIME = "place_time"

    @property
    def heading(self) -> Text:
        """What stands above the part."""
        return _HEADINGS[self]


_HEADINGS = {
    Part.WORK: Text("Arbetet mot våld och för jämställdhet", "The work against violence, for equality"),
    Part.DISCLOSURE: Text("Skydd av små tal", "Protection of small numbers"),
    Part.TABLES: Text("Tabeller och mått", "Tables and measures"),
    Part.EQUALITY: Text("Skillnader och säkerhet", "Differences and certainty"),
    Part.PLACE_TIME: Text("Plats, tid och bild", "Place, time and picture"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the field.

    A Swedish word stands once. A code name may stand for several Swedish words that mean the same; the first
    is the one to show.
    """

    swedish: str
    code_name: str
    english: str
    part: Part
    note: str = ""
    source: str = ""

    @property
    def words(self) -> Text:
        """The word in both languages."""
        return Text(self.swedish, self.english)


@cache
def all() -> tuple[Term, ...]:  # noqa: A001 - read as terms.all()
    """Every term, part by part, in the order of the glossary."""
    text = files("samfrid.domain.terms").joinpath("data", "terms.csv").read_text(encoding="utf-8")
    return tuple(
        Term(
            row["swedish"],
            row["code_name"],
            row["english"],
            Part(row["part"]),
            row["note"],
            row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def code_name(word: str) -> str:
    """Tell the name in code of a Swedish word; its abbreviation in brackets works, or may be left out.

    Errors: UnknownTerm, with the nearest word as a suggestion.
    """
    try:
        return _by_swedish()[word.casefold()].code_name
    except KeyError:
        raise _unknown(word, (term.swedish for term in all())) from None


def swedish(name: str) -> str:
    """Tell the Swedish word for a name in code.

    Errors: UnknownTerm, with the nearest name as a suggestion.
    """
    for term in all():
        if term.code_name == name:
            return term.swedish
    raise _unknown(name, (term.code_name for term in all()))


@cache
def _by_swedish() -> dict[str, Term]:
    found: dict[str, Term] = {}
    for term in all():
        bare, _, bracket = term.swedish.partition(" (")
        for word in (term.swedish, bare, *bracket.rstrip(")").split("/")):
            if word:
                found.setdefault(word.casefold(), term)
    return found


def _unknown(word: str, known: Iterator[str]) -> UnknownTerm:
    return UnknownTerm(
        Text(f"Ordlistan har inte ”{word}”.", f"The glossary does not have “{word}”.") + closest(word, known)
    )
