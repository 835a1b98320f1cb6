"""What is asked when a file is read in and a period delivered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from samfrid.apps.cases.geographies import GEOGRAPHIES
from samfrid.apps.intake.formats import FORMATS
from samfrid.domain.periods import HalfYear
from samfrid.foundation.organisations.models import Unit
from samfrid.ui.forms import PlainForm, Radios
from samfrid.ui.words import said, say


class UploadForm(PlainForm):
    """A file, and what kind it is."""

    file = forms.FileField(
        label=say("Fil", "File"), help_text=say("XLSX, XLS, ODS, CSV eller Parquet, högst 50 MB.",
                                                "XLSX, XLS, ODS, CSV or Parquet, at most 50 MB."),
        max_length=200,
    )  # fmt: skip
    format = forms.ChoiceField(label=say("Vad är det för fil?", "What kind of file is it?"), widget=Radios)
    token = forms.UUIDField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["format"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.code, said(one.name)) for one in FORMATS.values()]
            field.widget.descriptions = {one.code: said(one.about) for one in FORMATS.values()}


class SheetForm(PlainForm):
    """Which sheet, and which row holds the headings."""

    sheet = forms.ChoiceField(label=say("Blad", "Sheet"), widget=Radios, required=False)
    header_row = forms.IntegerField(
        label=say("Rubrikernas rad", "Row of the headings"),
        help_text=say("Räknat från 1, som i filen.", "Counted from 1, as in the file."),
        min_value=1,
    )

    def __init__(self, *args: Any, sheets: Sequence[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sheet"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one["name"], one["name"] or said_one_sheet()) for one in sheets]


def said_one_sheet() -> str:
    """What the only sheet of a text file is called."""
    return str(say("Hela filen", "The whole file"))


class ColumnsForm(PlainForm):
    """What holds for the file as a whole; the fields themselves are asked for one by one beside it."""

    geography = forms.ChoiceField(
        label=say("Platserna är", "The places are"),
        choices=[(one.code, say(one.name.sv, one.name.en)) for one in GEOGRAPHIES.values()],
    )
    unit = forms.ChoiceField(
        label=say("Enhet för alla rader", "Unit of all rows"),
        help_text=say("Om ingen kolumn säger det.", "If no column tells."),
        required=False,
    )
    date_order = forms.ChoiceField(
        label=say("Dagar med bara siffror, som 03/04/2026", "Days in figures only, such as 03/04/2026"),
        choices=[
            ("", say("Finns inte i filen", "Are not in the file")),
            ("dmy", say("Dagen står först", "The day comes first")),
            ("mdy", say("Månaden står först", "The month comes first")),
        ],
        required=False,
    )
    profile = forms.CharField(
        label=say("Spara som profil", "Keep as a profile"),
        help_text=say(
            "Skriv ett namn, så läses nästa fil med samma kolumner på samma sätt.",
            "Write a name, and the next file with the same columns is read the same way.",
        ),
        max_length=80,
        required=False,
    )

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", say("Ingen", "None")), *[(unit.name, unit.name) for unit in units]]


class DeliverForm(PlainForm):
    """That an owner has seen what is missing, and stands for the period."""

    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)
    period = forms.CharField(widget=forms.HiddenInput(), max_length=7)
    agreed = forms.BooleanField(
        label=say("Jag har sett vad som saknas, och lämnar perioden som den är",
                  "I have seen what is missing, and deliver the period as it is")
    )  # fmt: skip


class PeriodForm(PlainForm):
    """Which half-year is looked at."""

    period = forms.ChoiceField(label=say("Period", "Period"))

    def __init__(self, *args: Any, periods: Sequence[HalfYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.code, said(one.label).capitalize()) for one in periods]
