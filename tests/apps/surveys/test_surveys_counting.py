"""An asking is counted once, whole, and only by those who may."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from surveys_people import THIS_MONTH, TODAY, Team, answered, declined, new_team, not_asked

from people import new_person, new_unit
from samfrid.apps.surveys import facts
from samfrid.apps.surveys.codes import AgeBand, Company, Gender, Happened, Reason
from samfrid.apps.surveys.counted import Counted
from samfrid.apps.surveys.errors import AlreadyCounted, CountRefused
from samfrid.apps.surveys.models import Asking, PendingAsking, PendingTally, Tally
from samfrid.apps.surveys.selectors import coverage, month_counts, questionnaire_in_use
from samfrid.apps.surveys.services import askings, days, once
from samfrid.domain.periods import Month
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.scope import ScopeClosed, opened

pytestmark = pytest.mark.django_db


def counts(team) -> tuple[int, int, int, int]:
    with opened(team.organisation.pk, by=team.worker.actor):
        return (
            PendingAsking.objects.count(),
            Asking.objects.count(),
            PendingTally.objects.count(),
            Tally.objects.count(),
        )


def test_four_wait_and_the_fifth_lets_all_go():
    team = new_team()

    for _ in range(4):
        team.count(answered("threat"))
    assert counts(team) == (4, 0, 4, 0)

    team.count(answered("threat", "ongoing"))
    assert counts(team) == (0, 5, 0, 5)


def test_answers_wait_for_five_answers_however_many_were_asked():
    team = new_team()

    for _ in range(4):
        team.count(not_asked())
    team.count(answered("physical"))

    assert counts(team) == (0, 5, 1, 0)


def test_what_was_answered_leads_to_the_next_steps_of_its_outcome():
    team = new_team()

    assert [one.code for one in team.count(answered("threat", "ongoing", "witnessed"))] == [
        "ongoing",
        "witnessed",
    ]
    assert [one.code for one in team.count(answered())] == ["none"]
    assert team.count(declined()) == ()


def test_the_same_form_counts_once():
    team, token = new_team(), once.new_token()
    team.count(answered(), token=token)

    with pytest.raises(AlreadyCounted):
        team.count(answered(), token=token)

    assert counts(team) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("counted", "field"),
    [
        (Counted(THIS_MONTH, Gender.MAN, AgeBand.TO_25, Happened.ANSWERED), "company"),
        (Counted(THIS_MONTH, Gender.MAN, AgeBand.TO_25, Happened.NOT_ASKED), "reason"),
        (
            Counted(
                THIS_MONTH,
                Gender.MAN,
                AgeBand.TO_25,
                Happened.DECLINED,
                company=Company.ALONE,
                marks=frozenset({"used"}),
            ),
            "marks",
        ),
        (
            Counted(
                THIS_MONTH,
                Gender.MAN,
                AgeBand.TO_25,
                Happened.DECLINED,
                reason=Reason.ACUTE,
                company=Company.ALONE,
            ),
            "reason",
        ),
        (answered("ongoing"), "marks"),
        (answered("unheard_of"), "marks"),
        (answered(month=Month(2026, 9)), "month"),
        (answered(month=Month(2026, 12)), "month"),
    ],
)
def test_what_contradicts_itself_is_not_counted(counted, field):
    team = new_team()

    with pytest.raises(CountRefused) as refused:
        team.count(counted)

    assert field in [problem.where.field for problem in refused.value.problems]
    assert counts(team) == (0, 0, 0, 0)


def test_who_may_not_tally_or_is_of_another_unit_or_organisation_is_refused():
    team, charlie = new_team(), new_team()
    other_unit = new_unit(team.organisation, "Ungdomsteamet")
    bound = new_person(team.organisation, Role.INTERVENTION_WORKER, units=[team.unit])
    editor = new_person(team.organisation, Role.EDITOR)

    for person, unit in ((editor, team.unit), (bound, other_unit), (charlie.worker, team.unit)):
        with pytest.raises(NotAllowed):
            Team(charlie.organisation if person is charlie.worker else team.organisation, unit, person).count(
                answered()
            )
    assert counts(team) == (0, 0, 0, 0)


def test_nothing_is_read_without_an_open_organisation():
    with pytest.raises(ScopeClosed):
        list(facts.askings())


def test_the_stranger_sees_none_of_it():
    team, charlie = new_team(), new_team()
    for _ in range(5):
        team.count(answered("threat"))

    with opened(charlie.organisation.pk, by=charlie.worker.actor):
        assert not list(facts.askings())
        assert not list(facts.tallies())
        (mine,) = month_counts(by=charlie.worker.actor, months=(THIS_MONTH,))
        assert mine.unit == charlie.unit
        assert mine.months[0].released == 0
        with pytest.raises(NotAllowed):
            coverage(by=charlie.worker.actor, unit=team.unit.pk, months=(THIS_MONTH,))


def test_figures_get_what_was_let_go_and_nothing_that_waits():
    team = new_team()
    for _ in range(5):
        team.count(answered("threat", "ongoing"))
    team.count(answered("used"))

    with opened(team.organisation.pk, by=team.worker.actor):
        askings_told, tallies_told = list(facts.askings()), list(facts.tallies())

    assert len(askings_told) == len(tallies_told) == 5
    fact = tallies_told[0]
    assert (fact.municipality, fact.when.month, fact.when.half_year) == ("0583", "2026-11", "2026-H2")
    assert fact.outcomes == {"ongoing"}
    assert not fact.in_company


def test_an_answer_heard_by_someone_else_is_told_apart():
    team = new_team()
    for _ in range(5):
        team.count(answered("threat", company=Company.NOT_ALONE))

    with opened(team.organisation.pk, by=team.worker.actor):
        assert all(fact.in_company for fact in facts.tallies())


def test_what_is_left_of_a_quarter_is_told_for_the_quarter_and_of_several_units_for_the_whole():
    team = new_team()
    second = new_unit(team.organisation, "Ungdomsteamet", municipality="0584")
    for day, unit, number in ((date(2026, 8, 10), team.unit, 3), (date(2026, 9, 10), second, 2)):
        for _ in range(number):
            team.count(answered("economic", month=Month.of(day)), unit=unit, on=day)
    with opened(team.organisation.pk, by=team.worker.actor):
        days.close(on=date(2026, 10, 31))
        assert not list(facts.tallies())
        days.close(on=date(2026, 11, 1))
        told = list(facts.tallies())

    assert len(told) == 5
    assert {(fact.unit, fact.when.quarter, fact.when.month) for fact in told} == {(None, "2026-Q3", "")}


def test_the_months_of_a_unit_tell_only_what_was_let_go():
    team = new_team()
    for _ in range(7):
        team.count(answered())

    with opened(team.organisation.pk, by=team.worker.actor):
        (mine,) = month_counts(by=team.worker.actor, months=(THIS_MONTH,))

    assert mine.months[0].released == 5


def test_coverage_tells_who_was_asked_by_gender():
    team = new_team()
    for counted in (answered(), answered("used"), declined(), declined(), not_asked()):
        team.count(counted)

    with opened(team.organisation.pk, by=team.worker.actor):
        women, men, *_ = coverage(by=team.worker.actor, months=(THIS_MONTH,))

    assert (women.met, women.asked, women.share) == (3, 2, 2 / 3)
    assert (men.met, men.asked, men.declined) == (2, 2, 2)


def test_the_audit_learns_a_number_a_day_and_nothing_before_the_day_is_over():
    team = new_team()
    for _ in range(3):
        team.count(answered("threat"))
    counted = Entry.objects.filter(action=Action.ASKINGS_COUNTED)
    assert not counted.exists()

    with opened(team.organisation.pk, by=team.worker.actor):
        assert days.close(on=TODAY) == 0
        assert days.close(on=date(2026, 11, 23)) == 1
        assert days.close(on=date(2026, 11, 23)) == 0

    entry = counted.get()
    assert entry.details == {"count": 3, "day": "2026-11-22"}
    assert (entry.role, entry.about) == ("system", str(team.unit.pk))


def test_many_are_counted_at_once_all_or_none():
    team = new_team()
    many = [answered("threat", month=Month(2024, month)) for month in range(1, 13) for _ in range(6)]

    with opened(team.organisation.pk, by=team.worker.actor):
        count_many = partial(
            askings.count_many,
            by=team.worker.actor,
            unit=team.unit.pk,
            questionnaire=questionnaire_in_use("violence_questions"),
            on=TODAY,
        )
        with pytest.raises(CountRefused):
            count_many(counted=[*many, answered("ongoing")])
        assert not list(facts.askings())
        count_many(counted=many)
        assert len(list(facts.askings())) == 72

    assert Entry.objects.get(action=Action.ASKINGS_COUNTED).details["count"] == 72
