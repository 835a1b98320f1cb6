"""What one may rely on about the glossary: a word has one name in code, and the page says the same."""

from __future__ import annotations

import keyword
import re
import runpy
from pathlib import Path

import pytest

from samfrid.domain import terms

ROOT = Path(__file__).parents[3]


def test_every_swedish_word_stands_once_and_every_name_can_be_code() -> None:
    words = [term.swedish for term in terms.all()]

    assert len(set(words)) == len(words)
    for term in terms.all():
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", term.code_name), term
        assert term.english
        assert term.source
        assert not keyword.iskeyword(term.code_name) or term.code_name == "break"


def test_every_word_leads_to_its_name_and_back() -> None:
    for term in terms.all():
        assert terms.code_name(term.swedish) == term.code_name
        assert terms.code_name(terms.swedish(term.code_name)) == term.code_name


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("samordningsförbund", "coordination_association"),
        ("frågor om våld", "violence_questions"),
        ("FOV", "violence_questions"),
        ("Våldsutsatt", "exposed_person"),
        ("SUV", "systematic_follow_up"),
        ("länsstyrelse", "county_board"),
        ("familj", "family"),
        ("primär", "primary"),
        ("täljare", "numerator"),
        ("kan vara slump", "chance"),
    ],
)
def test_the_words_of_the_field_are_there(word: str, name: str) -> None:
    assert terms.code_name(word) == name


def test_municipality_county_and_region_are_three_words() -> None:
    assert len({terms.code_name(word) for word in ("kommun", "län", "region")}) == 3


def test_an_unknown_word_gets_a_suggestion() -> None:
    with pytest.raises(terms.UnknownTerm, match="Did you mean “nämnare”"):
        terms.code_name("nämnaren")
    with pytest.raises(terms.UnknownTerm, match="Did you mean “numerator”"):
        terms.swedish("numeratr")


def test_the_glossary_page_is_up_to_date() -> None:
    written = runpy.run_path(str(ROOT / "tools/write_glossary.py"))["glossary"]()

    assert (ROOT / "GLOSSARY.md").read_text(encoding="utf-8") == written
