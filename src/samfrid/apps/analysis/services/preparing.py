"""The job that prepares a draft: gather, snapshot, count, protect, attack, and keep it for a second person.

May be run again after a crash: a draft that is prepared is left alone, one that is not is prepared from the start.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from samfrid.apps.analysis import proofs, snapshots
from samfrid.apps.analysis.collecting import Gathered, half_year_dimension
from samfrid.apps.analysis.families import Worked, work_out, work_out_median
from samfrid.apps.analysis.models import Draft, DraftFamily, DraftKind, DraftState
from samfrid.apps.analysis.said import published_measures
from samfrid.apps.analysis.services.drafts import DraftRefused, period_of
from samfrid.apps.analysis.services.taking import Taken, take
from samfrid.apps.releases.content import write_counts, write_values
from samfrid.domain.measures.standard import CASES, FAMILIES, FIRST_MEETING, StandardFamily
from samfrid.domain.tables import Dimension, ProtectedTable
from samfrid.domain.wording import Problem, Refused, Text
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.jobs.work import Work


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One family as it is kept with its draft."""

    name: str
    kind: DraftKind
    family: str
    content: str
    step: float | None
    proof: bytes
    protocol: Mapping[str, Any]
    report: Mapping[str, Any]


class _Steps:
    """Tells how far the work has come, one step at a time."""

    def __init__(self, work: Work, total: int) -> None:
        self._work, self._total, self._done = work, total, 0

    def __call__(self, words: Text) -> None:
        self._work.progress(self._done, self._total, words)
        self._done += 1


def prepare(work: Work, draft_id: uuid.UUID) -> Draft:
    """Prepare a draft.

    Promise: the draft is prepared whole, or stays as it was; what can't be protected fails with the reason kept.
    Errors:  Refused as the protector says; DraftRefused when the draft is gone.
    """
    with work.scope():
        draft = Draft.objects.filter(pk=draft_id).first()
    if draft is None:
        raise DraftRefused(Problem(Text("Utkastet finns inte längre.", "The draft is gone.")))
    if draft.state != DraftState.PREPARING:
        return draft
    try:
        return _prepared(work, draft)
    except Refused as refused:
        with work.scope():
            _keep_problem(draft.pk, refused)
        raise


def _prepared(work: Work, draft: Draft) -> Draft:
    period = period_of(draft)
    families = [family for family in FAMILIES if family.name in draft.families]
    steps = _Steps(work, 2 + 3 * len(families))
    steps(Text("Hämtar uppgifter från alla organisationer", "Gathering from every organisation"))
    taken = take(by=work.actor, organisation=work.organisation, period=period)
    gathered = taken.gathered
    families = [family for family in families if gathered.rows[family.name]]
    if not families:
        raise DraftRefused(
            Problem(Text("Det finns inget att räkna i perioden.", "There is nothing to count in the period."))
        )
    places = taken.book.dimension(gathered.places())
    half_years = half_year_dimension(gathered.half_years(), period)
    parts: list[_Part] = []
    for family in families:
        parts += _parts(family, gathered, places, half_years, steps)
    steps(Text("Sparar utkastet", "Keeping the draft"))
    with work.scope():
        return _keep(work, draft.pk, taken, parts, families)


def _parts(
    family: StandardFamily, gathered: Gathered, places: Dimension, half_years: Dimension, steps: _Steps
) -> list[_Part]:
    """Work a family out, and the median that goes with it."""
    facts = gathered.facts(family.name)
    own_places = _found(places, {str(row["municipality"]) for row in gathered.rows[family.name]})
    with TemporaryDirectory(prefix="samfrid-proof-") as made:
        folder = Path(made) / family.name
        worked = work_out(
            family, facts, own_places, half_years, folder=folder, limits=snapshots.limits(), tell=steps
        )
        parts = [_counts_part(worked, proofs.packed(folder))]
    if family is CASES:
        table = work_out_median(FIRST_MEETING, facts, worked.protected, worked.counting, snapshots.limits())
        parts.append(_values_part(table, FIRST_MEETING.step))
    return parts


def _found(places: Dimension, found: set[str]) -> Dimension:
    """Keep the places that a family has rows for."""
    codes = tuple(code for code in places.codes if code in found)
    hierarchies = tuple(
        replace(above, parent={code: above.parent[code] for code in codes}) for above in places.hierarchies
    )
    kept = {(places.name, code) for code in codes}
    kept |= {(above.level, code) for above in hierarchies for code in above.codes}
    labels = {m: words for m, words in places.labels.items() if (m.level, m.code) in kept}
    return replace(places, codes=codes, hierarchies=hierarchies, labels=labels)


def _counts_part(worked: Worked, proof: bytes) -> _Part:
    protected = worked.protected
    return _Part(
        protected.shape.name,
        DraftKind.COUNTS,
        protected.id,
        write_counts(protected.shape, protected.tables),
        None,
        proof,
        protected.protocol,
        worked.report,
    )


def _values_part(table: ProtectedTable, step: float) -> _Part:
    hidden = sum(1 for cell in table.cells.values() if not cell.is_shown)
    report = {"tables": {table.shape.name: {"cells": table.shape.size, "hidden": hidden}}}
    content = write_values(table, step=step)
    return _Part(table.shape.name, DraftKind.VALUES, table.family, content, step, b"", {}, report)


def _keep(
    work: Work, draft_id: uuid.UUID, taken: Taken, parts: list[_Part], families: list[StandardFamily]
) -> Draft:
    """Keep everything in one transaction, and the record of it."""
    draft = Draft.objects.select_for_update().get(pk=draft_id)
    DraftFamily.objects.filter(draft=draft).delete()
    DraftFamily.objects.bulk_create(
        DraftFamily(
            organisation_id=draft.organisation_id,
            draft=draft,
            number=number,
            name=part.name,
            kind=part.kind,
            family=part.family,
            step=part.step,
            content=part.content,
            proof=part.proof,
            protocol=dict(part.protocol),
            report=dict(part.report),
        )
        for number, part in enumerate(parts, start=1)
    )
    draft.snapshot = taken.snapshot
    draft.coverage = _coverage(taken.gathered, families)
    draft.measures = [measure.as_data() for measure in published_measures(families, taken.gathered)]
    draft.state = DraftState.PREPARED
    draft.save()
    audit.record(by=work.actor, action=Action.RELEASE_PREPARED, about=draft, details={"families": len(parts)})
    return draft


def _coverage(gathered: Gathered, families: list[StandardFamily]) -> dict[str, list[str]]:
    """The half-years that each municipality delivered anything for."""
    found: dict[str, set[str]] = {}
    for family in families:
        for place, half_years in gathered.delivered(family.name).items():
            found.setdefault(place, set()).update(half_years)
    return {place: sorted(found[place]) for place in sorted(found)}


def _keep_problem(draft_id: uuid.UUID, refused: Refused) -> None:
    said = refused.problems[0].what
    Draft.objects.filter(pk=draft_id, state=DraftState.PREPARING).update(
        state=DraftState.FAILED, problem_sv=said.sv[:1000], problem_en=said.en[:1000]
    )
