"""The form of a contact way, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django import forms

from samfrid.apps.contacts.models import ContactWay
from samfrid.apps.contacts.services.ways import Content
from samfrid.domain.places import municipality
from samfrid.ui.forms import DateInput, PlainForm
from samfrid.ui.words import say


class WayForm(PlainForm):
    """What a contact way says."""

    municipality = forms.ChoiceField(label=say("Plats", "Place"), required=False)
    name_sv = forms.CharField(label=say("Namn på svenska", "Name in Swedish"), max_length=120)
    name_en = forms.CharField(label=say("Namn på engelska", "Name in English"), max_length=120)
    for_whom_sv = forms.CharField(
        label=say("För vem, på svenska", "For whom, in Swedish"),
        max_length=300,
        help_text=say(
            "En eller två korta meningar, till den som söker stöd.",
            "One or two short sentences, to the person seeking support.",
        ),
    )
    for_whom_en = forms.CharField(label=say("För vem, på engelska", "For whom, in English"), max_length=300)
    phone = forms.CharField(
        label=say("Telefon", "Telephone"), max_length=24, required=False, help_text="020-80 80 80"
    )
    web = forms.CharField(
        label=say("Webbadress", "Web address"), max_length=300, required=False, help_text="https://"
    )
    hours_sv = forms.CharField(
        label=say("Öppet, i ord, på svenska", "Open, in words, in Swedish"),
        max_length=160,
        help_text=say("Till exempel: vardagar 8–16.30", "Such as: vardagar 8–16.30"),
    )
    hours_en = forms.CharField(
        label=say("Öppet, i ord, på engelska", "Open, in words, in English"), max_length=160
    )
    traces_sv = forms.CharField(
        label=say("Spår, på svenska", "Traces, in Swedish"),
        max_length=300,
        required=False,
        help_text=say(
            "Syns samtalet på räkningen eller i telefonens lista?",
            "Does the call show on the bill or in the phone's list?",
        ),
    )
    traces_en = forms.CharField(
        label=say("Spår, på engelska", "Traces, in English"), max_length=300, required=False
    )
    cost_sv = forms.CharField(
        label=say("Kostar, på svenska", "Cost, in Swedish"), max_length=160, required=False
    )
    cost_en = forms.CharField(
        label=say("Kostar, på engelska", "Cost, in English"), max_length=160, required=False
    )
    languages_sv = forms.CharField(
        label=say("Språk och tolk, på svenska", "Languages and interpreter, in Swedish"),
        max_length=200,
        required=False,
    )
    languages_en = forms.CharField(
        label=say("Språk och tolk, på engelska", "Languages and interpreter, in English"),
        max_length=200,
        required=False,
    )
    source = forms.CharField(
        label=say("Varifrån uppgifterna kommer", "Where the details come from"),
        max_length=400,
        required=False,
        help_text=say(
            "En webbsida eller en roll. Skriv ingens namn.", "A web page or a role. Write nobody's name."
        ),
    )
    position = forms.IntegerField(
        label=say("Ordning i listan", "Order in the list"),
        min_value=1,
        max_value=999,
        initial=100,
        help_text=say("Lägst tal står först.", "The lowest number stands first."),
    )

    def __init__(self, *args: Any, places: Sequence[str], whole_country: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, municipality(code).short_name) for code in places]
        if whole_country:
            choices.insert(0, ("", say("Hela landet", "The whole country")))
        field = self.fields["municipality"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
            field.required = not whole_country

    def content(self) -> Content:
        """What was written, as the service takes it."""
        names = {field.name for field in fields(Content)}
        return Content(**{name: value for name, value in self.cleaned_data.items() if name in names})


def written(way: ContactWay) -> dict[str, object]:
    """What a way says now, as the form shows it."""
    return {field.name: getattr(way, field.name) for field in fields(Content)}


class VerifyForm(PlainForm):
    """The check that makes a way public."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    tried = forms.BooleanField(
        label=say(
            "Jag har ringt eller på annat sätt kontrollerat att allt stämmer",
            "I have called, or checked in another way, that all of it is right",
        )
    )
    next_review = forms.DateField(
        label=say("Kontrolleras nästa gång", "Next review"),
        required=False,
        widget=DateInput(),
        help_text=say(
            "Från den dagen visas den inte längre. Tomt: om ett halvår.",
            "From that day it is no longer shown. Empty: in half a year.",
        ),
    )
