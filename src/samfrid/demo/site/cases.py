"""The invented cases of the site: those of the register's people who began with support."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from samfrid.apps.cases.draft import CaseDraft
from samfrid.apps.cases.services import batches, interventions
from samfrid.apps.cases.vocabulary import AgeBand, ClosureReason, HonourContext, SupportKind
from samfrid.demo.site.askings import Placed
from samfrid.demo.site.organisations import acting_in
from samfrid.foundation.organisations.scope import opened

_SUPPORT = (
    (SupportKind.SUPPORT_TALK, 0.78),
    (SupportKind.RISK_ASSESSMENT, 0.55),
    (SupportKind.PRACTICAL, 0.24),
    (SupportKind.REHABILITATION, 0.34),
    (SupportKind.HEALTH_CARE, 0.20),
    (SupportKind.CHILDREN, 0.17),
    (SupportKind.PROTECTED_HOUSING, 0.06),
)
_STAYS_OPEN = 0.1


def build_cases(placed: Sequence[Placed], today: date, seed: int = 2026) -> int:
    """Open the cases of every organisation in one batch, with one intervention a unit. Returns how many."""
    chance = np.random.default_rng(seed)
    by_body: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        if one.case.started == "yes":
            by_body[one.body.organisation.code].append(one)
    for theirs in by_body.values():
        organisation = theirs[0].body.organisation
        actor = acting_in(organisation)
        with opened(organisation.pk, by=actor):
            held = {
                unit.pk: interventions.put(
                    by=actor,
                    name=f"Stöd i {unit.name}",
                    kind=SupportKind.SUPPORT_TALK.value,
                    reach="individual",
                    unit=unit.pk,
                    municipality=unit.municipality,
                    active_from=date(2020, 1, 1),
                ).pk
                for unit in {one.unit.pk: one.unit for one in theirs}.values()
            }
            batch = batches.begin(by=actor)
            drafts = [_draft(one, held[one.unit.pk], today, chance) for one in theirs]
            for start in range(0, len(drafts), batches.AT_A_TIME):
                batches.add(by=actor, batch=batch, drafts=drafts[start : start + batches.AT_A_TIME])
            batches.show(by=actor, batch=batch)
    return sum(len(theirs) for theirs in by_body.values())


def _draft(one: Placed, intervention: uuid.UUID, today: date, chance: np.random.Generator) -> CaseDraft:
    case = one.case
    before = int(chance.choice((1, 2, 3), p=(0.35, 0.45, 0.20)))
    after = min(5, before + int(chance.integers(1, 3))) if case.better == "yes" else before
    closed = case.opened + timedelta(days=int(chance.gamma(3.0, 55.0)) + 7)
    is_closed = closed <= today and case.completed != "" and chance.random() > _STAYS_OPEN
    first = case.first_meeting if case.first_meeting and case.first_meeting <= today else None
    return CaseDraft(
        gender=case.gender or "not_stated",
        age_band=AgeBand.NOT_STATED if case.age is None else AgeBand.of(case.age),
        place=case.municipality.code,
        honour_context={"yes": HonourContext.YES, "no": HonourContext.NO}.get(
            case.honour_context, HonourContext.UNKNOWN
        ),
        opened=case.opened,
        first_meeting=first,
        support=tuple(kind.value for kind, share in _SUPPORT if chance.random() < share),
        situation_before=str(before),
        situation_after=str(after) if is_closed and case.better else "",
        closed=max(closed, first or closed) if is_closed else None,
        closure_reason=_reason(case.completed, chance) if is_closed else "",
        unit=one.unit.pk,
        intervention=intervention,
    )


def _reason(completed: str, chance: np.random.Generator) -> str:
    if completed == "yes":
        return ClosureReason.COMPLETED.value
    others = (ClosureReason.OWN_WISH, ClosureReason.HANDED_ON, ClosureReason.MOVED, ClosureReason.NO_CONTACT)
    return others[int(chance.integers(len(others)))].value
