"""A unit's own reference of a case: sealed in the vault, shown only when asked for, found by exact words."""

from __future__ import annotations

import uuid

from django.db import transaction

from samfrid.adapters.spreadsheets.personal_numbers import holds_personal_number
from samfrid.apps.cases.draft import CaseRefused
from samfrid.apps.cases.models import Case, keys_with_label
from samfrid.apps.cases.selectors import cases_of, not_allowed, require_unit
from samfrid.domain.wording import Place, Problem, Text
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.vault.services import references as vault

_PERSONAL = Text(
    "Skriv inte ett personnummer. Använd er egen beteckning.",
    "Do not write a personal number. Use a reference of your own.",
)


@transaction.atomic
def keep(*, by: Actor, case: uuid.UUID, reference: str) -> None:
    """Seal the reference of a case, in place of an earlier one.

    Errors: NotAllowed; CaseRefused for a personal number; ReferenceRefused; RingRefused.
    """
    held = _held(by, case)
    require_unit(by, held.unit_id)
    refuse_personal_number(reference)
    vault.seal_reference(by=by, organisation=held.organisation_id, case_id=held.pk, reference=reference)


def show(*, by: Actor, case: uuid.UUID) -> str | None:
    """The reference of a case, or None when it has none; the vault records that it was read.

    Errors: NotAllowed; SealBroken; RingRefused.
    """
    held = _held(by, case)
    return vault.read_reference(by=by, organisation=held.organisation_id, case_id=held.pk)


def find(*, by: Actor, words: str) -> list[Case]:
    """The cases an actor may meet with exactly this label or reference; the vault records the search.

    Errors: NotAllowed; RingRefused.
    """
    cases = cases_of(by)
    span = keys_with_label(words)
    if span is not None and (found := list(cases.filter(pk__gte=span[0], pk__lte=span[1]))):
        return found
    if by.organisation is None or not words.strip():
        return []
    keys = vault.find_by_reference(by=by, organisation=by.organisation, reference=words)
    return list(cases.filter(pk__in=keys))


def refuse_personal_number(reference: str) -> None:
    """Refuse a reference that holds a personal number, before anything is written.

    Errors: CaseRefused.
    """
    if holds_personal_number(reference):
        raise CaseRefused(Problem(_PERSONAL, Place(field="reference")))


def _held(by: Actor, case: uuid.UUID) -> Case:
    held = cases_of(by).filter(pk=case).first()
    if held is None:
        raise not_allowed()
    return held
