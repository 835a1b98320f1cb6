"""How the columns of a file are read: for each field of ours a column or a value for all rows."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from samfrid.apps.cases.geographies import SWEDEN


@dataclass(frozen=True, slots=True)
class Source:
    """Where a field is taken from: a column by its heading, or `fixed` for every row.

    With `only_column`, the column counts only in rows where that column holds `only_word`.
    """

    column: str = ""
    fixed: str = ""
    only_column: str = ""
    only_word: str = ""

    def __bool__(self) -> bool:
        return bool(self.column or self.fixed)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a whole file is read. `words` maps, for a field, the words of its column to our codes.

    `date_order` is dmy or mdy where only numbers tell a day, blank when no day is written so.
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    geography: str = SWEDEN
    date_order: str = ""

    def source(self, name: str) -> Source:
        """Where a field is taken from; an empty source when it is left out."""
        return self.sources.get(name, Source())

    @property
    def columns(self) -> frozenset[str]:
        """The headings that are used."""
        used = {source.column for source in self.sources.values()}
        return frozenset(used | {source.only_column for source in self.sources.values()}) - {""}

    def as_json(self) -> dict[str, Any]:
        """The mapping as it is stored."""
        return {
            "sources": {name: asdict(source) for name, source in sorted(self.sources.items()) if source},
            "words": {
                name: dict(sorted(words.items())) for name, words in sorted(self.words.items()) if words
            },
            "geography": self.geography,
            "date_order": self.date_order,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ColumnMapping:
        """Build the mapping that was stored."""
        return cls(
            {name: Source(**source) for name, source in stored.get("sources", {}).items()},
            stored.get("words", {}),
            stored.get("geography", SWEDEN),
            stored.get("date_order", ""),
        )

    @property
    def hash(self) -> str:
        """What tells two mappings apart."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()


def folded(word: str) -> str:
    """A word as it is looked up: without case, accents and outer or double blanks."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())
