"""Every component in every state, for those who look after the pages. Invented words and numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpResponse

from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.foundation.accounts.roles import Permission
from samfrid.ui.forms import Checkboxes, DateInput, PlainForm, Radios
from samfrid.ui.lists import Column, FilterForm, ListDesign, show_list
from samfrid.ui.words import say


class Example(PlainForm):
    """One field of each kind."""

    unit = forms.ChoiceField(
        label=say("Enhet", "Unit"),
        choices=[("", say("Välj", "Choose")), ("a", "Rehabteamet"), ("b", "Våldsteamet")],
    )
    name = forms.CharField(
        label=say("Namn på insatsen", "Name of the intervention"),
        help_text=say("Som ni säger till dagligdags.", "As you call it day to day."),
    )
    started = forms.DateField(label=say("Första dagen", "First day"), widget=DateInput())
    places = forms.IntegerField(label=say("Platser", "Places"), required=False)
    kind = forms.ChoiceField(
        label=say("Vad hände?", "What happened?"),
        help_text=say("Välj det som stämmer bäst.", "Choose what fits best."),
        choices=[
            ("asked", say("Fick frågan och svarade", "Was asked and answered")),
            ("declined", say("Fick frågan och tackade nej", "Was asked and declined")),
            ("not_asked", say("Fick inte frågan", "Was not asked")),
        ],
        widget=Radios(descriptions={"not_asked": say("Du väljer sedan varför.", "You then choose why.")}),
    )
    support = forms.MultipleChoiceField(
        label=say("Stöd som gavs", "Support given"),
        choices=[
            ("talk", say("Samtal", "Counselling")),
            ("home", say("Boende", "Housing")),
            ("law", say("Juridiskt stöd", "Legal support")),
            ("money", say("Ekonomi", "Money")),
        ],
        widget=Checkboxes(two_columns=True),
    )
    note = forms.CharField(
        label=say("Till kollegerna", "To colleagues"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=say("Skriv inget om en person.", "Write nothing about a person."),
    )
    file = forms.FileField(label=say("Fil", "File"), help_text="XLSX, ODS, CSV")
    agreed = forms.BooleanField(label=say("Jag har kontrollerat uppgifterna", "I have checked this"))


@dataclass(frozen=True, slots=True)
class Team:
    """An invented row."""

    name: str
    municipality: str
    asked: int | None
    since: date


TEAMS = tuple(
    Team(name, municipality, asked, date(2021 + place % 5, 1 + place % 12, 1))
    for place, (name, municipality, asked) in enumerate(
        [
            ("Ängens stödteam", "Vadstena", 41),
            ("Rehabteamet", "Motala", 67),
            ("Öppna dörren", "Linköping", None),
            ("Mottagningen", "Kinda", 12),
            ("Ådalens insats", "Ydre", 1204),
            ("Boendestöd", "Mjölby", 23),
            ("Samtal för par", "Motala", 8),
        ]
    )
)


class TeamFilter(FilterForm):
    """Narrows by municipality."""

    municipality = forms.ChoiceField(
        label=say("Kommun", "Municipality"),
        choices=[
            ("", say("Alla", "All")),
            *((name, name) for name in sorted({team.municipality for team in TEAMS})),
        ],
    )

    def narrow(self, rows: Sequence[Team]) -> Sequence[Team]:
        chosen = self.cleaned_data.get("municipality")
        return [row for row in rows if not chosen or row.municipality == chosen]


TEAM_LIST: ListDesign[Team] = ListDesign(
    name="exempel",
    title=Text("Insatser", "Interventions"),
    columns=(
        Column(
            "namn",
            Text("Insats", "Intervention"),
            lambda team: team.name,
            sort=("name",),
            link=lambda team: "#",
        ),
        Column(
            "kommun", Text("Kommun", "Municipality"), lambda team: team.municipality, sort=("municipality",)
        ),
        Column(
            "fragade",
            Text("Fick frågan", "Were asked"),
            lambda team: team.asked,
            sort=("asked",),
            is_number=True,
        ),
        Column("sedan", Text("Sedan", "Since"), lambda team: team.since, sort=("since",)),
    ),
    order="namn",
    page_size=5,
    filters=TeamFilter,
)


@staff_view(Permission.ORGANISATION_EDIT)
def components(request: StaffRequest) -> HttpResponse:
    """Show them all; the form comes back as it looks with everything wrong."""
    wrong = Example({"name": "Våldsteamet", "places": "många", "support": ["talk"], "started": "i går"}, {})
    context = {"clean": Example(prefix="clean"), "wrong": wrong}
    return show_list(
        request, "staff/components.html", TEAM_LIST, TEAMS, saved=lambda _rows: None, context=context
    )
