"""Who takes part in the demo: every municipality of three counties, invented associations, three county boards.

What the associations are called and cover is invented and says so; the municipalities are real places with
invented units.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from samfrid.demo.register import COUNTIES
from samfrid.domain.places import counties, municipalities
from samfrid.foundation.accounts.actors import SYSTEM, Actor
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.models import CoveredMunicipality, Kind, Organisation, Unit
from samfrid.foundation.organisations.scope import opened


@dataclass(frozen=True, slots=True)
class Association:
    """One invented coordination association: its code, its name, and the municipalities it covers."""

    code: str
    name: str
    covers: tuple[str, ...]


ASSOCIATIONS = (
    Association("vatterbygd", "Vätterbygd", ("0583", "0584", "0509", "0512", "0560", "0586")),
    Association("roxenbygd", "Roxenbygd", ("0580", "0513", "0561")),
    Association("kolmarden", "Kolmårdskusten", ("0581", "0562", "0563", "0582")),
    Association(
        "klaralven", "Klarälvsbygd", ("1780", "1761", "1763", "1715", "1783", "1762", "1737", "1766")
    ),
    Association(
        "vastervarmland", "Gränsbygd", ("1784", "1730", "1765", "1785", "1764", "1781", "1782", "1760")
    ),
    Association("umealven", "Älvkusten", ("2480", "2401", "2403", "2404", "2409", "2460")),
    Association(
        "inlandet", "Inlandet", ("2425", "2481", "2417", "2418", "2421", "2422", "2462", "2463", "2482")
    ),
)
HOME, STRANGER = "vatterbygd", "umealven"
"""The organisation whose people walk through the demo, and the one that must see nothing of it."""


@dataclass(frozen=True, slots=True)
class Body:
    """One organisation as built, with its units by municipality."""

    organisation: Organisation
    units: dict[str, list[Unit]]


def build_organisations() -> dict[str, Body]:
    """Create every organisation with what it covers and its units; return them by code."""
    bodies: dict[str, Body] = {}
    for association in ASSOCIATIONS:
        name = f"Samordningsförbundet {association.name} (påhittat)"
        bodies[association.code] = _build(
            association.code, name, Kind.COORDINATION_ASSOCIATION, association.covers, "Rehabteamet"
        )
    for place in municipalities():
        if place.county_code in COUNTIES:
            bodies[place.code] = _build(
                place.code, place.name, Kind.MUNICIPALITY, (place.code,), "Vuxenenheten"
            )
    for county in counties():
        if county.code in COUNTIES:
            covered = tuple(place.code for place in municipalities() if place.county_code == county.code)
            name = f"Länsstyrelsen i {county.name} (demo)"
            bodies[f"lst-{county.code}"] = _build(
                f"lst-{county.code}", name, Kind.COUNTY_BOARD, covered, None
            )
    return bodies


def _build(code: str, name: str, kind: Kind, covers: tuple[str, ...], team: str | None) -> Body:
    organisation = Organisation.objects.create(code=code, name=name, kind=kind)
    CoveredMunicipality.objects.bulk_create(
        CoveredMunicipality(organisation=organisation, municipality=place) for place in covers
    )
    names = {place.code: place.short_name for place in municipalities()}
    units = [
        Unit(
            id=uuid.uuid4(),
            organisation=organisation,
            name=f"{team} {names[place]}" if len(covers) > 1 else f"{team}",
            municipality=place,
        )
        for place in (covers if team else ())
    ]
    with opened(organisation.pk, by=SYSTEM):
        Unit.objects.bulk_create(units)
    return Body(organisation, {place: [u for u in units if u.municipality == place] for place in covers})


def acting_in(organisation: Organisation, role: Role = Role.MANAGER) -> Actor:
    """An invented member of an organisation, who does what that role may while the demo is built."""
    return Actor(uuid.uuid5(organisation.pk, role.value), organisation.pk, role)
