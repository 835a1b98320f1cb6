"""Errors shown to people: what happened, where, and what to do next.

A value that was read from a file about persons never stands in a problem unless it is a code list word or a
header; a personal number never does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samfrid.domain.wording.text import Language, Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file a problem is: file, sheet, cell (as B7), or a field by its name."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    field: str = ""

    def into(self, language: Language) -> str:
        """Name the place in words, outermost first."""
        words = {"sheet": ("blad", "sheet"), "cell": ("cell", "cell"), "field": ("fält", "field")}
        pick = 0 if language is Language.SWEDISH else 1
        parts = [self.file] if self.file else []
        parts += [f"{words[name][pick]} {value}" for name in words if (value := getattr(self, name))]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in one sentence, and its place."""

    what: Text
    where: Place = Place()

    def into(self, language: Language) -> str:
        """Say the problem, with its place before it."""
        place = self.where.into(language)
        return f"{place}: {self.what.into(language)}" if place else self.what.into(language)


class Refused(Exception):  # noqa: N818 - what the product does, not an error of the program
    """Base of every error a person meets: carries one or more problems and loses nothing.

    Subclasses name the kind; the command line prints the problems in the reader's language and exits with
    `exit_code` (2 for wrong use, 1 for what was refused or failed).
    """

    exit_code = 1

    def __init__(self, *problems: Problem | Text) -> None:
        self.problems: Sequence[Problem] = tuple(
            problem if isinstance(problem, Problem) else Problem(problem) for problem in problems
        )
        super().__init__(self.into(Language.ENGLISH))

    def into(self, language: Language) -> str:
        """Say every problem, a line each."""
        return "\n".join(problem.into(language) for problem in self.problems)
