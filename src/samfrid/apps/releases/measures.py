"""A measure as it stands in a release: in words, and where its figures are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from samfrid.domain.equality import MeasureWords, PartOf
from samfrid.domain.wording import Text


class MeasureKind(StrEnum):
    """How a measure's figures are read."""

    SHARE = "share"
    COUNT = "count"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True)
class PublishedMeasure:
    """One measure: what it is called, what it counts out of what, since when it can be compared.

    `places` are the municipalities that delivered what it counts.
    `tables` names every table it can be read from. `part` says which codes of `column` count, out of which;
    None where the whole table counts, or where the table holds medians. `breaks` gives the first half-year
    after each break, and why. `questionnaire` names what was asked, with its version. `topic` groups measures.
    """

    code: str
    version: int
    kind: MeasureKind
    topic: str
    name: Text
    definition: Text
    numerator: Text
    denominator: Text | None
    unit: Text
    more_often: Text | None
    tables: tuple[str, ...]
    column: str | None
    part: PartOf | None
    breaks: Mapping[str, Text]
    questionnaire: Text | None
    places: tuple[str, ...] | None = None

    @property
    def words(self) -> MeasureWords:
        """What the measure is called in sentences."""
        return MeasureWords(self.name, self.more_often)

    def as_data(self) -> dict[str, Any]:
        """The measure as it is kept in a release."""
        return {
            "code": self.code,
            "version": self.version,
            "kind": self.kind.value,
            "topic": self.topic,
            "name": _pair(self.name),
            "definition": _pair(self.definition),
            "numerator": _pair(self.numerator),
            "denominator": _pair(self.denominator),
            "unit": _pair(self.unit),
            "more_often": _pair(self.more_often),
            "tables": list(self.tables),
            "column": self.column,
            "codes": None if self.part is None else list(self.part.codes),
            "of": None if self.part is None or self.part.of is None else list(self.part.of),
            "breaks": {code: _pair(why) for code, why in self.breaks.items()},
            "questionnaire": _pair(self.questionnaire),
            "places": None if self.places is None else list(self.places),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> PublishedMeasure:
        """Read a measure as a release keeps it."""
        part = None
        if data["codes"] is not None:
            of = None if data["of"] is None else tuple(data["of"])
            part = PartOf(data["column"], tuple(data["codes"]), of)
        return cls(
            code=data["code"],
            version=data["version"],
            kind=MeasureKind(data["kind"]),
            topic=data["topic"],
            name=Text(*data["name"]),
            definition=Text(*data["definition"]),
            numerator=Text(*data["numerator"]),
            denominator=_text(data["denominator"]),
            unit=Text(*data["unit"]),
            more_often=_text(data["more_often"]),
            tables=tuple(data["tables"]),
            column=data["column"],
            part=part,
            breaks={code: Text(*why) for code, why in data["breaks"].items()},
            questionnaire=_text(data["questionnaire"]),
            places=None if data["places"] is None else tuple(data["places"]),
        )


def _pair(text: Text | None) -> list[str] | None:
    return None if text is None else [text.sv, text.en]


def _text(pair: list[str] | None) -> Text | None:
    return None if pair is None else Text(*pair)
