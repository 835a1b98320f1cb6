"""What a map is made of: areas with a number or a sign, in words of one language. No table gets past here."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.adapters.maps.borders import Kind
from samfrid.domain import places
from samfrid.domain.tables import Sign
from samfrid.domain.wording import Refused, Text


class MapRefused(Refused):
    """A map was asked for that can't be drawn honestly."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Which areas a map shows: the municipalities of some counties, of all, or the counties themselves.

    `counties` is empty for the whole country.
    """

    kind: Kind
    counties: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for code in self.counties:
            places.county(code)
        if self.kind is Kind.COUNTY and self.counties:
            raise MapRefused(
                Text("En karta över län visar alla län.", "A map of counties shows all counties."),
            )

    @classmethod
    def within(cls, *counties: str) -> Extent:
        """The municipalities of one or several counties (two-digit codes)."""
        if not counties:
            raise MapRefused(Text("Välj minst ett län.", "Choose at least one county."))
        return cls(Kind.MUNICIPALITY, tuple(sorted(set(counties))))

    @classmethod
    def country(cls) -> Extent:
        """All 290 municipalities, without names, with the counties outlined."""
        return cls(Kind.MUNICIPALITY)

    @classmethod
    def all_counties(cls) -> Extent:
        """The 21 counties."""
        return cls(Kind.COUNTY)

    @property
    def is_country(self) -> bool:
        """Whether the map shows all of Sweden."""
        return not self.counties

    @property
    def has_names(self) -> bool:
        """Whether names stand on the map: not where 290 would."""
        return self.kind is Kind.COUNTY or not self.is_country

    def codes(self) -> tuple[str, ...]:
        """The codes of the areas shown, in Swedish alphabetical order of their names."""
        if self.kind is Kind.COUNTY:
            ordered = sorted(places.counties(), key=lambda one: places.sort_key(one.short_name))
            return tuple(one.code for one in ordered)
        return tuple(
            one.code
            for one in places.municipalities()
            if not self.counties or one.county_code in self.counties
        )

    def label(self, code: str) -> str:
        """The short name that stands on the map."""
        place = places.county(code) if self.kind is Kind.COUNTY else places.municipality(code)
        return place.short_name


@dataclass(frozen=True, slots=True)
class Shade:
    """A number that may be shown: what it is shaded by, and how it is written."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Unshaded:
    """The sign that stands instead of a number, in words."""

    sign: Sign
    words: str


@dataclass(frozen=True, slots=True)
class Area:
    """One area on the map: its code and name, and what is known of it."""

    code: str
    name: str
    reading: Shade | Unshaded


@dataclass(frozen=True, slots=True)
class Step:
    """One class of the shading: numbers from `low` (None: no limit) and below the next, and its words."""

    low: float | None
    words: str


@dataclass(frozen=True, slots=True)
class ShadedMap:
    """A map ready to be drawn; steps from low to high."""

    extent: Extent
    areas: tuple[Area, ...]
    steps: tuple[Step, ...]

    def step_of(self, value: float) -> int:
        """The class of a number, 1 for the lowest."""
        return max(1, sum(step.low is None or value >= step.low for step in self.steps))

    def tone_of(self, value: float) -> int:
        """Which of the four tones shades a number; fewer classes spread over the tones."""
        return TONES[len(self.steps)][self.step_of(value) - 1]


TONES = {1: (3,), 2: (2, 4), 3: (1, 3, 4), 4: (1, 2, 3, 4)}
