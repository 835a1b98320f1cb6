"""One table of a definition file, read key by key; what is wrong is gathered with its place, not raised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from samfrid.domain.questionnaires.wordings import Words
from samfrid.domain.wording import Place, Problem, Text, closest

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_Kind = TypeVar("_Kind", bound=StrEnum)


@dataclass(slots=True)
class Notes:
    """Every problem found so far, and the file they are in."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, where: str, what: Text) -> None:
        """Note a problem at a place in the file."""
        self.problems.append(Problem(what, Place(file=self.file, field=where)))


@dataclass(slots=True)
class Table:
    """Keys and values under one heading. A key that nobody asked for is a problem, told by `close`."""

    values: Mapping[str, object]
    where: str
    notes: Notes
    asked: set[str] = field(default_factory=set)

    def at(self, key: str) -> str:
        """The place of a key, as problems name it."""
        return f"{self.where}.{key}" if self.where else key

    def note(self, key: str, what: Text) -> None:
        """Note a problem at a key."""
        self.notes.add(self.at(key), what)

    def close(self) -> None:
        """Note every key that isn't known here."""
        for key in self.values:
            if key not in self.asked:
                self.note(key, Text("Okänd nyckel.", "Unknown key.") + closest(key, self.asked))

    def _take(self, key: str, *, needed: bool) -> object | None:
        self.asked.add(key)
        value = self.values.get(key)
        if value is None and needed:
            self.note(key, Text("Saknas.", "Missing."))
        return value

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        self.asked.add(key)
        return key in self.values

    def text(self, key: str, *, needed: bool = True) -> str:
        """A string; empty where it is missing."""
        value = self._take(key, needed=needed)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.note(key, Text("Skriv en text inom citattecken.", "Write a text in quotes."))
            return ""
        return value

    def code(self, key: str = "code") -> str:
        """A code: small letters, digits and underscore, beginning with a letter."""
        value = self.text(key)
        if value and not _CODE.fullmatch(value):
            self.note(
                key,
                Text(
                    "En kod är högst 40 små bokstäver a–z, siffror och understreck, och börjar med en bokstav.",
                    "A code is at most 40 small letters a–z, digits and underscores, and starts with a letter.",
                ),
            )
        return value

    def codes(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of codes."""
        value = self._take(key, needed=needed)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.note(key, Text("Skriv en lista med koder.", "Write a list of codes."))
            return ()
        if len(set(value)) != len(value):
            self.note(key, Text("En kod står två gånger.", "A code stands twice."))
        return tuple(value)

    def flag(self, key: str) -> bool:
        """Yes or no; no where it is missing."""
        value = self._take(key, needed=False)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.note(key, Text("Skriv true eller false.", "Write true or false."))
        return False

    def whole(self, key: str, *, otherwise: int | None = None) -> int | None:
        """A whole number, or `otherwise` where it is missing."""
        value = self._take(key, needed=False)
        if value is None:
            return otherwise
        if isinstance(value, bool) or not isinstance(value, int):
            self.note(key, Text("Skriv ett heltal.", "Write a whole number."))
            return otherwise
        return value

    def decimal(self, key: str) -> Decimal | None:
        """A number; None where it is missing."""
        value = self._take(key, needed=False)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            self.note(key, Text("Skriv ett tal.", "Write a number."))
            return None
        number = Decimal(str(value))
        if not number.is_finite():
            self.note(key, Text("Skriv ett tal som har ett slut.", "Write a finite number."))
            return None
        return number

    def needed_decimal(self, key: str) -> Decimal:
        """A number that must be there; 0 where it is missing."""
        number = self.decimal(key)
        if number is None and key not in self.values:
            self.note(key, Text("Saknas.", "Missing."))
        return number or Decimal(0)

    def day(self, key: str) -> date | None:
        """A day as 2026-11-21, without quotes; None where it is missing."""
        value = self._take(key, needed=False)
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self.note(key, Text("Skriv en dag som 2026-11-21.", "Write a day as 2026-11-21."))
            return None
        return value

    def one_of(self, key: str, kind: type[_Kind]) -> _Kind | None:
        """One word of a fixed list."""
        value = self.text(key)
        return self._known(key, value, kind) if value else None

    def some_of(self, key: str, kind: type[_Kind]) -> tuple[_Kind, ...]:
        """Some words of a fixed list."""
        known = (self._known(key, value, kind) for value in self.codes(key, needed=True))
        return tuple(one for one in known if one is not None)

    def _known(self, key: str, value: str, kind: type[_Kind]) -> _Kind | None:
        try:
            return kind(value)
        except ValueError:
            words = ", ".join(one.value for one in kind)
            self.note(
                key,
                Text(f"Välj något av {words}.", f"Choose one of {words}.")
                + closest(value, [one.value for one in kind]),
            )
            return None

    def languages(self, key: str) -> tuple[str, ...]:
        """The codes of the languages; Swedish and English are always among them."""
        value = self.codes(key, needed=True)
        if not {"sv", "en"} <= set(value) or not all(_LANGUAGE.fullmatch(one) for one in value):
            self.note(
                key,
                Text(
                    "Skriv språkens koder; sv och en ska vara med.",
                    "Write the codes of the languages; sv and en must be among them.",
                ),
            )
        return value

    def words(self, key: str) -> Words:
        """A sentence in every language of the file."""
        self.asked.add(key)
        return self._words(key) or Words(Text("", ""))

    def maybe_words(self, key: str) -> Words | None:
        """A sentence, or None where it is missing."""
        return self._words(key) if self.has(key) else None

    def _words(self, key: str) -> Words | None:
        value = self._take(key, needed=True)
        if value is None:
            return None
        if not isinstance(value, dict) or not all(
            isinstance(one, str) and one.strip() for one in value.values()
        ):
            self.note(key, Text("Skriv texten som { sv = \"…\", en = \"…\" }.",
                                "Write the text as { sv = \"…\", en = \"…\" }."))  # fmt: skip
            return None
        missing = sorted({"sv", "en"} - value.keys())
        if missing:
            self.note(key, Text(f"Texten saknas på {missing[0]}.", f"The text is missing in {missing[0]}."))
            return None
        more = tuple((code, words) for code, words in sorted(value.items()) if code not in ("sv", "en"))
        return Words(Text(value["sv"].strip(), value["en"].strip()), more)

    def table(self, key: str, *, needed: bool = True) -> Table | None:
        """A table inside this one."""
        value = self._take(key, needed=needed)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.note(key, Text("Här ska en tabell stå.", "A table should stand here."))
            return None
        return Table(value, self.at(key), self.notes)

    def tables(self, key: str, *, needed: bool = False) -> Iterator[Table]:
        """Every table of a list, each placed by its own code where it has one."""
        value = self._take(key, needed=needed)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.note(key, Text("Här ska en lista med tabeller stå.", "A list of tables should stand here."))
            return
        for number, one in enumerate(value, start=1):
            code = one.get("code")
            name = code if isinstance(code, str) and _CODE.fullmatch(code) else str(number)
            yield Table(one, f"{self.at(key)}.{name}", self.notes)
