"""Erase a person: what could point back at them is gone, in this database and in every copy that is restored."""

from __future__ import annotations

import fcntl
import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samfrid.domain.wording import Problem, Text
from samfrid.foundation.accounts.actors import SYSTEM, Actor, NotAllowed
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.models import Organisation
from samfrid.foundation.organisations.scope import opened
from samfrid.foundation.vault.models import BlindIndex, Erasure, SealedValue, WrappedKey


@dataclass(frozen=True, slots=True)
class Erased:
    """One line of the list of erasures: a case and its organisation by id, nothing more."""

    organisation: uuid.UUID
    case_id: uuid.UUID
    at: datetime


def erase(*, by: Actor, case_id: uuid.UUID) -> None:
    """Erase the person of a case: the wrapped key, the index row and what was sealed. It can't be undone.

    Promise: the erasure is on the list outside the database as soon as it is kept, so that a restored copy loses
             the person again. A case without anything sealed is put on the list as well.
    Errors:  NotAllowed.
    """
    if by.organisation is None or not (by.id == SYSTEM.id or by.may(Permission.CASE_WRITE_OWN_UNIT)):
        raise NotAllowed(
            Problem(Text("Du har inte behörighet till detta.", "You do not have permission for this."))
        )
    with opened(by.organisation, by=by):
        _remove(case_id)
        erasure, is_new = Erasure.objects.get_or_create(
            case_id=case_id, defaults={"organisation_id": by.organisation, "at": timezone.now()}
        )
        if is_new:
            record(by=by, action=Action.PERSON_ERASED, about=case_id, organisation=by.organisation)
            line = Erased(by.organisation, case_id, erasure.at)
            transaction.on_commit(partial(_append, [line], list_of_erasures()))


def list_of_erasures() -> Path:
    """The file outside the database that lists who was erased."""
    path: Path = settings.SAMFRID.erasures
    return path


def listed(path: Path) -> Iterator[Erased]:
    """Read a list of erasures. A last line that a crash cut short is left out: its erasure is in the database."""
    if not path.is_file():
        return
    for line in path.read_text("utf-8").splitlines(keepends=True):
        if line.endswith("\n"):
            told = json.loads(line)
            organisation, case_id = uuid.UUID(told["organisation"]), uuid.UUID(told["case"])
            yield Erased(organisation, case_id, datetime.fromisoformat(told["at"]))


def complete_list() -> int:
    """Put on the list what a crash kept from it.

    Shape: how many lines were missing.
    """
    path = list_of_erasures()
    there = {(erased.organisation, erased.case_id) for erased in listed(path)}
    missing = []
    for organisation in Organisation.objects.values_list("pk", flat=True):
        with opened(organisation, by=SYSTEM):
            for case_id, at in Erasure.objects.values_list("case_id", "at"):
                if (organisation, case_id) not in there:
                    missing.append(Erased(organisation, case_id, at))
    _append(missing, path)
    return len(missing)


def apply_again(path: Path) -> int:
    """Erase once more everybody on a list, after an older copy was restored.

    Shape: how many persons were found and erased again.
    """
    again = 0
    known = set(Organisation.objects.values_list("pk", flat=True))
    for erased in listed(path):
        if erased.organisation not in known:
            continue
        with opened(erased.organisation, by=SYSTEM):
            found = _remove(erased.case_id)
            _, is_new = Erasure.objects.get_or_create(
                case_id=erased.case_id,
                defaults={"organisation_id": erased.organisation, "at": erased.at},
            )
            if found or is_new:
                again += 1
                by = Actor(SYSTEM.id, erased.organisation)
                record(by=by, action=Action.PERSON_ERASED, about=erased.case_id, details={"again": True})
    return again


def _remove(case_id: uuid.UUID) -> bool:
    rows = [
        model.objects.filter(case_id=case_id).delete()[0] for model in (WrappedKey, BlindIndex, SealedValue)
    ]
    return any(rows)


def _append(erased: list[Erased], path: Path) -> None:
    if not erased:
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = [
        json.dumps(
            {"organisation": str(one.organisation), "case": str(one.case_id), "at": one.at.isoformat()}
        )
        for one in erased
    ]
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        os.ftruncate(descriptor, file.read().rfind(b"\n") + 1)  # a line that a crash cut short is told anew
        file.write("".join(f"{line}\n" for line in lines).encode())
        os.fsync(descriptor)
