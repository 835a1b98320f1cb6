"""The sheet with numbers: one page, a neutral title, 112 first, nothing that is not verified."""

from __future__ import annotations

import re
import uuid
from datetime import date

import pytest

from samfrid.adapters import pdf
from samfrid.apps.contacts.selectors import Way
from samfrid.apps.reports.contact_sheet import contact_sheet
from samfrid.domain.wording import Language, Text

TODAY = date(2026, 11, 22)
TELLING = re.compile(r"våld|kvinnofrid|violence|hot\b|abuse", re.IGNORECASE)


def way(name: str, municipality: str = "") -> Way:
    return Way(
        id=uuid.uuid4(),
        name=Text.same(name),
        for_whom=Text("För alla i hela kommunen, dygnet runt.", "For everybody, day and night."),
        phone="040-628 04 12",
        web="",
        hours=Text("kvällar, nätter och helger", "evenings, nights, week-ends"),
        cost=Text("", ""),
        traces=Text("", ""),
        languages=Text("", ""),
        municipality=municipality,
        verified_on=date(2026, 11, 2),
        verified_by="Kinda",
    )


@pytest.mark.parametrize("language", Language)
def test_title_and_headings_say_nothing_of_what_the_sheet_is_about(language):
    sheet = contact_sheet(Text.same("Kinda"), [way("Jouren", "0513")], language, today=TODAY)

    said = [sheet.title, sheet.eyebrow, sheet.lead, sheet.source, *(part.heading for part in sheet.parts)]
    assert not [words for words in said if TELLING.search(words)]


def test_112_stands_before_everything_else():
    sheet = contact_sheet(Text.same("Kinda"), [], Language.SWEDISH, today=TODAY)

    assert next(sheet.parts[0].pieces()).numbers[0].value == "112"


def test_the_sheet_is_one_page_also_with_many_ways():
    ways = [way(f"Linje {n}") for n in range(9)] + [way(f"Lokal {n}", "0513") for n in range(5)]

    made = pdf.render(contact_sheet(Text.same("Kinda"), ways, Language.SWEDISH, today=TODAY, invented=True))

    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1
