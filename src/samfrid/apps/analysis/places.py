"""Which place a row is counted in: a municipality that takes part, or the unknown part of an organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samfrid.domain.measures.standard.axes import ASSOCIATION, COUNTY, MUNICIPALITY, NO_ASSOCIATION
from samfrid.domain.places import county, municipality
from samfrid.domain.tables import Dimension, Hierarchy, Member
from samfrid.domain.wording import Text
from samfrid.foundation.organisations.models import CoveredMunicipality, Kind, Organisation

ELSEWHERE = "elsewhere"
NO_COUNTY = "00"
_UNKNOWN = "unknown-"


@dataclass(frozen=True, slots=True)
class PlaceBook:
    """Every municipality that an organisation covers, and the coordination association over each.

    `associations` maps a municipality to the code of its association, `names` a code to the association's name;
    `covers` tells what each organisation covers, by its code.
    """

    associations: Mapping[str, str]
    names: Mapping[str, str]
    covers: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls) -> PlaceBook:
        """Read what organisations cover; a municipality under two associations goes with the first by name."""
        covers: dict[str, list[str]] = {}
        associations: dict[str, str] = {}
        names: dict[str, str] = {}
        rows = CoveredMunicipality.objects.select_related("organisation").order_by(
            "organisation__name", "municipality"
        )
        for row in rows:
            code = row.organisation.code
            covers.setdefault(code, []).append(row.municipality)
            if row.organisation.kind == Kind.COORDINATION_ASSOCIATION:
                associations.setdefault(row.municipality, code)
                names[code] = row.organisation.name
        return cls(associations, names, {code: tuple(places) for code, places in covers.items()})

    @property
    def municipalities(self) -> frozenset[str]:
        """Every municipality that somebody covers."""
        return frozenset(place for places in self.covers.values() for place in places)

    def code_of(self, place: str | None, organisation: Organisation) -> str:
        """The finest place of a row; a municipality that takes no part is elsewhere."""
        if place:
            return place if place in self.municipalities else ELSEWHERE
        own = self.covers.get(organisation.code, ())
        return own[0] if len(own) == 1 else f"{_UNKNOWN}{organisation.code}"

    def above(self, place: str) -> str:
        """The next coarser place: the unknown part of a municipality's association, then of its county."""
        if place.isdigit():
            return f"{_UNKNOWN}{self.associations.get(place, place[:2])}"
        return f"{_UNKNOWN}{self.county_of(place)}" if place.startswith(_UNKNOWN) else place

    def dimension(self, found: Iterable[str]) -> Dimension:
        """The dimension of the places that were found, by county and association.

        Promise: municipalities stand in the order of their codes; what is unknown comes last.
        """
        codes = tuple(sorted(set(found), key=lambda code: (not code.isdigit(), code)))
        labels = {Member(MUNICIPALITY, code): self._label(code) for code in codes}
        associations = {code: self._association(code) for code in codes}
        counties = {code: self.county_of(code) for code in codes}
        for code in set(associations.values()):
            labels[Member(ASSOCIATION, code)] = (
                Text.same(self.names[code])
                if code in self.names
                else Text("Inget samordningsförbund", "No coordination association")
            )
        for code in set(counties.values()):
            labels[Member(COUNTY, code)] = (
                Text("Län ej angivet", "County not stated") if code == NO_COUNTY else county(code).label
            )
        return Dimension(
            MUNICIPALITY,
            codes,
            Text("Kommun", "Municipality"),
            (
                Hierarchy(ASSOCIATION, associations, Text("Samordningsförbund", "Coordination association")),
                Hierarchy(COUNTY, counties, Text("Län", "County")),
            ),
            dict(sorted(labels.items(), key=lambda pair: (pair[0].level, pair[0].code))),
            Text("Hela landet", "The whole country"),
        )

    def _label(self, code: str) -> Text:
        if code.isdigit():
            return municipality(code).label
        if code == ELSEWHERE:
            return Text("Annan kommun", "Another municipality")
        owner = code.removeprefix(_UNKNOWN)
        if owner.isdigit() and owner != NO_COUNTY:
            return Text("Kommun ej angiven ", "Municipality not stated ") + county(owner).label
        name = self.names.get(owner, "")
        return Text(f"Kommun ej angiven {name}".strip(), f"Municipality not stated {name}".strip())

    def _association(self, code: str) -> str:
        if code in self.associations:
            return self.associations[code]
        owner = code.removeprefix(_UNKNOWN)
        return owner if owner in self.names else NO_ASSOCIATION

    def county_of(self, code: str) -> str:
        """The county of a place; `NO_COUNTY` where it is not known."""
        if code.isdigit():
            return code[:2]
        owner = code.removeprefix(_UNKNOWN)
        counties = {owner} if owner.isdigit() else {place[:2] for place in self.covers.get(owner, ())}
        return counties.pop() if len(counties) == 1 else NO_COUNTY
