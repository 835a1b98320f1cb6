"""What one may rely on about places: all are there, under their own kind, however they are spelled."""

from __future__ import annotations

import csv
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.domain import places
from samfrid.domain.wording import Language

CODES = [one.code for one in places.municipalities()]
municipality_of_today = st.sampled_from(places.municipalities())


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_all_municipalities_counties_and_regions_are_there() -> None:
    assert len(CODES) == len(set(CODES)) == 290
    assert len(places.counties()) == 21
    assert len(places.regions()) == 21
    assert {one.county_code for one in places.municipalities()} == {one.code for one in places.counties()}
    assert {one.county_code for one in places.regions()} == {one.code for one in places.counties()}


def test_names_and_codes_are_those_of_the_shared_tables(outside_data: Path) -> None:
    rows = table(outside_data / "reference/municipality_county.csv")

    assert len(rows) == 290
    for row in rows:
        one = places.municipality(row["municipality_code"])
        assert (one.name, one.short_name) == (row["municipality_name"], row["municipality_name_short"])
        assert places.county(one.county_code).name == row["county_name"]


def test_every_spelling_of_the_shared_table_finds_its_municipality(outside_data: Path) -> None:
    rows = table(outside_data / "reference/municipality_name_dialects.csv")
    # One code in another register serves both Hebys: it means the one of today.
    of_both = {"8556", "Q516308"}

    assert len(rows) == 293
    for row in rows:
        spellings = {value for key, value in row.items() if value and key != "description"}
        for spelling in spellings - of_both:
            assert places.find_municipality(spelling).code == row["dialect:skatteverket"], spelling
    assert {places.find_municipality(word).code for word in of_both} == {"0331"}


def test_every_spelling_of_the_shared_table_finds_its_county(outside_data: Path) -> None:
    rows = table(outside_data / "reference/county_name_dialects.csv")

    assert len(rows) == 24
    for row in rows:
        spellings = {value for key, value in row.items() if value and key != "description"}
        if row["id"] == "Göteborgs och Bohus län":
            spellings -= {"14"}  # the code was given again, to Västra Götaland
        for spelling in spellings:
            assert places.find_county(spelling).name == row["id"], spelling


def test_every_unit_of_kolada_is_found(outside_data: Path) -> None:
    for unit in table(outside_data / "reference/kolada_units.csv"):
        if unit["type"] == "K":
            assert places.find_municipality(unit["title"]).code == unit["id"]
        elif unit["id"] != "0000":
            assert places.find_region(unit["title"]).code == unit["id"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Stockholm", "0180"),
        ("Stockholms stad", "0180"),
        ("upplands-väsby", "0114"),
        ("UPPLANDS VÄSBY KOMMUN", "0114"),
        ("Upplands Bro ", "0139"),
        ("Malung-Sälen", "2023"),
        ("Malung", "2023"),
        ("Botkyrka ", "0127"),
        ("114", "0114"),
        ("114.0", "0114"),
        ("1440 Ale kommun", "1440"),
        ("Goteborg", "1480"),
        ("Goeteborgs stad", "1480"),
        ("Göteborgs", "1480"),
        ("Falu kommun", "2080"),
        ("Region Gotland", "0980"),
        ("Habo", "0643"),
        ("HÅBO", "0305"),
        ("Heby", "0331"),
        ("Heby före 2007", "1917"),
        ("Alvkarleby", "0319"),
        ("Ha\u030abo", "0305"),
    ],
)
def test_a_municipality_is_found_as_people_write_it(text: str, code: str) -> None:
    assert places.find_municipality(text).code == code


@given(municipality_of_today, st.sampled_from(["{}", "{} kommun", "  {}\u00a0", "{}*"]), st.booleans())
def test_a_name_is_always_found_whatever_its_case_and_blanks(
    one: places.Municipality, pattern: str, upper: bool
) -> None:
    text = pattern.format(one.short_name)

    assert places.find_municipality(text.upper() if upper else text) == one


def test_stockholm_is_three_places() -> None:
    assert places.find_municipality("Stockholm").code == "0180"
    assert places.find_county("Stockholm").code == "01"
    assert places.find_region("Stockholm").code == "0001"


@pytest.mark.parametrize("text", ["Stockholms län", "Region Stockholm", "01"])
def test_a_county_or_region_is_never_taken_for_a_municipality(text: str) -> None:
    with pytest.raises(places.UnknownPlace, match="Here a municipality is expected"):
        places.find_municipality(text)


def test_a_misspelling_gets_a_suggestion_and_is_not_repeated() -> None:
    with pytest.raises(places.UnknownPlace) as caught:
        places.find_municipality("Upsala")

    sentence = caught.value.into(Language.SWEDISH)
    assert "Menade du ”Uppsala”?" in sentence
    assert "Upsala" not in sentence


def test_a_code_that_contradicts_its_name_is_refused() -> None:
    with pytest.raises(places.UnknownPlace, match="not the same place"):
        places.find_municipality("1440 Alingsås")


@given(st.text(max_size=30))
def test_any_text_is_either_found_or_refused(text: str) -> None:
    for find in (places.find_municipality, places.find_county, places.find_region):
        with suppress(places.UnknownPlace):
            assert find(text).code


def test_what_is_known_of_history_shows_in_the_list_of_a_day() -> None:
    before = {one.code for one in places.municipalities(date(2006, 12, 31))}
    after = {one.code for one in places.municipalities(date(2007, 1, 1))}

    assert before - after == {"1917"}
    assert after - before == {"0331"}
    assert len(after) == 290
    assert "0330" not in {one.code for one in places.municipalities(date(2002, 12, 31))}
    assert "1229" not in before


def test_former_counties_end_when_their_successor_begins() -> None:
    assert {one.code for one in places.counties(date(2000, 1, 1))} == {one.code for one in places.counties()}
    assert places.county("14").name == "Västra Götalands län"
    assert places.find_county("Skaraborgs län").validity.last_day == date(1997, 12, 31)


def test_neighbours_are_always_mutual() -> None:
    for code in CODES:
        for neighbour in places.neighbours(code):
            assert code in {one.code for one in places.neighbours(neighbour.code)}
            assert neighbour.code != code
    assert {one.short_name for one in places.neighbours("0580")} >= {"Norrköping", "Motala", "Kinda"}
    assert places.neighbours("0980") == ()


def test_a_former_municipality_has_no_neighbours_to_tell() -> None:
    with pytest.raises(places.UnknownPlace):
        places.neighbours("1917")


def test_population_is_known_everywhere_and_adds_up() -> None:
    by_municipality = sum(places.population(code).persons for code in CODES)
    by_county = [places.population(one.code) for one in places.counties()]

    assert by_municipality == 10_230_185
    assert sum(one.persons for one in by_county) == by_municipality
    assert sum(one.women or 0 for one in by_county) == 5_087_747
    assert sum(one.men or 0 for one in by_county) == 5_142_438
    assert "2018" in by_county[0].source.sv


def test_similar_municipalities_are_seven_others() -> None:
    for code in CODES:
        similar = {one.code for one in places.similar_municipalities(code)}
        assert len(similar) == 7
        assert code not in similar


def test_swedish_letters_come_last() -> None:
    words = ["Örebro", "Åre", "Zorn", "Ängelholm", "Ale", "Idre", "Idé", "Upplands-Bro", "Upplands Väsby"]

    assert sorted(words, key=places.sort_key) == [
        "Ale",
        "Idé",
        "Idre",
        "Upplands-Bro",
        "Upplands Väsby",
        "Zorn",
        "Åre",
        "Ängelholm",
        "Örebro",
    ]
    assert places.municipalities()[-1].short_name == "Övertorneå"


@given(st.permutations(["Ale", "ale", "ALE", "Åre", "åre", "Åre "]))
def test_words_that_differ_never_sort_by_chance(words: list[str]) -> None:
    assert sorted(words, key=places.sort_key) == ["ALE", "Ale", "ale", "Åre", "Åre ", "åre"]


def test_importing_places_reads_no_file() -> None:
    code = (
        "import samfrid.domain.places.register as r, samfrid.domain.places;"
        "assert not r.all_municipalities.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
