"""What the scope guard promises beyond single rows: joins, cascades, doors, its own cost."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Prefetch, Sum
from django.test.utils import CaptureQueriesContext

from people import LINKOPING, new_organisation, new_person
from planted_rows import DAY
from samfrid.apps.cases.models import Case, FollowUp, Intervention
from samfrid.foundation.accounts.actors import SYSTEM, Actor, NotAllowed
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.doors import Door, crossing
from samfrid.foundation.organisations.models import Organisation, Unit
from samfrid.foundation.organisations.scope import (
    ScopeClosed,
    ScopeCrossed,
    current,
    current_or_none,
    opened,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organisation:
    return new_organisation("motala")


@pytest.fixture
def theirs() -> Organisation:
    return new_organisation("linkoping", covers=(LINKOPING,))


def units(organisation: Organisation, *names: str) -> list[Unit]:
    with opened(organisation.pk, by=SYSTEM):
        return Unit.objects.bulk_create(Unit(name=name, municipality="0583") for name in names)


def case_of(unit: Unit) -> Case:
    return Case.objects.create(unit=unit, gender="woman", opened_month="2026-11")


def test_the_scope_before_is_back_afterwards_also_after_an_error(
    ours: Organisation, theirs: Organisation
) -> None:
    with opened(ours.pk, by=SYSTEM):
        with pytest.raises(KeyError), opened(theirs.pk, by=SYSTEM):
            raise KeyError
        assert current().organisation == ours.pk

    assert current_or_none() is None


def test_nobody_opens_an_organisation_they_do_not_belong_to(ours: Organisation, theirs: Organisation) -> None:
    with pytest.raises(ScopeCrossed), opened(theirs.pk, by=Actor(uuid.uuid4(), ours.pk)):
        pytest.fail("it was opened")


def test_another_thread_has_no_organisation_open(ours: Organisation) -> None:
    with opened(ours.pk, by=SYSTEM), ThreadPoolExecutor(1) as pool:
        assert pool.submit(current_or_none).result() is None


def test_rows_stop_when_the_organisation_is_closed_in_the_middle(
    ours: Organisation, theirs: Organisation
) -> None:
    units(ours, "A", "B")
    with opened(ours.pk, by=SYSTEM):
        rows = Unit.objects.iterator(1)
        next(rows)

    with pytest.raises(ScopeClosed):
        next(rows)
    with opened(ours.pk, by=SYSTEM):
        rows = Unit.objects.iterator(1)
        next(rows)
    with opened(theirs.pk, by=SYSTEM), pytest.raises(ScopeCrossed):
        next(rows)


def test_joins_between_scoped_tables_hold(ours: Organisation, theirs: Organisation) -> None:
    (unit,) = units(ours, "A")
    (foreign,) = units(theirs, "A")
    with opened(theirs.pk, by=SYSTEM):
        case_of(foreign)
    with opened(ours.pk, by=SYSTEM):
        case = case_of(unit)
        FollowUp.objects.create(case=case, on=DAY, by=uuid.uuid4(), form_token=uuid.uuid4())

        assert [c.unit for c in Case.objects.select_related("unit").filter(unit__name="A")] == [unit]
        assert Case.objects.exclude(follow_ups__on=DAY).count() == 0
        assert Case.objects.filter(unit__name="A").update(late=True) == 1
        assert [c.pk for c in Case.objects.prefetch_related("follow_ups")] == [case.pk]
        assert [c.pk for c in Case.objects.prefetch_related(Prefetch("follow_ups"))] == [case.pk]
        assert Case.objects.aggregate(n=Sum("version"))["n"] == 1


def test_no_cascade_leaves_the_organisation(ours: Organisation, theirs: Organisation) -> None:
    kept = {}
    for organisation in (ours, theirs):
        (unit,) = units(organisation, "A")
        with opened(organisation.pk, by=SYSTEM):
            case = kept[organisation] = case_of(unit)
            FollowUp.objects.create(case=case, on=DAY, by=uuid.uuid4(), form_token=uuid.uuid4())
    with opened(ours.pk, by=SYSTEM):
        kept[ours].delete()
        assert FollowUp.objects.count() == 0

    with opened(theirs.pk, by=SYSTEM):
        assert (Case.objects.count(), FollowUp.objects.count()) == (1, 1)


def test_no_scoped_table_is_joined_from_an_unscoped_one(
    ours: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No such relation is declared (an architecture test sees to it); if one were, it would be refused."""
    from samfrid.foundation.organisations.engine import compilers

    monkeypatch.setattr(compilers, "scoped_tables", lambda: frozenset({"organisations_membership"}))

    with opened(ours.pk, by=SYSTEM):
        for rows in (
            User.objects.filter(memberships__role="x"),
            Organisation.objects.exclude(memberships__role="x"),
            User.objects.values("memberships__role"),
        ):
            with pytest.raises(ScopeCrossed):
                list(rows)


def test_a_read_costs_no_query_more_than_its_own(ours: Organisation) -> None:
    (unit,) = units(ours, "A")

    with opened(ours.pk, by=SYSTEM):
        case_of(unit)
        for read in (
            lambda: list(Unit.objects.all()),
            lambda: Unit.objects.count(),
            lambda: Unit.objects.get(pk=unit.pk),
            lambda: list(Case.objects.select_related("unit")),
        ):
            assert queries_of(read) == 1


def test_what_a_thousand_rows_point_to_is_asked_for_once(ours: Organisation) -> None:
    (unit,) = units(ours, "A")

    def store() -> None:
        Intervention.objects.bulk_create(
            (
                Intervention(name=str(n), kind="other", unit_id=unit.pk, municipality="0583", active_from=DAY)
                for n in range(1000)
            ),
            batch_size=100,
        )

    with opened(ours.pk, by=SYSTEM):
        first = queries_of(store)
        Intervention.objects.all().delete()
        second = queries_of(store)

    assert first - second == 1


def queries_of(deed: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        deed()
    return len([q for q in queries if "SAVEPOINT" not in q["sql"]])


def test_a_door_shows_many_organisations_and_lets_nothing_be_written(
    ours: Organisation, theirs: Organisation
) -> None:
    units(ours, "A")
    units(theirs, "B")
    (third,) = units(new_organisation("trosa", covers=("0488",)), "C")

    with crossing(door=Door.RELEASE, by=SYSTEM, reason="test", organisations=[ours.pk, theirs.pk]):
        assert {unit.name for unit in Unit.objects.all()} == {"A", "B"}
        assert Unit.objects.filter(pk=third.pk).count() == 0
        for write in (
            lambda: Unit.objects.update(name="x"),
            lambda: Unit.objects.all().delete(),
            lambda: Unit.objects.create(organisation=ours, name="x", municipality="0583"),
            lambda: Unit.objects.get(name="A").save(),
            lambda: Unit.objects.get(name="A").delete(),
            lambda: Unit.objects.bulk_create([Unit(organisation=ours, name="x", municipality="0583")]),
        ):
            with pytest.raises(ScopeCrossed), transaction.atomic():
                write()
    with crossing(door=Door.KEEPING, by=SYSTEM, reason="test"):
        assert Unit.objects.count() == 3


def test_a_queryset_does_not_slip_through_a_door(ours: Organisation, theirs: Organisation) -> None:
    units(ours, "A")
    with crossing(door=Door.KEEPING, by=SYSTEM, reason="test"):
        rows = Unit.objects.all()

    with opened(ours.pk, by=SYSTEM), pytest.raises(ScopeCrossed):
        list(rows)


def test_every_use_of_a_door_is_in_the_audit_of_whom_it_concerns(
    ours: Organisation, theirs: Organisation
) -> None:
    by = new_person(ours, Role.DEVELOPMENT_LEADER).actor

    with crossing(door=Door.RELEASE, by=by, reason="half_year", organisations=[theirs.pk]):
        pass

    entries = Entry.objects.filter(action=Action.SCOPE_CROSSED)
    assert {entry.organisation for entry in entries} == {ours.pk, theirs.pk}
    assert all(entry.details["reason"] == "half_year" and entry.actor == by.id for entry in entries)


@pytest.mark.parametrize(
    ("role", "door"),
    [
        (Role.SOCIAL_WORKER, Door.RELEASE),
        (Role.ADMINISTRATOR, Door.DELIVERIES),
        (Role.DEVELOPMENT_LEADER, Door.KEEPING),
    ],
)
def test_a_door_is_shut_to_whoever_lacks_its_permission(ours: Organisation, role: Role, door: Door) -> None:
    by = new_person(ours, role).actor

    with pytest.raises(NotAllowed), crossing(door=door, by=by, reason="test"):
        pytest.fail("it was opened")
    assert Entry.objects.filter(action=Action.SCOPE_CROSSED).count() == 0
