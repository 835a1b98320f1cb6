"""Forms of asking. They read what was filled in; whether it holds is decided by the services."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from django import forms

from samfrid.apps.surveys.codes import (
    AGE_BANDS,
    COMPANIES,
    GENDERS,
    HAPPENED,
    REASONS,
    AgeBand,
    Company,
    Gender,
    Happened,
    Reason,
)
from samfrid.apps.surveys.counted import SAY_COMPANY, SAY_REASON, Counted
from samfrid.apps.surveys.services import invitations, once
from samfrid.domain.periods import Month
from samfrid.domain.questionnaires import Questionnaire
from samfrid.domain.wording import Text
from samfrid.foundation.organisations.models import Unit
from samfrid.ui.forms import Checkboxes, PlainForm, Radios
from samfrid.ui.words import said, say

Choices = list[tuple[str, str]]


def choices_of(words: Mapping[Any, Text]) -> Choices:
    """Codes with their words, in the language of the page."""
    return [(str(code.value), said(text)) for code, text in words.items()]


class UnitForm(PlainForm):
    """A form about one of the person's units; where there is only one, it is chosen already."""

    unit = forms.ChoiceField(label=say("Enhet", "Unit"))
    token = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(unit.pk), unit.name) for unit in units]
        if len(units) != 1:
            choices.insert(0, ("", said(Text("Välj enhet", "Choose a unit"))))
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]
        self.fields["token"].initial = once.new_token()

    @property
    def chosen_unit(self) -> uuid.UUID:
        """The unit that was chosen."""
        return uuid.UUID(self.cleaned_data["unit"])


class TallyForm(UnitForm):
    """One asking, as fast as it can be told."""

    month = forms.ChoiceField(label=say("Månad", "Month"))
    gender = forms.ChoiceField(
        label=say("Kön", "Gender"),
        help_text=say("Det personen själv uppger.", "What the person says."),
        widget=Radios(two_columns=True),
    )
    age_band = forms.ChoiceField(label=say("Ålder", "Age"), widget=Radios(two_columns=True))
    happened = forms.ChoiceField(label=say("Vad hände?", "What happened?"), widget=Radios())
    reason = forms.ChoiceField(
        label=say("Varför ställdes inte frågan?", "Why was the question not asked?"),
        widget=Radios(),
        required=False,
    )
    company = forms.ChoiceField(
        label=say("Var ni ensamma?", "Were you alone?"),
        help_text=say("Barn över två år och anhöriga räknas.", "Children over two and relatives count."),
        widget=Radios(),
        required=False,
    )
    marks = forms.MultipleChoiceField(
        label=say("Vad svarade personen ja på?", "What did the person say yes to?"),
        widget=Checkboxes(two_columns=True),
        required=False,
    )

    def __init__(
        self, *args: Any, questionnaire: Questionnaire, months: Sequence[Month], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        words: dict[str, Choices] = {
            "month": [(month.code, said(month.label).capitalize()) for month in months],
            "gender": choices_of(GENDERS),
            "age_band": choices_of(AGE_BANDS),
            "happened": choices_of(HAPPENED),
            "reason": choices_of(REASONS),
            "company": choices_of(COMPANIES),
            "marks": [(mark.code, said(mark.short.text)) for mark in questionnaire.marks],
        }
        for name, choices in words.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        own = "" if questionnaire.rights.validated else said(_OWN_WORDS)
        self.fields["marks"].help_text = said(_NO_TICK) + own
        self.order_fields(["unit", "month", "gender", "age_band", "happened", "reason", "company", "marks"])

    def clean(self) -> dict[str, Any]:
        """Say all that is missing at once, also what only some askings need."""
        data: dict[str, Any] = self.cleaned_data
        happened = data.get("happened")
        if happened == Happened.NOT_ASKED and not data.get("reason"):
            self.add_error("reason", said(SAY_REASON))
        elif happened and happened != Happened.NOT_ASKED and not data.get("company"):
            self.add_error("company", said(SAY_COMPANY))
        return data

    def counted(self) -> Counted:
        """What was filled in. What doesn't concern what happened is left out, unless it contradicts it."""
        data = self.cleaned_data
        happened = Happened(data["happened"])
        asked = happened is not Happened.NOT_ASKED
        return Counted(
            month=Month(*map(int, data["month"].split("-"))),
            gender=Gender(data["gender"]),
            age_band=AgeBand(data["age_band"]),
            happened=happened,
            reason=_code(Reason, data["reason"]) if not asked else None,
            company=_code(Company, data["company"]) if asked else None,
            marks=frozenset(data["marks"]),
        )


_NO_TICK = Text("Inget kryss betyder nej på allt.", "No tick means no to everything.")
_OWN_WORDS = Text(" Egna ord, inte det prövade formuläret.", " Our own words, not the validated wording.")


def _code(codes: type[Any], given: str) -> Any:
    return codes(given) if given else None


class HandedOver(StrEnum):
    """What can be answered on the device."""

    VIOLENCE_QUESTIONS = "violence_questions"
    USER_SURVEY = "user_survey"


_ASKED = {
    HandedOver.VIOLENCE_QUESTIONS: Text("Frågor om våld", "Questions about violence"),
    HandedOver.USER_SURVEY: Text("Brukarenkäten", "The user survey"),
}


class HandOverForm(UnitForm):
    """Whom the device is handed to is never told; only that they are alone."""

    questionnaire = forms.ChoiceField(
        label=say("Vad ska besvaras?", "What is to be answered?"), widget=Radios()
    )
    company = forms.ChoiceField(label=say("Är ni ensamma?", "Are you alone?"), widget=Radios())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questionnaire"].choices = choices_of(_ASKED)  # type: ignore[attr-defined]
        self.fields["company"].choices = choices_of(COMPANIES)  # type: ignore[attr-defined]


class CodesForm(UnitForm):
    """How many codes, and how long they work."""

    number = forms.IntegerField(
        label=say("Antal koder", "Number of codes"),
        initial=10,
    )
    days = forms.IntegerField(
        label=say("Dagar de fungerar", "Days they work"),
        initial=30,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = invitations.MOST_AT_ONCE
        self.fields["number"].help_text = said(
            Text(f"En för varje person, högst {most}.", f"One for each person, at most {most}.")
        )


class StepsForm(PlainForm):
    """A line for each step, in both languages."""

    swedish = forms.CharField(
        label=say("Steg på svenska", "Steps in Swedish"),
        help_text=say("Ett steg på varje rad. Skriv till kollegan.", "One step on each line."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    english = forms.CharField(
        label=say("Steg på engelska", "Steps in English"),
        help_text=say(
            "Samma ordning. En rad som saknas visas på svenska.",
            "The same order. A missing line is shown in Swedish.",
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
    )
