"""Units of an organisation: open, rename, close and open again. A unit is never deleted: rows point to it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from samfrid.domain.wording import Place, Problem, Refused, Text
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.organisations.models import Unit
from samfrid.foundation.organisations.scope import current
from samfrid.foundation.organisations.selectors import municipalities_of

_LONGEST = 120


class UnitRefused(Refused):
    """A unit that can't be opened or changed as asked."""


@transaction.atomic
def open_unit(*, by: Actor, name: str, municipality: str) -> Unit:
    """Open a unit in one of the municipalities the organisation works for.

    Errors: NotAllowed; UnitRefused naming each field that can't be used.
    """
    require(by, Permission.ORGANISATION_EDIT, current().organisation)
    name = _checked(name, municipality, besides=None)
    unit = Unit.objects.create(name=name, municipality=municipality)
    audit.record(by=by, action=Action.UNIT_CHANGED, about=unit, details={"what": "opened"})
    return unit


@transaction.atomic
def change_unit(*, by: Actor, unit: Unit, name: str, municipality: str) -> Unit:
    """Give a unit another name or municipality.

    Errors: NotAllowed; UnitRefused naming each field that can't be used.
    """
    require(by, Permission.ORGANISATION_EDIT, unit.organisation_id)
    unit.name = _checked(name, municipality, besides=unit)
    unit.municipality = municipality
    unit.save(update_fields=["name", "municipality"])
    audit.record(by=by, action=Action.UNIT_CHANGED, about=unit, details={"what": "changed"})
    return unit


@transaction.atomic
def close_unit(*, by: Actor, unit: Unit) -> None:
    """Close a unit: nothing new is written for it, what is written stays. Closing twice is closing once.

    Errors: NotAllowed.
    """
    _set_open(by, unit, is_active=False)


@transaction.atomic
def reopen_unit(*, by: Actor, unit: Unit) -> None:
    """Open a closed unit again.

    Errors: NotAllowed.
    """
    _set_open(by, unit, is_active=True)


def _set_open(by: Actor, unit: Unit, *, is_active: bool) -> None:
    require(by, Permission.ORGANISATION_EDIT, unit.organisation_id)
    if unit.is_active == is_active:
        return
    unit.is_active = is_active
    unit.save(update_fields=["is_active"])
    what = "reopened" if is_active else "closed"
    audit.record(by=by, action=Action.UNIT_CHANGED, about=unit, details={"what": what})


def _checked(name: str, municipality: str, *, besides: Unit | None) -> str:
    """The name as it is kept.

    Errors: UnitRefused.
    """
    name = " ".join(name.split())
    problems = []
    taken = Unit.objects.filter(name__iexact=name)
    taken = taken.exclude(pk=besides.pk) if besides else taken
    if not name or len(name) > _LONGEST:
        problems.append(
            Problem(
                Text(f"Skriv ett namn på högst {_LONGEST} tecken.", f"Write at most {_LONGEST} characters."),
                Place(field="name"),
            )
        )
    elif taken.exists():
        problems.append(
            Problem(
                Text("En annan enhet heter så redan.", "Another unit has that name already."),
                Place(field="name"),
            )
        )
    stays = besides is not None and besides.municipality == municipality
    if not stays and municipality not in municipalities_of(current().organisation, on=_today()):
        problems.append(
            Problem(
                Text(
                    "Välj en kommun som organisationen arbetar för.",
                    "Choose a municipality that the organisation works for.",
                ),
                Place(field="municipality"),
            )
        )
    if problems:
        raise UnitRefused(*problems)
    return name


def _today() -> dt.date:
    return timezone.localdate()
