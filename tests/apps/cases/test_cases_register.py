"""What a worker may rely on when writing about a case."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date

import pytest

from case_examples import Place, draft, open_case
from samfrid.apps.cases.draft import CaseRefused
from samfrid.apps.cases.models import Case, FollowUp, keys_with_label, label_of
from samfrid.apps.cases.selectors import Waiting, waiting
from samfrid.apps.cases.services import follow_ups, interventions, locking, reading, register
from samfrid.domain.periods import Month
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.scope import ScopeClosed, opened


def test_a_case_has_a_random_key_and_its_month(place: Place) -> None:
    case = open_case(place)

    assert case.id.version == 4
    assert case.opened_month == "2026-08"
    assert case.is_open


def test_the_same_form_sent_twice_opens_one_case(place: Place) -> None:
    token = uuid.uuid4()
    by = place.worker.actor
    with opened(place.organisation.pk, by=by):
        first = register.start(by=by, draft=draft(place.unit), token=token)
        second = register.start(by=by, draft=draft(place.unit), token=token)

        assert first.pk == second.pk
        assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"gender": ""}, "gender"),
        ({"gender": "kvinna"}, "gender"),
        ({"place": "9999"}, "place"),
        ({"geography": "xx"}, "geography"),
        ({"opened": None}, "opened"),
        ({"opened": date(2999, 1, 1)}, "opened"),
        ({"opened": date(1889, 1, 1)}, "opened"),
        ({"first_meeting": date(2026, 8, 13)}, "first_meeting"),
        ({"first_meeting": date(2999, 1, 1)}, "first_meeting"),
        ({"days_to_first_meeting": -1}, "days_to_first_meeting"),
        ({"support": ("magic",)}, "support"),
        ({"closed": date(2026, 8, 13)}, "closed"),
        ({"closure_reason": "moved"}, "closed"),
        ({"intervention": uuid.uuid4()}, "intervention"),
        ({"unit": None}, "unit"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_written(
    place: Place, changes: dict[str, object], field: str
) -> None:
    by = place.manager.actor
    with opened(place.organisation.pk, by=by):
        with pytest.raises(CaseRefused) as refused:
            register.start(by=by, draft=draft(place.unit, **changes), token=uuid.uuid4())

        assert field in [problem.where.field for problem in refused.value.problems]
        assert not Case.objects.exists()


def test_days_to_the_first_meeting_follow_from_the_two_days(place: Place) -> None:
    case = open_case(place, first_meeting=date(2026, 8, 21))

    assert case.days_to_first_meeting == 7


def test_a_follow_up_keeps_the_way_and_the_first_one_is_the_first_meeting(place: Place) -> None:
    case = open_case(place)
    by, token = place.worker.actor, uuid.uuid4()
    with opened(place.organisation.pk, by=by):
        for _ in range(2):
            follow_ups.note(
                by=by,
                case=case.pk,
                on=date(2026, 8, 25),
                situation="2",
                support=("support_talk",),
                token=token,
            )
        held = Case.objects.get(pk=case.pk)

        assert FollowUp.objects.count() == 1
        assert (held.first_meeting, held.days_to_first_meeting) == (date(2026, 8, 25), 11)
        assert (held.support, held.situation_before) == (["support_talk"], "2")


def test_a_closed_case_tells_why_and_how_it_went_and_closing_twice_closes_once(place: Place) -> None:
    case = open_case(place, situation_before="2")
    by = place.worker.actor
    with opened(place.organisation.pk, by=by):
        for _ in range(2):
            closed = register.close(
                by=by,
                case=case.pk,
                version=case.version,
                closed=date(2026, 10, 1),
                reason="completed",
                situation="4",
            )

        assert (closed.closed_month, closed.closure_reason, closed.situation_after) == (
            "2026-10",
            "completed",
            "4",
        )
        assert Entry.objects.filter(action=Action.CASE_CLOSED).count() == 1
        with pytest.raises(CaseRefused):
            follow_ups.note(
                by=by, case=case.pk, on=date(2026, 10, 2), situation="", support=(), token=uuid.uuid4()
            )


def test_a_form_opened_before_somebody_elses_change_does_not_overwrite_it(place: Place) -> None:
    case = open_case(place)
    by = place.worker.actor
    with opened(place.organisation.pk, by=by):
        register.change(by=by, case=case.pk, version=1, draft=draft(place.unit, honour_context="yes"))
        with pytest.raises(CaseRefused):
            register.change(by=by, case=case.pk, version=1, draft=draft(place.unit, honour_context="unknown"))

        assert Case.objects.get().honour_context == "yes"


def test_what_is_written_about_a_delivered_month_is_marked_late(place: Place) -> None:
    early = open_case(place)
    by = place.manager.actor
    with opened(place.organisation.pk, by=by):
        locking.lock(by=by, first=Month(2026, 7), last=Month(2026, 12))
    late = open_case(place)
    with opened(place.organisation.pk, by=by):
        register.change(by=by, case=early.pk, version=1, draft=draft(place.unit, honour_context="yes"))

        assert not early.late
        assert late.late
        assert Case.objects.get(pk=early.pk).late


@pytest.mark.parametrize("who", ["other_worker", "administrator", "stranger"])
def test_nobody_else_reads_or_writes_a_case(place: Place, who: str) -> None:
    case = open_case(place)
    person = getattr(place, who)
    by = person.actor
    deeds: list[Callable[[], object]] = [
        lambda: reading.read(by=by, case=case.pk),
        lambda: register.change(by=by, case=case.pk, version=1, draft=draft(place.unit)),
        lambda: register.close(by=by, case=case.pk, version=1, closed=date(2026, 9, 1), reason="moved"),
        lambda: follow_ups.note(
            by=by, case=case.pk, on=date(2026, 9, 1), situation="", support=(), token=uuid.uuid4()
        ),
        lambda: register.start(by=by, draft=draft(place.unit), token=uuid.uuid4()),
    ]
    with opened(by.organisation, by=by):
        for deed in deeds:
            with pytest.raises(NotAllowed):
                deed()
    with opened(place.organisation.pk, by=place.manager.actor):
        assert Case.objects.get().version == 1


def test_no_case_is_read_without_an_open_organisation(place: Place) -> None:
    case = open_case(place)
    with pytest.raises(ScopeClosed):
        reading.read(by=place.worker.actor, case=case.pk)


def test_every_read_of_a_case_is_recorded_once(place: Place) -> None:
    case = open_case(place)
    by = place.worker.actor
    with opened(place.organisation.pk, by=by):
        reading.read(by=by, case=case.pk)

    entry = Entry.objects.get(action=Action.CASE_READ)
    assert (entry.actor, entry.about) == (by.id, str(case.pk))


def test_the_label_finds_its_key(place: Place) -> None:
    key = uuid.uuid4()
    span = keys_with_label(label_of(key).lower())

    assert span is not None
    assert span[0] <= key <= span[1]
    assert keys_with_label("not a label") is None


def test_an_intervention_is_put_by_the_manager_of_the_unit(place: Place) -> None:
    said = {"name": "Vägen vidare", "kind": "rehabilitation", "reach": "individual", "unit": place.unit.pk,
            "municipality": "0583", "active_from": date(2025, 1, 1)}  # fmt: skip
    with opened(place.organisation.pk, by=place.manager.actor):
        put = interventions.put(by=place.manager.actor, **said)  # type: ignore[arg-type]
        with pytest.raises(CaseRefused):
            interventions.put(by=place.manager.actor, **said)  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            interventions.put(by=place.worker.actor, **{**said, "name": "Annan"})  # type: ignore[arg-type]

        assert put.unit_id == place.unit.pk


def test_what_waits_is_counted_for_ones_own_units_only(place: Place) -> None:
    open_case(place)
    open_case(place, opened=date(2026, 3, 2), first_meeting=date(2026, 3, 9))
    open_case(place, opened=date(2026, 3, 2), first_meeting=date(2026, 3, 9), closed=date(2026, 4, 1))
    followed = open_case(place, opened=date(2026, 3, 2), first_meeting=date(2026, 3, 9))
    by, today = place.worker.actor, date(2026, 9, 1)
    with opened(place.organisation.pk, by=by):
        follow_ups.note(
            by=by, case=followed.pk, on=date(2026, 8, 1), situation="", support=(), token=uuid.uuid4()
        )

        assert waiting(by, today) == Waiting(first_meeting=1, follow_up=1)
    with opened(place.organisation.pk, by=place.other_worker.actor):
        assert waiting(place.other_worker.actor, today) == Waiting(0, 0)
