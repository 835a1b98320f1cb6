"""What a form promises to who fills it in: plain words, tied to its fields, and nothing remembered."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django import forms
from django.utils.translation import override

from samfrid.domain.wording import Place, Problem, Refused, Text
from samfrid.ui.forms import Checkboxes, DateInput, PlainForm, Radios, problems_of


class Invitation(PlainForm):
    """One of most things."""

    unit = forms.ChoiceField(label="Enhet", choices=[("", "Välj"), ("a", "Rehabteamet")])
    happened = forms.ChoiceField(
        label="Vad hände?",
        help_text="Välj en.",
        choices=[("yes", "Fick frågan"), ("no", "Fick inte frågan")],
        widget=Radios(descriptions={"no": "Du väljer sedan varför."}),
    )
    support = forms.MultipleChoiceField(label="Stöd", choices=[("a", "Samtal")], widget=Checkboxes())
    day = forms.DateField(label="Dag", widget=DateInput(), required=False)
    places = forms.IntegerField(label="Platser", required=False, min_value=1)
    words = forms.CharField(label="Ord", widget=forms.Textarea, help_text="Inget om en person.")
    own = forms.CharField(label="Eget", error_messages={"required": "Skriv vad ni kallar det."})
    file = forms.FileField(label="Fil")


class Elements(HTMLParser):
    """Every element of a drawn form with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, name: str) -> list[dict[str, str]]:
        return [attrs for _, attrs in self.found if attrs.get("name") == name]

    def with_id(self, of: str) -> dict[str, str]:
        return next(attrs for _, attrs in self.found if attrs.get("id") == of)


@pytest.fixture
def empty() -> Invitation:
    return Invitation({}, {})


def test_what_is_missing_is_said_in_plain_words_in_the_order_of_the_fields(empty):
    assert [str(problem) for problem in problems_of(empty)] == [
        "Enhet: Välj ett av alternativen.",
        "Vad hände? Välj ett av alternativen.",
        "Stöd: Välj minst ett av alternativen.",
        "Ord: Fyll i det här.",
        "Eget: Skriv vad ni kallar det.",
        "Fil: Välj en fil.",
    ]


def test_errors_are_said_in_the_language_of_the_page(empty):
    with override("en"):
        assert str(problems_of(empty)[0]) == "Enhet: Choose one of the options."


def test_every_problem_leads_to_something_on_the_page(empty):
    page = Elements(str(empty))

    for problem in problems_of(empty):
        assert page.with_id(problem.target)


def test_description_and_error_are_tied_to_their_field(empty):
    page = Elements(str(empty))

    assert page.named("words")[0]["aria-describedby"].split() == ["id_words_helptext", "id_words_error"]
    assert page.named("words")[0]["aria-invalid"] == "true"
    assert page.with_id("id_happened")["aria-describedby"].split() == [
        "id_happened_helptext",
        "id_happened_error",
    ]
    assert all(page.with_id(f"id_{name}") for name in ("words_helptext", "words_error", "happened_error"))


def test_a_choice_may_carry_its_own_line(empty):
    page = Elements(str(empty))

    assert page.with_id("id_happened_1")["aria-describedby"] == "id_happened_1_helptext"
    assert "Du väljer sedan varför." in str(empty)


def test_browsers_are_asked_to_remember_nothing_and_to_check_nothing(empty):
    page = Elements(str(empty))

    for name in ("unit", "day", "places", "words", "own"):
        assert page.named(name)[0]["autocomplete"] == "off"
    assert page.named("words")[0]["spellcheck"] == "false"
    assert "required" not in page.named("words")[0]


def test_a_field_that_asks_for_a_password_may_say_so():
    class SignIn(PlainForm):
        password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))

    assert Elements(str(SignIn())).named("password")[0]["autocomplete"] == "current-password"


def test_a_number_written_wrong_comes_back_as_it_was_written():
    form = Invitation({"places": "många"}, {})

    drawn = Elements(str(form)).named("places")[0]

    assert drawn["value"] == "många"
    assert drawn["type"] == "text"
    assert "min" not in drawn


def test_what_may_be_left_empty_says_so():
    drawn = str(Invitation())

    assert drawn.count("(frivilligt)") == 2


def test_what_one_writes_is_never_markup():
    form = Invitation({"own": '"><script>alert(1)</script>', "unit": "<b>"}, {})

    assert "<script" not in str(form)
    assert "<b>" not in str(form)


def test_why_a_service_refused_stands_beside_the_field_it_names():
    form = Invitation({}, {})
    refused = Refused(
        Problem(Text("Månaden är låst.", "The month is locked."), Place(field="month")),
        Problem(Text("Enheten har stängt.", "The unit has closed."), Place(field="unit")),
        Problem(Text("Försök igen.", "Try again.")),
    )

    form.take(refused, about={"month": "day"})

    assert form.errors["day"] == ["Månaden är låst."]
    assert "Enheten har stängt." in form.errors["unit"]
    assert form.non_field_errors() == ["Försök igen."]
    assert str(problems_of(form)[0]) == "Försök igen."


def test_a_form_nobody_has_sent_has_no_problems():
    assert problems_of(Invitation()) == []
    assert problems_of(None) == []
    assert "sam-error-summary" not in str(Invitation())
