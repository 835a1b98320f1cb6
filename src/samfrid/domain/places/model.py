"""What a place is: municipality, county, region. Three kinds, never one: Stockholm is all three."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samfrid.domain.wording import Refused, Text


class UnknownPlace(Refused):
    """A word or code that is no place of the kind that was asked for.

    The word itself is never repeated: it may have been read from a record about a person.
    """


@dataclass(frozen=True, slots=True)
class Validity:
    """When a place existed. None means: as far back, or as far ahead, as the shipped tables tell.

    A former place whose last day no table tells has `is_former` and no `last_day`.
    """

    first_day: date | None = None
    last_day: date | None = None
    is_former: bool = False

    def holds(self, on: date) -> bool:
        """Whether the place is known to exist that day."""
        if self.is_former and self.last_day is None:
            return False
        return (self.first_day is None or self.first_day <= on) and (
            self.last_day is None or on <= self.last_day
        )


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality: Statistics Sweden's code (four digits), official name, short name, county code."""

    code: str
    name: str
    short_name: str
    county_code: str
    validity: Validity = Validity()

    @property
    def label(self) -> Text:
        """The name that stands in tables and on maps; the same in both languages."""
        return Text.same(self.short_name)


@dataclass(frozen=True, slots=True)
class County:
    """One county (län): two-digit code, official name, short name."""

    code: str
    name: str
    short_name: str
    validity: Validity = Validity()

    @property
    def label(self) -> Text:
        """The official name, which tells it from the municipality of the same short name."""
        english = f"{self.short_name} County" if self.name.endswith(" län") else self.name
        return Text(self.name, english)


@dataclass(frozen=True, slots=True)
class Region:
    """One region, the authority for health care: Kolada's code (0001), name, and the county it covers."""

    code: str
    name: str
    county_code: str

    @property
    def label(self) -> Text:
        """The region's own name."""
        return Text.same(self.name)
