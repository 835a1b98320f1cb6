"""The shipped registers of places, read once when first asked for."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from samfrid.domain.places.model import County, Municipality, Region, UnknownPlace, Validity
from samfrid.domain.places.order import sort_key
from samfrid.domain.wording import Text


def rows(name: str) -> list[dict[str, str]]:
    """Read one of the shipped tables."""
    text = files("samfrid.domain.places").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def all_municipalities() -> Mapping[str, Municipality]:
    """Every municipality by code, the former ones too."""
    return MappingProxyType(
        {
            row["code"]: Municipality(
                row["code"], row["name"], row["short_name"], row["code"][:2], _validity(row)
            )
            for row in rows("municipalities.csv")
        }
    )


@cache
def all_counties() -> tuple[County, ...]:
    """Every county, the former ones too. The code 14 stands twice: it was given again in 1998."""
    return tuple(
        County(row["code"], row["name"], row["short_name"], _validity(row)) for row in rows("counties.csv")
    )


@cache
def all_regions() -> Mapping[str, Region]:
    """Every region by Kolada's code."""
    return MappingProxyType(
        {row["code"]: Region(row["code"], row["name"], row["county"]) for row in rows("regions.csv")}
    )


def municipality(code: str) -> Municipality:
    """Return the municipality with exactly this code, former ones too.

    Errors: UnknownPlace.
    """
    try:
        return all_municipalities()[code]
    except KeyError:
        raise UnknownPlace(
            Text("Ingen kommun har den koden.", "No municipality has that code."),
        ) from None


def county(code: str) -> County:
    """Return the county that has exactly this code today, or had it last.

    Errors: UnknownPlace.
    """
    found = [one for one in all_counties() if one.code == code]
    if not found:
        raise UnknownPlace(Text("Inget län har den koden.", "No county has that code."))
    return min(found, key=lambda one: one.validity.is_former)


def region(code: str) -> Region:
    """Return the region with exactly this code (0001).

    Errors: UnknownPlace.
    """
    try:
        return all_regions()[code]
    except KeyError:
        raise UnknownPlace(Text("Ingen region har den koden.", "No region has that code.")) from None


def municipalities(on: date | None = None, *, county_code: str | None = None) -> tuple[Municipality, ...]:
    """List municipalities in Swedish alphabetical order: those of today, or of one day.

    Promise: for a day from 2008 on the list is complete. For earlier days it lacks municipalities that
             no shipped table knows.
    """
    found = [
        one
        for one in all_municipalities().values()
        if (one.validity.holds(on) if on else not one.validity.is_former)
        and county_code in (None, one.county_code)
    ]
    return tuple(sorted(found, key=lambda one: sort_key(one.short_name)))


def counties(on: date | None = None) -> tuple[County, ...]:
    """List counties by code: those of today, or of one day from 1998 on."""
    return tuple(
        one for one in all_counties() if (one.validity.holds(on) if on else not one.validity.is_former)
    )


def regions() -> tuple[Region, ...]:
    """List the 21 regions by code."""
    return tuple(all_regions().values())


@cache
def _neighbour_codes() -> Mapping[str, tuple[str, ...]]:
    return {row["code"]: tuple(row["neighbours"].split()) for row in rows("neighbours.csv")}


def neighbours(code: str) -> tuple[Municipality, ...]:
    """List the municipalities that share a border on land with one of today; islands have none.

    Errors: UnknownPlace for an unknown or former municipality.
    Source: computed from the borders of Statistics Sweden, see data/README.md.
    """
    if municipality(code).validity.is_former:
        raise UnknownPlace(
            Text("Kommunen finns inte längre.", "The municipality no longer exists."),
        )
    return tuple(municipality(one) for one in _neighbour_codes()[code])


@cache
def _similar_codes() -> Mapping[str, tuple[str, ...]]:
    return {row["code"]: tuple(row["similar"].split()) for row in rows("similar.csv")}


def similar_municipalities(code: str) -> tuple[Municipality, ...]:
    """List the municipalities that Kolada holds for similar in individual and family care (2024).

    Errors: UnknownPlace for an unknown or former municipality.
    Source: Kolada (RKA), "Liknande kommuner IFO", 2024.
    """
    if municipality(code).validity.is_former:
        raise UnknownPlace(Text("Kommunen finns inte längre.", "The municipality no longer exists."))
    return tuple(municipality(one) for one in _similar_codes()[code])


def _validity(row: Mapping[str, str]) -> Validity:
    first, last = row["valid_from"], row["valid_to"]
    return Validity(
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        row["status"] == "former",
    )
