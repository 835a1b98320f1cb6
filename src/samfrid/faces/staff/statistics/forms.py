"""What is asked when a release is prepared, returned or withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from samfrid.domain.measures.standard import FAMILIES
from samfrid.domain.periods import HalfYear
from samfrid.ui.forms import Checkboxes, PlainForm
from samfrid.ui.words import said, say


class PrepareForm(PlainForm):
    """Which half-years, and what to measure."""

    first = forms.ChoiceField(label=say("Från och med", "From"))
    last = forms.ChoiceField(label=say("Till och med", "To"))
    families = forms.MultipleChoiceField(
        label=say("Vad ska mätas?", "What should be measured?"), widget=Checkboxes
    )

    def __init__(self, *args: Any, half_years: Sequence[HalfYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "last"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(one.code, said(one.label).capitalize()) for one in half_years]
        chosen = self.fields["families"]
        if isinstance(chosen, forms.MultipleChoiceField):
            chosen.choices = [(family.name, said(family.topic)) for family in FAMILIES]
            chosen.initial = [family.name for family in FAMILIES]


class ReturnForm(PlainForm):
    """Why a draft goes back."""

    reason = forms.CharField(
        label=say("Vad behöver ändras?", "What needs to be changed?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class WithdrawForm(PlainForm):
    """The notice that stands where the figures stood."""

    notice_sv = forms.CharField(
        label=say("Meddelande på svenska", "Notice in Swedish"),
        help_text=say("Visas för alla som läser sidan.", "Shown to everyone who reads the page."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )
    notice_en = forms.CharField(
        label=say("Meddelande på engelska", "Notice in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )
