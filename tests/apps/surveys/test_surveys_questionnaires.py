"""An organisation asks by its own words too; a version in use never changes its meaning."""

from __future__ import annotations

from importlib.resources import files

import pytest
from surveys_people import Team, answered, new_team

from people import new_person
from samfrid.apps.surveys import facts
from samfrid.apps.surveys.errors import CountRefused
from samfrid.apps.surveys.selectors import (
    VIOLENCE_QUESTIONS,
    next_steps,
    questionnaire_in_use,
    questionnaire_of,
)
from samfrid.apps.surveys.services import next_steps as steps_service
from samfrid.apps.surveys.services import questionnaires
from samfrid.domain.questionnaires import DefinitionRefused, Questionnaire, UnknownQuestionnaire
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db

SHIPPED = (files("samfrid.domain.questionnaires") / "definitions" / "violence_questions.toml").read_text(
    "utf-8"
)
OWN = SHIPPED.replace("version = 1", "version = 7", 1).replace("Några frågor", "Våra frågor")


def adopt(team: Team, source: str) -> Questionnaire:
    leader = new_person(team.organisation, Role.DEVELOPMENT_LEADER)
    with opened(team.organisation.pk, by=leader.actor):
        return questionnaires.adopt(by=leader.actor, source=source.encode())


def in_use(team: Team) -> Questionnaire:
    with opened(team.organisation.pk, by=team.worker.actor):
        return questionnaire_in_use(VIOLENCE_QUESTIONS)


def test_an_organisation_asks_by_its_own_version_and_the_stranger_by_ours():
    team, charlie = new_team(), new_team()

    adopt(team, OWN)

    assert (in_use(team).version, in_use(team).heading.text.sv) == (7, "Våra frågor")
    assert in_use(charlie).version == 1
    assert Entry.objects.get(action=Action.QUESTIONNAIRE_ADOPTED).details == {
        "questionnaire": "violence_questions@7"
    }


def test_what_was_counted_by_an_earlier_version_keeps_its_meaning():
    team = new_team()
    for _ in range(5):
        team.count(answered("threat"))
    adopt(team, OWN)
    for _ in range(5):
        team.count(answered("threat", "ongoing"))

    with opened(team.organisation.pk, by=team.worker.actor):
        told = {(fact.questionnaire, *fact.outcomes) for fact in facts.tallies()}
        with pytest.raises(UnknownQuestionnaire):
            questionnaire_of("violence_questions@3")
    assert told == {("violence_questions@1", "earlier"), ("violence_questions@7", "ongoing")}


def test_the_words_of_a_version_never_change():
    team = new_team()
    adopt(team, OWN)

    with pytest.raises(CountRefused):
        adopt(team, OWN.replace("Våra frågor", "Nya frågor"))
    with pytest.raises(CountRefused):
        adopt(team, SHIPPED.replace("Några frågor", "Våra frågor"))

    assert in_use(team).heading.text.sv == "Våra frågor"
    assert adopt(team, OWN).version == 7
    assert adopt(team, SHIPPED).version == in_use(team).version == 1


def test_a_faulty_definition_is_not_adopted():
    team = new_team()

    with pytest.raises(DefinitionRefused):
        adopt(team, OWN.replace('none_of = ["ongoing"]', 'none_of = ["nothing"]'))

    assert in_use(team).version == 1


def test_who_only_asks_may_change_neither_questions_nor_steps():
    team = new_team()

    with opened(team.organisation.pk, by=team.worker.actor):
        with pytest.raises(NotAllowed):
            questionnaires.adopt(by=team.worker.actor, source=OWN.encode())
        with pytest.raises(NotAllowed):
            steps_service.write(
                by=team.worker.actor, questionnaire=in_use(team), outcome="none", swedish="x", english=""
            )


def test_every_outcome_has_steps_from_the_start_in_both_languages():
    team = new_team()

    with opened(team.organisation.pk, by=team.worker.actor):
        found = next_steps(questionnaire_in_use(VIOLENCE_QUESTIONS))

    assert [one.outcome for one in found] == ["ongoing", "earlier", "used", "witnessed", "none", "declined"]
    assert all(one.steps and not one.is_own for one in found)
    assert all(step.sv and step.en for one in found for step in one.steps)


@pytest.mark.parametrize(
    ("outcome", "swedish"), [("unheard_of", "Steg"), ("none", "  \n "), ("none", "x" * 4001)]
)
def test_steps_for_nothing_of_nothing_or_without_end_are_refused(outcome, swedish):
    team = new_team()
    leader = new_person(team.organisation, Role.DEVELOPMENT_LEADER)

    with opened(team.organisation.pk, by=leader.actor), pytest.raises(CountRefused):
        steps_service.write(
            by=leader.actor,
            questionnaire=questionnaire_in_use(VIOLENCE_QUESTIONS),
            outcome=outcome,
            swedish=swedish,
            english="",
        )
