"""How forms are drawn and what they say: the design system's fields, errors in plain words, kinds of choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.renderers import TemplatesSetting

from samfrid.domain.wording import Refused
from samfrid.ui.words import said, say

_REQUIRED = say("Fyll i det här.", "Fill this in.")
_CHOOSE = say("Välj ett av alternativen.", "Choose one of the options.")
_CHOOSE_SOME = say("Välj minst ett av alternativen.", "Choose at least one of the options.")
_CHOOSE_FILE = say("Välj en fil.", "Choose a file.")
_TICK = say("Kryssa i rutan för att gå vidare.", "Tick the box to go on.")
_NOT_A_CHOICE = say(
    "Det alternativet finns inte längre. Välj ett annat.", "That option is gone. Choose another."
)
_A_DATE = say("Skriv ett datum som 2026-11-21.", "Write a date such as 2026-11-21.")
_A_NUMBER = say("Skriv ett tal med siffror.", "Write a number in digits.")


class Renderer(TemplatesSetting):
    """Draws each field by `ui/field.html` and each form by `ui/form.html`."""

    field_template_name = "ui/field.html"
    form_template_name = "ui/form.html"


class PlainForm(forms.Form):
    """A form that the server checks and that says in plain words what is missing, in the language of the page.

    The browser's own bubbles stay away: they come one at a time, and in the language of the browser.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self)

    def take(self, refused: Refused, *, about: Mapping[str, str] | None = None) -> None:
        """Show why a service refused: beside the field that each problem names, else above the form.

        `about`: the field of the form for a field of the problem, where the two are called differently.
        """
        for problem in refused.problems:
            field = (about or {}).get(problem.where.field, problem.where.field)
            self.add_error(field if field in self.fields else None, said(problem.what))


def speak_plainly(form: forms.BaseForm) -> None:
    """Say what is missing in plain words; a field that has a sentence of its own keeps it."""
    for field in form.fields.values():
        plain = _plain_messages(field)
        own = field.__class__.default_error_messages
        for code, words in plain.items():
            inherited = own.get(code, forms.Field.default_error_messages.get(code))
            if field.error_messages.get(code) == inherited:
                field.error_messages[code] = words


def _plain_messages(field: forms.Field) -> dict[str, Any]:
    match field:
        case forms.MultipleChoiceField():
            return {"required": _CHOOSE_SOME, "invalid_choice": _NOT_A_CHOICE}
        case forms.ModelMultipleChoiceField():
            return {
                "required": _CHOOSE_SOME,
                "invalid_choice": _NOT_A_CHOICE,
                "invalid_pk_value": _NOT_A_CHOICE,
            }
        case forms.ChoiceField() | forms.ModelChoiceField():
            return {"required": _CHOOSE, "invalid_choice": _NOT_A_CHOICE}
        case forms.BooleanField():
            return {"required": _TICK}
        case forms.FileField():
            return {"required": _CHOOSE_FILE, "missing": _CHOOSE_FILE}
        case forms.DateField():
            return {"required": _REQUIRED, "invalid": _A_DATE}
        case forms.IntegerField() | forms.DecimalField() | forms.FloatField():
            return {"required": _REQUIRED, "invalid": _A_NUMBER}
        case _:
            return {"required": _REQUIRED}


class _Described:
    """Choices that may carry a line of explanation each, in one column or two."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        descriptions: Mapping[str, str] | None = None,
        two_columns: bool = False,
    ) -> None:
        super().__init__(attrs, choices)  # type: ignore[call-arg]
        self.descriptions = dict(descriptions or {})
        self.two_columns = two_columns

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]
        context["widget"]["two_columns"] = self.two_columns
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        description = self.descriptions.get(str(value))
        if description:
            option["description"] = description
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_helptext"
        return option


class Radios(_Described, forms.RadioSelect):
    """One of a few."""


class Checkboxes(_Described, forms.CheckboxSelectMultiple):
    """Any of a few."""


class DateInput(forms.DateInput):
    """A day, chosen or written."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One thing to correct: where it stands in the page, and in words."""

    target: str
    label: str
    words: str

    def __str__(self) -> str:
        if not self.label:
            return self.words
        return f"{self.label} {self.words}" if self.label[-1] in "?:.!" else f"{self.label}: {self.words}"


def problems_of(form: forms.BaseForm | None) -> list[FormProblem]:
    """What is wrong in a form, in the order of its fields; what concerns it as a whole comes first."""
    if form is None or not form.is_bound:
        return []
    found = [FormProblem("", "", str(words)) for words in form.errors.get(NON_FIELD_ERRORS, [])]
    for bound in form:
        target = bound.auto_id if bound.use_fieldset else bound.id_for_label
        label = "" if bound.is_hidden else str(bound.label)
        found += [FormProblem("" if bound.is_hidden else target, label, str(words)) for words in bound.errors]
    return found
