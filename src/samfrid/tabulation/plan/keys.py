"""Read one TOML table key by key: each key is asked for by name, and what nobody asked for is an error.

The errors of a whole file are gathered in one list, so that a person mends them in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from samfrid.domain.wording import Place, Problem, Text, closest, listed
from samfrid.domain.wording.text import Language

Kind = TypeVar("Kind", bound=StrEnum)
Value = TypeVar("Value")


@dataclass(slots=True)
class Keys:
    """A table of the plan while it is being read.

    `name` is where it stands, as `columns.gender`; `problems` is shared by the whole file.
    """

    table: Mapping[str, object]
    file: str
    name: str
    problems: list[Problem]
    asked: set[str] = field(default_factory=set)

    def problem(self, key: str, what: Text) -> None:
        """Note what is wrong with one key."""
        path = f"{self.name}.{key}" if self.name and key else self.name or key
        self.problems.append(Problem(what, Place(file=self.file, field=path)))

    def has(self, key: str) -> bool:
        """Whether the key stands in the table."""
        return key in self.table

    def text(self, key: str, default: str | None = None) -> str:
        """Read a string that is not empty; a key without default must be there."""
        return self._typed(key, str, default, Text("en text inom citattecken", "a text in quotes"), "")

    def optional_text(self, key: str) -> str | None:
        """Read a string, or None when the key is absent."""
        self.asked.add(key)
        return self.text(key) if self.has(key) else None

    def integer(self, key: str, default: int, *, at_least: int | None = None) -> int:
        """Read a whole number."""
        value = self._typed(key, int, default, Text("ett heltal", "a whole number"), default)
        if at_least is not None and value < at_least:
            self.problem(
                key, Text(f"Talet måste vara minst {at_least}.", f"The number must be at least {at_least}.")
            )
            return at_least
        return value

    def number(self, key: str, default: float) -> float:
        """Read a number, whole or decimal."""
        self.asked.add(key)
        value = self.table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong(key, Text("ett tal", "a number"))
            return default
        return float(value)

    def flag(self, key: str, default: bool) -> bool:
        """Read true or false."""
        return self._typed(key, bool, default, Text("true eller false", "true or false"), default)

    def day(self, key: str) -> date | None:
        """Read a date written as 2025-01-31, or None when the key is absent."""
        self.asked.add(key)
        if not self.has(key):
            return None
        wanted = Text("ett datum som 2025-01-31", "a date such as 2025-01-31")
        return self._typed(key, date, None, wanted, date.min)

    def choice(self, key: str, kinds: type[Kind], default: Kind | None = None) -> Kind:
        """Read one of a fixed set of words."""
        word = self.text(key, None if default is None else default.value)
        fallback = default or next(iter(kinds))
        try:
            return kinds(word)
        except ValueError:
            if word:
                known = [kind.value for kind in kinds]
                near = closest(word, known)
                what = Text(
                    f"”{word}” går inte att välja här. Välj bland: {listed(known, Language.SWEDISH)}.",
                    f"“{word}” cannot be chosen here. Choose among: {listed(known, Language.ENGLISH)}.",
                )
                self.problem(key, what + near)
            return fallback

    def words(self, key: str) -> tuple[str, ...]:
        """Read a list of strings; one string stands for a list of one."""
        self.asked.add(key)
        value = self.table.get(key, [])
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return tuple(value)
        self._wrong(key, Text("en lista med texter", "a list of texts"))
        return ()

    def integers(self, key: str) -> tuple[int, ...]:
        """Read a list of whole numbers."""
        self.asked.add(key)
        value = self.table.get(key, [])
        if isinstance(value, list) and all(isinstance(n, int) and not isinstance(n, bool) for n in value):
            return tuple(value)
        self._wrong(key, Text("en lista med heltal", "a list of whole numbers"))
        return ()

    def wording(self, key: str, default: Text | None = None) -> Text:
        """Read a text in Swedish and English: `{ sv = "…", en = "…" }`, or one string for both."""
        self.asked.add(key)
        value = self.table.get(key)
        if isinstance(value, str) and value.strip():
            return Text.same(value)
        if isinstance(value, Mapping):
            inner = self.inside(key, value)
            found = Text(inner.text("sv"), inner.text("en"))
            inner.finish()
            return found
        if value is None and default is not None:
            return default
        self._wrong(key, Text('{ sv = "…", en = "…" }', '{ sv = "…", en = "…" }'))
        return Text("", "")

    def optional_wording(self, key: str) -> Text | None:
        """Read a text in both languages, or None when the key is absent."""
        self.asked.add(key)
        return self.wording(key) if self.has(key) else None

    def inner(self, key: str) -> Keys:
        """Open a table inside this one; absent means empty."""
        self.asked.add(key)
        value = self.table.get(key, {})
        if not isinstance(value, Mapping):
            self._wrong(key, Text("en tabell", "a table"))
            value = {}
        return self.inside(key, value)

    def inners(self, key: str) -> tuple[Keys, ...]:
        """Open each table of a list of tables (`[[key]]`)."""
        self.asked.add(key)
        value = self.table.get(key, [])
        if not (isinstance(value, list) and all(isinstance(item, Mapping) for item in value)):
            self._wrong(key, Text(f"en lista av tabeller, [[{key}]]", f"a list of tables, [[{key}]]"))
            return ()
        return tuple(self.inside(f"{key}[{n}]", item) for n, item in enumerate(value, 1))

    def inside(self, key: str, table: Mapping[str, object]) -> Keys:
        """Open a table that was found under a key."""
        name = f"{self.name}.{key}" if self.name else key
        return Keys(table, self.file, name, self.problems)

    def rest(self) -> Iterable[tuple[str, object]]:
        """Every key with its value, all of them asked for: a table whose keys the writer names."""
        self.asked.update(self.table)
        return self.table.items()

    def finish(self) -> None:
        """Note every key that nobody asked for, with the nearest that was."""
        for key in self.table:
            if key not in self.asked:
                unknown = Text(f"Nyckeln ”{key}” finns inte.", f"There is no key “{key}”.")
                self.problem(key, unknown + closest(key, self.asked))

    def _typed(self, key: str, kind: type[Value], default: Value | None, wanted: Text, empty: Value) -> Value:
        self.asked.add(key)
        if key not in self.table:
            if default is None:
                self.problem(key, Text("Nyckeln saknas.", "The key is missing."))
                return empty
            return default
        value = self.table[key]
        is_flag_for_number = isinstance(value, bool) and kind is not bool
        if not isinstance(value, kind) or is_flag_for_number or value == "":
            self._wrong(key, wanted)
            return empty
        return value

    def _wrong(self, key: str, wanted: Text) -> None:
        self.problem(key, Text(f"Här ska det stå {wanted.sv}.", f"Here should stand {wanted.en}."))
