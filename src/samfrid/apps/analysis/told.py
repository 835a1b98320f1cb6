"""What is told of a draft to those who decide on it: findings in words, what is hidden and why, what it costs."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from samfrid.apps.analysis.models import Draft, DraftKind
from samfrid.apps.analysis.selectors import as_release
from samfrid.apps.releases.content import read_counts
from samfrid.apps.releases.measures import MeasureKind, PublishedMeasure
from samfrid.apps.releases.reading import OpenRelease
from samfrid.domain.equality import Certainty, Comparison, Finding, adjust, findings
from samfrid.domain.measures import OneOf, gather
from samfrid.domain.measures.margins import raw_table
from samfrid.domain.measures.standard import FAMILIES
from samfrid.domain.measures.standard.axes import AGE, COUNTY, GENDER, HALF_YEAR, MUNICIPALITY
from samfrid.domain.tables import Dimension, ProtectedTable, RawTable
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.organisations.models import CoveredMunicipality

_MOST_PLACES = 3

_DIVISIONS: Mapping[str, Text] = {
    MUNICIPALITY: Text("Kommun", "Municipality"),
    COUNTY: Text("Län", "County"),
    GENDER: Text("Kön", "Gender"),
    AGE: Text("Ålder", "Age"),
    HALF_YEAR: Text("Halvår", "Half-year"),
}

REASONS: Mapping[str, Text] = {
    "threshold": Text("Färre än gränsen", "Fewer than the limit"),
    "group": Text(
        "En hel liten grupp i en känslig kategori", "A whole small group in one sensitive category"
    ),
    "forced": Text("Begärt av ägaren", "Asked for by the owner"),
}
LEFT_OUT: Mapping[str, Text] = {
    "late": Text(
        "Skrivet efter leverans, väntar på rättelse", "Written after delivery, waits for a revision"
    ),
    "other_questionnaire": Text(
        "Svar på andra frågor än standardmåttens", "Answers to other questions than the standard"
    ),
}


@dataclass(frozen=True, slots=True)
class ToldTable:
    """One table: its code, its divisions in words, and how much of it is hidden."""

    code: str
    name: Text
    cells: int
    hidden: int

    @property
    def share(self) -> float:
        """The share of cells that are hidden."""
        return self.hidden / self.cells if self.cells else 0.0


@dataclass(frozen=True, slots=True)
class ToldFamily:
    """One family: its tables, why cells may not be shown, what is hidden beside them, and what attacks found."""

    topic: Text
    tables: tuple[ToldTable, ...]
    reasons: tuple[tuple[Text, int], ...]
    primaries: int
    secondaries: int
    judged: int
    unresolved: int


@dataclass(frozen=True, slots=True)
class ToldMeasure:
    """The findings of one measure: everybody first, then the places whose difference is certain."""

    measure: PublishedMeasure
    whole: Finding
    places: tuple[Finding, ...]


def hidden_in(draft: Draft) -> list[ToldFamily]:
    """Say of every family of counts what is hidden, why, and at what cost. Counts of cells, never of persons."""
    topics = {family.name: family.topic for family in FAMILIES}
    found = []
    for part in draft.parts.filter(kind=DraftKind.COUNTS).defer("proof", "content").order_by("number"):
        report = part.report
        primaries, hidden = int(report["primaries"]["all"]), int(report["cells"]["hidden"])
        found.append(
            ToldFamily(
                topics[part.name],
                tuple(
                    ToldTable(code, _named(part.name, code), table["cells"], table["hidden"])
                    for code, table in report["tables"].items()
                ),
                tuple((REASONS[reason], number) for reason, number in sorted(report["reasons"].items())),
                primaries,
                max(0, hidden - primaries),
                int(report["attack"]["judged"]),
                int(report["attack"]["unresolved"]),
            )
        )
    return found


def _named(family: str, table: str) -> Text:
    """Say a table by its divisions: kommun, kön, svar."""
    known = next(one for one in FAMILIES if one.name == family)
    labels = [_DIVISIONS.get(name) or known.own[name].label for name in known.tables[table]]
    return Text(", ".join(label.sv for label in labels), ", ".join(label.en for label in labels))


def left_out(draft: Draft) -> list[tuple[Text, int]]:
    """Say which rows were not counted, and why."""
    if draft.snapshot is None:
        return []
    return [(LEFT_OUT[why], rows) for why, rows in sorted(draft.snapshot.left_out.items()) if rows]


def findings_of(draft: Draft) -> tuple[ToldMeasure, ...]:
    """Say every share of a draft in words, how sure each difference is counted with all the others.

    Promise: only what would be published is used. A draft that is prepared says the same for good, so it is worked
             out once a process.
    Errors:  ContentChanged.
    """
    return _findings(draft.pk, draft.snapshot_id)


@lru_cache(maxsize=16)
def _findings(draft_id: uuid.UUID, _snapshot: uuid.UUID | None) -> tuple[ToldMeasure, ...]:
    release = as_release(Draft.objects.get(pk=draft_id))
    shares = [measure for measure in release.measures if measure.kind is MeasureKind.SHARE]
    compared = adjust([_compared(release, measure) for measure in shares])
    return tuple(_told(measure, comparison) for measure, comparison in zip(shares, compared, strict=True))


def _compared(release: OpenRelease, measure: PublishedMeasure) -> Comparison[ProtectedTable]:
    divisions = [set(names) for names in release.divisions(measure.code)]
    for rows in (MUNICIPALITY, COUNTY):
        if any({rows, GENDER} <= names for names in divisions):
            return release.compare(measure.code, rows_by=rows)
    return release.compare(measure.code)


def _told(measure: PublishedMeasure, comparison: Comparison[ProtectedTable]) -> ToldMeasure:
    said = findings(comparison, measure.words)
    certain = sorted(
        (one for one in said if not one.is_total and one.certainty is Certainty.CERTAIN),
        key=lambda one: -(one.size or 0.0),
    )
    return ToldMeasure(measure, next(one for one in said if one.is_total), tuple(certain[:_MOST_PLACES]))


@dataclass(frozen=True, slots=True)
class StaffFigures:
    """True counts of one table for the reader's own municipalities, and what readers would see of it elsewhere."""

    name: str
    places: tuple[str, ...]
    table: RawTable


def staff_figures(*, by: Actor, draft: Draft, table: str) -> StaffFigures | None:
    """Count one table of a draft for the municipalities that the reader's organisation covers; None when unknown.

    Promise: the counts are those of the draft's snapshot; that they were read stands in the audit.
    Errors:  NotAllowed; SnapshotDamaged.
    """
    require(by, Permission.FIGURES_READ, draft.organisation_id)
    family = next((one for one in FAMILIES if table in one.tables and one.name in draft.families), None)
    if family is None or draft.snapshot_id is None:
        return None
    own = _own_places(draft.organisation_id)
    divided = _divided(draft, family.name)
    if not own or table not in divided:
        return None
    places, half_years = divided[table]
    counting = family.counting(places, half_years)
    names = family.tables[table]
    # The engine is loaded when it counts: no other page waits for it.
    from samfrid.apps.analysis import snapshots

    asked = gather(
        table,
        [division for division in counting.divisions if division.dimension.name in names],
        tables={table: names},
        population=OneOf(MUNICIPALITY, own),
    )
    snapshot = snapshots.kept(draft.snapshot_id, family.name)
    with snapshot.warehouse(snapshots.limits()) as warehouse:
        counted = warehouse.count_family(asked)
    audit.record(by=by, action=Action.STAFF_FIGURES_READ, about=draft, details={"table": table})
    return StaffFigures(table, own, raw_table(counted.counts, table))


def _own_places(organisation: uuid.UUID) -> tuple[str, ...]:
    rows = CoveredMunicipality.objects.filter(organisation_id=organisation).order_by("municipality")
    return tuple(rows.values_list("municipality", flat=True))


def _divided(draft: Draft, family: str) -> dict[str, tuple[Dimension, Dimension]]:
    """The places and half-years that a family was counted by, for each of its tables; empty when it has none."""
    part = draft.parts.defer("proof").filter(name=family).first()
    if part is None:
        return {}
    tables = read_counts(part.content, published_as=part.family)
    found = {d.name: d for table in tables.values() for d in table.shape.dimensions}
    return dict.fromkeys(tables, (found[MUNICIPALITY], found[HALF_YEAR]))
