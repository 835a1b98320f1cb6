"""The accessibility statement: what is tested on every change, by which test, and what is known to fall short.

A line stands here only while its test does; a test of the house holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samfrid.domain.wording import Text


@dataclass(frozen=True, slots=True)
class Tested:
    """One promise to readers, and the test that fails when it is broken."""

    words: Text
    test: str


TESTED = (
    Tested(
        Text(
            "Öppna sidor prövas med axe mot WCAG 2.2, nivå A och AA, vid tre bredder, ljust och mörkt. "
            "Inget allvarligt fel släpps igenom, och inget rullar i sidled på en telefon.",
            "Public pages are tested with axe against WCAG 2.2, levels A and AA, at three widths, light and dark. "
            "No serious fault is let through, and nothing scrolls sideways on a telephone.",
        ),
        "tests/journeys/test_journeys_look.py::test_public_pages_can_be_read_by_everyone",
    ),
    Tested(
        Text(
            "Byggdelarna för dem som arbetar i samfrid prövas på samma sätt.",
            "The components for those who work in samfrid are tested in the same way.",
        ),
        "tests/journeys/test_journeys_look.py::test_staff_pages_can_be_used_by_everyone",
    ),
    Tested(
        Text("Sidorna fungerar utan skript.", "The pages work without script."),
        "tests/journeys/test_journeys_exit.py::test_without_script_the_exit_is_a_plain_link",
    ),
    Tested(
        Text(
            "Lämna sidan är det första man når från tangentbordet, och syns hur långt ner man än är.",
            "Leave this page is the first thing one reaches from the keyboard, and is seen however far down one is.",
        ),
        "tests/journeys/test_journeys_exit.py::test_the_exit_is_first_in_reach_and_always_in_sight",
    ),
    Tested(
        Text(
            "Formulär går att fylla i från tangentbordet. Fel sammanfattas överst och står vid fältet.",
            "Forms can be filled in from the keyboard. Errors are summed up on top and stand by the field.",
        ),
        "tests/journeys/test_journeys_form.py::test_a_form_can_be_corrected_from_the_keyboard",
    ),
    Tested(
        Text(
            "Den som har valt egna färger eller hög kontrast ser fortfarande kanter och knappar.",
            "Readers with their own colours or high contrast still see edges and buttons.",
        ),
        "tests/journeys/test_journeys_look.py::test_components_keep_their_edges_in_the_readers_own_colours",
    ),
    Tested(
        Text(
            "Varje sida har språk, titel, en väg förbi menyn och ett huvudinnehåll.",
            "Every page has a language, a title, a way past the menu and a main content.",
        ),
        "tests/architecture/test_arch_templates.py::test_a_page_has_language_title_way_past_the_menu_and_main",
    ),
)

FALLS_SHORT = (
    Text(
        "Ingen som använder skärmläsare, förstoring eller styr med rösten har prövat sidorna än.",
        "No one who uses a screen reader, magnification or voice control has tried the pages yet.",
    ),
    Text("Firefox och Safari har inte prövats.", "Firefox and Safari have not been tried."),
    Text(
        "Texterna finns inte på lättläst eller teckenspråk.",
        "The texts are not in easy Swedish or sign language.",
    ),
    Text(
        "Uppladdade dokument från andra kan sakna märkning för skärmläsare.",
        "Documents uploaded by others may lack the tags that screen readers need.",
    ),
)


def accessibility(request: HttpRequest) -> HttpResponse:
    """Tell what is tested, and where it falls short."""
    return render(request, "public/accessibility.html", {"tested": TESTED, "falls_short": FALLS_SHORT})
