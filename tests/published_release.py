"""A published release from invented numbers: three municipalities, two half-years, three genders, asked and yes.

The numbers are really protected, proven and published through the services, as any release is.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from people import KIND, LINKOPING, MOTALA, Person, new_organisation, new_person
from samfrid.adapters.disclosure_files.write import write_family
from samfrid.apps.releases.measures import MeasureKind, PublishedMeasure
from samfrid.apps.releases.models import Release
from samfrid.apps.releases.services import publishing
from samfrid.apps.releases.services.publishing import ProvenFamily, Publication
from samfrid.domain.disclosure import ProtectedFamily, Rule, protect
from samfrid.domain.equality import PartOf
from samfrid.domain.measures.standard.axes import (
    ASSOCIATION,
    COUNTY,
    HALF_YEAR,
    MUNICIPALITY,
    age_dimension,
    gender_dimension,
)
from samfrid.domain.tables import Dimension, Hierarchy, Member, RawCounts, TableFamily, TableShape
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.roles import Role

HALF_YEARS = ("2025-H1", "2025-H2")
PLACES = {MOTALA: "Motala", LINKOPING: "Linköping", KIND: "Kinda"}
ANSWERS = ("yes", "no", "declined", "not_asked")
_WEIGHTS = {MOTALA: 60, LINKOPING: 140, KIND: 14}
_GENDERS = {"woman": 10, "man": 8, "other": 1}
_ANSWERS = {
    "woman": (40, 35, 5, 20),
    "man": (20, 35, 8, 37),
    "other": (45, 35, 5, 15),
}
_AGES = {"18-25": 2, "26-40": 4, "41-60": 3, "61+": 1}


def answer_dimension() -> Dimension:
    """What became of an asking, finest first, with what was asked at all over it."""
    above = Hierarchy(
        "asked",
        {"yes": "asked", "no": "asked", "declined": "asked", "not_asked": "unasked"},
        Text("Tillfrågad", "Asked"),
    )
    return Dimension("answer", ANSWERS, Text("Svar", "Answer"), (above,))


def half_year_dimension() -> Dimension:
    """The two half-years."""
    words = (
        Text("första halvåret 2025", "first half of 2025"),
        Text("andra halvåret 2025", "second half of 2025"),
    )
    labels = {Member(HALF_YEAR, code): text for code, text in zip(HALF_YEARS, words, strict=True)}
    return Dimension(HALF_YEAR, HALF_YEARS, Text("Halvår", "Half-year"), labels=labels)


def place_dimension() -> Dimension:
    """Three municipalities of one county; Linköping is in no association."""
    labels = {Member(MUNICIPALITY, code): Text.same(name) for code, name in PLACES.items()}
    labels[Member(COUNTY, "05")] = Text("Östergötlands län", "Östergötland County")
    labels[Member(ASSOCIATION, "vastra")] = Text.same("Samordningsförbundet Västra (påhittat)")
    labels[Member(ASSOCIATION, "none")] = Text("Inget förbund", "No association")
    hierarchies = (
        Hierarchy(
            ASSOCIATION,
            {MOTALA: "vastra", LINKOPING: "none", KIND: "vastra"},
            Text("Samordningsförbund", "Coordination association"),
        ),
        Hierarchy(COUNTY, dict.fromkeys(PLACES, "05"), Text("Län", "County")),
    )
    everywhere = Text("Hela landet", "The whole country")
    return Dimension(
        MUNICIPALITY, tuple(PLACES), Text("Kommun", "Municipality"), hierarchies, labels, everywhere
    )


def invented_counts() -> RawCounts:
    """Count invented askings: numbers that follow from the weights above, some of them small."""
    place, gender, age, time, answer = (
        place_dimension(),
        gender_dimension(),
        age_dimension(),
        half_year_dimension(),
        answer_dimension(),
    )
    family = TableFamily(
        "askings",
        (
            TableShape("askings_by_half_year", (place, gender, time, answer)),
            TableShape("askings_by_age", (place, gender, age, answer)),
        ),
    )
    rows = []
    for place_code, weight in _WEIGHTS.items():
        for gender_code, part in _GENDERS.items():
            for age_code, share in _AGES.items():
                for number, half_year in enumerate(HALF_YEARS):
                    for answer_code, percent in zip(ANSWERS, _ANSWERS[gender_code], strict=True):
                        count = weight * part * share * percent * (10 + number) // 10_000
                        rows.append(((place_code, gender_code, half_year, answer_code, age_code), count))
    return RawCounts.from_rows(family, rows)


@cache
def protected_family() -> ProtectedFamily:
    """The invented counts, protected and proven."""
    return protect(invented_counts(), Rule())


def measures() -> tuple[PublishedMeasure, ...]:
    """Asked, declined and yes, each in words."""
    tables = ("askings_by_half_year", "askings_by_age")
    asked = ("yes", "no", "declined")
    return (
        _share("asked", tables, asked, ANSWERS, "Andel som fick frågan", "Share who were asked"),
        _share("declined", tables, ("declined",), asked, "Andel som avböjde", "Share who declined"),
        _share("yes_any", tables, ("yes",), ("yes", "no"), "Andel som svarade ja", "Share who answered yes"),
    )


def _share(
    code: str, tables: tuple[str, ...], codes: tuple[str, ...], of: tuple[str, ...], sv: str, en: str
) -> PublishedMeasure:
    return PublishedMeasure(
        code=code,
        version=1,
        kind=MeasureKind.SHARE,
        topic="askings",
        name=Text(sv, en),
        definition=Text(f"{sv} om våld, i påhittade uppgifter.", f"{en} about violence, in invented data."),
        numerator=Text("Påhittad täljare", "Invented numerator"),
        denominator=Text("Påhittad nämnare", "Invented denominator"),
        unit=Text("tillfällen", "occasions"),
        more_often=None,
        tables=tables,
        column="answer",
        part=PartOf("answer", codes, of),
        breaks={},
        questionnaire=Text("Påhittade frågor, version 1", "Invented questions, version 1"),
    )


def publication(family: ProtectedFamily, folder: Path, title: Text | None = None) -> Publication:
    """What the release says; writes the family with its proof into a new folder."""
    write_family(family, folder)
    return Publication(
        title=title or Text("Frågor om våld 2025", "Questions about violence 2025"),
        period_first=HALF_YEARS[0],
        period_last=HALF_YEARS[-1],
        counts=[ProvenFamily(family.shape, family.tables, family.id, folder)],
        values=[],
        measures=measures(),
        coverage=dict.fromkeys(PLACES, HALF_YEARS),
        protocol={"askings": dict(family.protocol)},
    )


def new_release(person: Person | None = None, *, title: Text | None = None) -> Release:
    """Publish the invented numbers; by a new association head unless a person is given."""
    if person is None:
        person = new_person(new_organisation("vastra", covers=(MOTALA, KIND)), Role.ASSOCIATION_HEAD)
    with TemporaryDirectory() as folder:
        return publishing.publish(
            by=person.actor,
            organisation=person.membership.organisation_id,
            publication=publication(protected_family(), Path(folder) / "askings", title),
            prepared_by=Role.DEVELOPMENT_LEADER.value,
            approved_by=Role.ASSOCIATION_HEAD.value,
        )
