"""What is asked about a case. No name, number or address, and nowhere to write freely about a person."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from samfrid.apps.cases import vocabulary as codes
from samfrid.apps.cases.draft import CaseDraft
from samfrid.apps.cases.geographies import SWEDEN, place_label
from samfrid.apps.cases.models import Case, Intervention
from samfrid.domain.places import municipalities
from samfrid.domain.wording import Text
from samfrid.foundation.organisations.models import Unit
from samfrid.ui.forms import Checkboxes, DateInput, PlainForm, Radios
from samfrid.ui.words import said, say

_NOT_STATED = say("Inte angiven", "Not stated")


def choices(words: Mapping[str, Text]) -> list[tuple[str, Any]]:
    """Codes with their words in the language of the page."""
    return [(str(code), say(text.sv, text.en)) for code, text in words.items()]


def place_choices(near: Sequence[str]) -> list[Any]:
    """Municipalities to choose from: those the organisation covers first, then all."""
    everywhere = [(one.code, one.short_name) for one in municipalities()]
    close = [pair for pair in everywhere if pair[0] in near]
    rest = [pair for pair in everywhere if pair[0] not in near]
    groups = [(say("Nära er", "Near you"), close), (say("Alla kommuner", "All municipalities"), rest)]
    return [("", _NOT_STATED), *[group for group in groups if group[1]]]


_KEPT = (
    "opened",
    "gender",
    "age_band",
    "place",
    "honour_context",
    "situation_before",
    "first_meeting",
    "support",
    "version",
)


class CaseForm(PlainForm):
    """The start of a case, and the same when it is changed."""

    unit = forms.ChoiceField(label=say("Enhet", "Unit"))
    intervention = forms.ChoiceField(label=say("Insats", "Intervention"), required=False)
    opened = forms.DateField(label=say("Öppnat", "Opened"), widget=DateInput())
    gender = forms.ChoiceField(
        label=say("Kön", "Gender"),
        help_text=say("Det personen själv säger.", "What the person says."),
        choices=choices(codes.GENDERS),
        widget=Radios,
    )
    age_band = forms.ChoiceField(
        label=say("Ålder när ärendet öppnas", "Age when the case is opened"),
        choices=choices(codes.AGE_BANDS),
        widget=Radios(two_columns=True),
    )
    place = forms.ChoiceField(
        label=say("Kommun där personen bor", "Municipality of residence"), required=False
    )
    honour_context = forms.ChoiceField(
        label=say("Finns en hederskontext?", "Is there a context of honour?"),
        help_text=say(
            "Flera kan utöva våldet, och familjen kontaktas aldrig utan att personen vill.",
            "Several may use violence, and the family is never contacted unless the person wishes.",
        ),
        choices=choices(codes.HONOUR),
        widget=Radios,
    )
    situation_before = forms.ChoiceField(
        label=say(
            "Hur är situationen, enligt personen själv?", "How is the situation, as the person sees it?"
        ),
        choices=choices(codes.SITUATIONS),
        widget=Radios,
        required=False,
    )
    first_meeting = forms.DateField(
        label=say("Första samtalet", "First meeting"), widget=DateInput(), required=False
    )
    support = forms.MultipleChoiceField(
        label=say("Stöd som ges", "Support given"),
        choices=choices(codes.SUPPORT_KINDS),
        widget=Checkboxes(two_columns=True),
        required=False,
    )
    reference = forms.CharField(
        label=say("Er egen beteckning", "Your own reference"),
        help_text=say(
            "Förseglas och syns bara för den som begär det. Aldrig personnummer eller namn.",
            "Sealed, and seen only by whoever asks for it. Never a personal number or a name.",
        ),
        max_length=60,
        required=False,
    )
    token = forms.UUIDField(widget=forms.HiddenInput(), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(
        self,
        *args: Any,
        units: Sequence[Unit],
        interventions: Sequence[Intervention],
        near: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("unit", [*([("", say("Välj", "Choose"))] if len(units) != 1 else []), *_named(units)])
        self._choose("intervention", [("", say("Ingen", "None")), *_named(interventions)])
        self._choose("place", place_choices(near))

    def _choose(self, name: str, options: Sequence[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = options

    def hold_place(self, case: Case) -> None:
        """Leave a case from abroad where it is."""
        if case.geography != SWEDEN:
            self._choose("place", [(case.place, said(place_label(case.geography, case.place)))])

    def draft(self, base: CaseDraft | None = None) -> CaseDraft:
        """What the form says, on top of what the case said before."""
        said_now = self.cleaned_data
        written = {
            "gender": said_now["gender"],
            "age_band": said_now["age_band"],
            "place": said_now["place"],
            "honour_context": said_now["honour_context"],
            "opened": said_now["opened"],
            "first_meeting": said_now["first_meeting"],
            "situation_before": said_now["situation_before"],
            "support": tuple(said_now["support"]),
            "unit": uuid.UUID(said_now["unit"]),
            "intervention": uuid.UUID(said_now["intervention"]) if said_now["intervention"] else None,
        }
        return replace(base, **written) if base else CaseDraft(**written)


def _named(rows: Sequence[Unit] | Sequence[Intervention]) -> list[tuple[str, str]]:
    return [(str(row.pk), row.name) for row in rows]


def values_of(case: Case) -> dict[str, object]:
    """What a form about a case opens with."""
    return {
        **{name: getattr(case, name) for name in _KEPT},
        "unit": str(case.unit_id or ""),
        "intervention": str(case.intervention_id or ""),
    }


class FollowUpForm(PlainForm):
    """A follow-up while the support goes on."""

    on = forms.DateField(label=say("Dag", "Day"), widget=DateInput())
    situation = forms.ChoiceField(
        label=say(
            "Hur är situationen nu, enligt personen själv?",
            "How is the situation now, as the person sees it?",
        ),
        choices=choices(codes.SITUATIONS),
        widget=Radios,
        required=False,
    )
    support = forms.MultipleChoiceField(
        label=say("Stöd som har börjat sedan sist", "Support that has begun since last time"),
        choices=choices(codes.SUPPORT_KINDS),
        widget=Checkboxes(two_columns=True),
        required=False,
    )
    token = forms.UUIDField(widget=forms.HiddenInput())


class CloseForm(PlainForm):
    """The end of a case."""

    closed = forms.DateField(label=say("Sista dagen", "Last day"), widget=DateInput())
    closure_reason = forms.ChoiceField(
        label=say("Varför avslutas ärendet?", "Why is the case closed?"),
        choices=choices(codes.CLOSURE_REASONS),
        widget=Radios,
    )
    situation_after = forms.ChoiceField(
        label=say(
            "Hur är situationen nu, enligt personen själv?",
            "How is the situation now, as the person sees it?",
        ),
        choices=choices(codes.SITUATIONS),
        widget=Radios,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput())


class InterventionForm(PlainForm):
    """One intervention."""

    name = forms.CharField(label=say("Namn", "Name"), max_length=120)
    kind = forms.ChoiceField(label=say("Slags stöd", "Kind of support"), choices=choices(codes.SUPPORT_KINDS))
    reach = forms.ChoiceField(
        label=say("Riktar sig till", "Directed at"),
        choices=choices(codes.REACHES),
        widget=Radios(
            descriptions={
                codes.Reach.INDIVIDUAL: say("Stöd till personer", "Support for persons"),
                codes.Reach.STRUCTURAL: say("Ändrar hur verksamheter arbetar", "Changes how services work"),
            }
        ),
    )
    unit = forms.ChoiceField(label=say("Enhet", "Unit"))
    municipality = forms.ChoiceField(label=say("Kommun", "Municipality"))
    active_from = forms.DateField(label=say("Första dagen", "First day"), widget=DateInput())
    active_to = forms.DateField(label=say("Sista dagen", "Last day"), widget=DateInput(), required=False)

    def __init__(self, *args: Any, units: Sequence[Unit], near: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (("unit", _named(units)), ("municipality", place_choices(near)[1:])):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", say("Välj", "Choose")), *options]


class FindForm(PlainForm):
    """Find one case by its label or the unit's own reference. Sent in the body, never in an address."""

    words = forms.CharField(label=say("Ärende eller egen beteckning", "Case or own reference"), max_length=60)


def word(codes_of: Mapping[str, Text], code: str) -> str:
    """What a code is called, in the language of the page; nothing for a blank."""
    return said(codes_of[code]) if code in codes_of else ""
