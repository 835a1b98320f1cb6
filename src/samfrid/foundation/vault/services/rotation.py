"""Rotate the keys: what lies under an older master key is put under the newest, in small transactions."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from samfrid.adapters.sealing import KeyRing, blind_index, remove_master_key, unwrap, wrap
from samfrid.foundation.accounts.actors import SYSTEM, Actor
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.models import Organisation
from samfrid.foundation.organisations.scope import opened
from samfrid.foundation.vault.keys import hold_everyone_off, place_of_key, ring
from samfrid.foundation.vault.models import BlindIndex, SealedValue, WrappedKey
from samfrid.foundation.vault.services.references import opened_reference

_AT_ONCE = 200


def rotate(*, told: Callable[[int], None] = lambda done: None) -> int:
    """Put every data key and index row under the ring's primary key.

    Shape:   how many cases were moved; `told` hears it as it grows.
    Promise: may be broken off anywhere and done again; every reference can be read and found all the while.
    Errors:  SealBroken when something lies under a key that the ring lacks.
    """
    moved = 0
    for organisation in Organisation.objects.values_list("pk", flat=True):
        before = moved
        while step := _move_some(organisation):
            moved += step
            told(moved)
        if moved > before:
            with opened(organisation, by=SYSTEM):
                by = Actor(SYSTEM.id, organisation)
                record(by=by, action=Action.KEYS_ROTATED, details={"cases": moved - before})
    return moved


def rows_under(key_id: str) -> int:
    """How many rows still lie under a master key."""
    count = 0
    for organisation in Organisation.objects.values_list("pk", flat=True):
        with opened(organisation, by=SYSTEM):
            count += WrappedKey.objects.filter(key_id=key_id).count()
            count += BlindIndex.objects.filter(key_id=key_id).count()
    return count


def remove_old_keys() -> tuple[str, ...]:
    """Remove from the ring every older key that nothing lies under any more, while nobody seals.

    Shape: the names of the keys that were removed.
    """
    with transaction.atomic():
        hold_everyone_off()
        keys = ring()
        unused = tuple(key_id for key_id in keys.key_ids if key_id != keys.primary and not rows_under(key_id))
        for key_id in unused:
            remove_master_key(settings.SAMFRID.keys, key_id)
    return unused


def _move_some(organisation: uuid.UUID) -> int:
    with opened(organisation, by=SYSTEM):
        keys = ring()
        old = list(WrappedKey.objects.select_for_update().exclude(key_id=keys.primary)[:_AT_ONCE])
        for row in old:
            place = place_of_key(organisation, row.case_id)
            row.wrapped = wrap(unwrap(bytes(row.wrapped), ring=keys, place=place), ring=keys, place=place)
            row.key_id = keys.primary
        WrappedKey.objects.bulk_update(old, ["wrapped", "key_id"])
        _index_anew({row.case_id: row for row in old}, organisation, keys)
    return len(old)


def _index_anew(moved: dict[uuid.UUID, WrappedKey], organisation: uuid.UUID, keys: KeyRing) -> None:
    index_key = keys.index_key(str(organisation), keys.primary)
    values = {value.case_id: value for value in SealedValue.objects.filter(case_id__in=list(moved))}
    rows = list(BlindIndex.objects.select_for_update().filter(case_id__in=list(moved)))
    for row in rows:
        reference = opened_reference(moved[row.case_id], values[row.case_id], keys)
        row.key_id, row.digest = keys.primary, blind_index(reference, key=index_key)
    BlindIndex.objects.bulk_update(rows, ["key_id", "digest"])
