"""How many people live where: denominators for rates when a study has none of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from samfrid.domain.places.model import UnknownPlace
from samfrid.domain.places.register import rows
from samfrid.domain.wording import Text


@dataclass(frozen=True, slots=True)
class Population:
    """Inhabitants on 31 December of a year. `women` and `men` (as registered) are known for counties only."""

    persons: int
    year: int
    women: int | None = None
    men: int | None = None

    @property
    def source(self) -> Text:
        """The line that must stand below a figure that uses it."""
        return Text(
            f"Folkmängd: SCB, 31 december {self.year}.",
            f"Population: Statistics Sweden, 31 December {self.year}.",
        )


def population(code: str) -> Population:
    """Tell the population of a municipality (four digits) or a county (two digits).

    Unit:    persons.
    Promise: always the latest year that ships (2018), for every municipality and county of today.
    Errors:  UnknownPlace.
    """
    try:
        return _populations()[code]
    except KeyError:
        raise UnknownPlace(
            Text("Folkmängden är inte känd för den koden.", "The population is not known for that code.")
        ) from None


@cache
def _populations() -> Mapping[str, Population]:
    found = {row["code"]: Population(int(row["persons"]), int(row["year"])) for row in rows("population.csv")}
    for row in rows("population_counties.csv"):
        women, men = int(row["women"]), int(row["men"])
        found[row["code"]] = Population(women + men, int(row["year"]), women, men)
    return found
