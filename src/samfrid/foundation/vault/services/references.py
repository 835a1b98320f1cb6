"""A unit's own reference of a case: seal it, read it, find the case by it. Exact matches only."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from samfrid.adapters.sealing import (
    KeyRing,
    blind_index,
    new_data_key,
    normalised,
    open_sealed,
    seal,
    unwrap,
    wrap,
)
from samfrid.domain.wording import Problem, Refused, Text
from samfrid.foundation.accounts.actors import Actor, NotAllowed
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.scope import opened
from samfrid.foundation.vault.keys import hold_keys_still, place_of_key, place_of_reference, ring
from samfrid.foundation.vault.models import BlindIndex, SealedValue, WrappedKey

LONGEST = 80
_WRITERS = (Permission.CASE_WRITE_OWN_UNIT, Permission.INTAKE_IMPORT)
_READERS = (Permission.CASE_READ_OWN_UNIT, Permission.CASE_READ_OWN_ORGANISATION)
_FINDERS = (*_READERS, Permission.INTAKE_IMPORT)
_AT_ONCE = 500


class ReferenceRefused(Refused):
    """A reference that can't be sealed. Its words never stand in the error."""


def seal_reference(*, by: Actor, organisation: uuid.UUID, case_id: uuid.UUID, reference: str) -> None:
    """Seal the reference of one case, in place of an earlier one.

    Errors: NotAllowed, ReferenceRefused, RingRefused.
    """
    seal_references(by=by, organisation=organisation, references={case_id: reference})


def seal_references(*, by: Actor, organisation: uuid.UUID, references: Mapping[uuid.UUID, str]) -> None:
    """Seal the references of many cases in one transaction, as an import does; one line in the audit.

    Promise: all are sealed or none; nothing of a reference reaches the database unsealed.
    Errors:  NotAllowed, ReferenceRefused, RingRefused.
    """
    _require(by, organisation, _WRITERS)
    for reference in references.values():
        if not normalised(reference) or len(reference) > LONGEST:
            raise ReferenceRefused(
                Problem(
                    Text(
                        f"En referens har 1 till {LONGEST} tecken.", f"A reference has 1 to {LONGEST} signs."
                    )
                )
            )
    with opened(organisation, by=by):
        hold_keys_still()
        keys = ring()
        cases = list(references)
        for start in range(0, len(cases), _AT_ONCE):
            _store({case: references[case] for case in cases[start : start + _AT_ONCE]}, organisation, keys)
        about = cases[0] if len(cases) == 1 else None
        record(
            by=by,
            action=Action.REFERENCE_SEALED,
            about=about,
            organisation=organisation,
            details={"cases": len(cases)},
        )


def read_reference(*, by: Actor, organisation: uuid.UUID, case_id: uuid.UUID) -> str | None:
    """Read the reference of a case; None when it has none or the person is erased. Recorded either way.

    Errors: NotAllowed, SealBroken, RingRefused.
    """
    _require(by, organisation, _READERS)
    with opened(organisation, by=by):
        record(by=by, action=Action.REFERENCE_READ, about=case_id, organisation=organisation)
        key = WrappedKey.objects.filter(case_id=case_id).first()
        value = SealedValue.objects.filter(case_id=case_id).first()
        if key is None or value is None:
            return None
        return opened_reference(key, value, ring())


def find_by_reference(*, by: Actor, organisation: uuid.UUID, reference: str) -> tuple[uuid.UUID, ...]:
    """Find the cases with exactly this reference, capitals and outer spaces aside. Recorded, also when none is.

    Errors: NotAllowed, RingRefused.
    """
    return find_by_references(by=by, organisation=organisation, references=[reference])[reference]


def find_by_references(
    *, by: Actor, organisation: uuid.UUID, references: Sequence[str]
) -> dict[str, tuple[uuid.UUID, ...]]:
    """Find the cases of many references, as an import does; one line in the audit.

    Shape:  every reference that was given, with its cases.
    Errors: NotAllowed, RingRefused.
    """
    _require(by, organisation, _FINDERS)
    with opened(organisation, by=by):
        digests = _digests(references, organisation, ring())
        found: dict[str, list[uuid.UUID]] = {}
        wanted = list(digests)
        for start in range(0, len(wanted), _AT_ONCE):
            rows = BlindIndex.objects.filter(digest__in=wanted[start : start + _AT_ONCE])
            for digest, case_id in rows.values_list("digest", "case_id"):
                found.setdefault(digests[digest], []).append(case_id)
        record(
            by=by,
            action=Action.REFERENCE_SEARCHED,
            organisation=organisation,
            details={"searched": len(references), "found": sum(map(len, found.values()))},
        )
        return {reference: tuple(sorted(found.get(normalised(reference), ()))) for reference in references}


def opened_reference(key: WrappedKey, value: SealedValue, keys: KeyRing) -> str:
    """Open what is sealed about a case. For this room only: whoever calls it records why.

    Errors: SealBroken.
    """
    data_key = unwrap(bytes(key.wrapped), ring=keys, place=place_of_key(key.organisation_id, key.case_id))
    return open_sealed(
        bytes(value.box),
        key=data_key.content,
        key_id=str(key.pk),
        place=place_of_reference(value.organisation_id, value.case_id),
    ).decode()


def _store(references: Mapping[uuid.UUID, str], organisation: uuid.UUID, keys: KeyRing) -> None:
    for model in (WrappedKey, SealedValue, BlindIndex):
        model.objects.filter(case_id__in=list(references)).delete()
    index_key = keys.index_key(str(organisation), keys.primary)
    wrapped, values, index = [], [], []
    for case_id, reference in references.items():
        data_key, mine = new_data_key(), {"organisation_id": organisation, "case_id": case_id}
        box = wrap(data_key, ring=keys, place=place_of_key(organisation, case_id))
        wrapped.append(WrappedKey(**mine, key_id=keys.primary, wrapped=box))
        sealed = seal(
            reference.strip().encode(),
            key=data_key.content,
            key_id=str(wrapped[-1].pk),
            place=place_of_reference(organisation, case_id),
        )
        values.append(SealedValue(**mine, box=sealed))
        digest = blind_index(reference, key=index_key)
        index.append(BlindIndex(**mine, key_id=keys.primary, digest=digest))
    WrappedKey.objects.bulk_create(wrapped)
    SealedValue.objects.bulk_create(values)
    BlindIndex.objects.bulk_create(index)


def _digests(references: Sequence[str], organisation: uuid.UUID, keys: KeyRing) -> dict[str, str]:
    """The digests to look for, under every key of the ring, and which reference each is of."""
    index_keys = [keys.index_key(str(organisation), key_id) for key_id in keys.key_ids]
    words = {normalised(reference) for reference in references}
    return {blind_index(word, key=key): word for word in words for key in index_keys}


def _require(by: Actor, organisation: uuid.UUID, permissions: Sequence[Permission]) -> None:
    if by.organisation != organisation or not any(by.may(permission) for permission in permissions):
        raise NotAllowed(
            Problem(Text("Du har inte behörighet till detta.", "You do not have permission for this."))
        )
