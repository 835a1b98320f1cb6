"""A personal number anywhere in a file stops the read, with its cell named and its digits told to nobody."""

from __future__ import annotations

import json
import time
import traceback
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from samfrid.adapters.spreadsheets import PersonalNumberFound, open_workbook, read_table
from samfrid.adapters.spreadsheets.personal_numbers import cells_with_personal_numbers, holds_personal_number
from samfrid.domain.wording import Language

# The Swedish Tax Agency's published test numbers belong to nobody.
TWELVE, TEN = "200001012384", "0001012384"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2043\u00ad"


def luhn(nine: str) -> str:
    total = 0
    for place, sign in enumerate(nine):
        doubled = int(sign) * (2 - place % 2)
        total += doubled // 10 + doubled % 10
    return str(-total % 10)


def coordination(twelve: str) -> str:
    moved = f"{twelve[:6]}{int(twelve[6:8]) + 60}{twelve[8:11]}"
    return moved + luhn(moved[2:])


@pytest.mark.parametrize(
    "text",
    [
        TWELVE,
        TEN,
        "20000101-2384",
        "000101-2384",
        "000101+2384",
        "20000101+2384",
        "000101 2384",
        "2000 0101 2384",
        "2000-01-01-2384",
        "2000-01-01 2384",
        "00 01 01 - 2384",
        "20 000101-2384",
        "2000.01.01.2384",
        coordination(TWELVE),
        coordination(TWELVE)[2:],
        "Personnr:200001012384.",
        "pnr000101-2384x",
        "barnet (20000101-2384) bor hos modern",
        "7 200001012384",
        "12,200001012384",
        "200001012384,200001012385",
        "２００００１０１－２３８４",
        "٢٠٠٠٠١٠١-٢٣٨٤",
        "2000\u200b0101\u200d2384",
        "\u202e20000101-2384\u202c",
        "20000101\u00a02384",
        "20000101\u202f\u20132384",
        "000101\n2384",
        "0\u03010\u03010101-2384",
        "000101\x002384",
    ],
)
def test_every_way_of_writing_the_number_is_found(text):
    assert holds_personal_number(text)


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_is_a_dash(dash):
    assert holds_personal_number(f"20000101{dash}2384")
    assert holds_personal_number(f"000101{dash}2384")


@pytest.mark.parametrize(
    "text",
    [
        "200001012385",  # the check digit is wrong
        "20000230-2380",  # no such day
        "20001301-2384",  # no such month
        "1200001012384",  # thirteen digits
        "2000010123841",
        "556036-0793",  # a company
        "0.8112189876",
        "37,00446077",
        "37.04135692",
        "2019-01-01 – 2019-12-31",
        "2019-01-01--2019-12-31",
        "20190101-20191231",
        "2020-01-31 12:00:00",
        "08-123 45 67",
        "",
        "-" * 30,
    ],
)
def test_ordinary_numbers_pass(text):
    assert not holds_personal_number(text)


def test_the_published_test_numbers_are_all_found(outside_data):
    lines = (outside_data / "messy/testpersonnummer_skatteverket_a.csv").read_text().split()[1:]

    assert len(lines) == 50
    assert cells_with_personal_numbers(lines) == list(range(50))
    assert cells_with_personal_numbers([line[2:] for line in lines]) == list(range(50))


def test_the_collected_forms_are_told_apart(outside_data):
    forms = json.loads((outside_data / "messy/personnummer_formats.json").read_text())["ssn"]["string"]

    assert all(map(holds_personal_number, forms["valid"]))
    assert not any(map(holds_personal_number, forms["invalid"]))


births = st.dates(date(1900, 1, 1), date(2030, 1, 1))


@given(
    births,
    st.integers(1, 999),
    st.sampled_from(["", "-", "+", " ", " - ", "\u2013", "\u200b", "\u00a0"]),
    st.booleans(),
    st.booleans(),
    st.text(alphabet="abcåäö ,;:()\n", max_size=8),
    st.text(alphabet="abcåäö ,;:()\n", max_size=8),
)
def test_no_valid_number_ever_passes(birth, serial, between, with_century, is_coordination, before, after):
    day = birth.day + 60 * is_coordination
    nine = f"{birth:%y%m}{day:02d}{serial:03d}"
    century = f"{birth.year // 100}" if with_century else ""
    number = f"{century}{nine[:6]}{between}{nine[6:]}{luhn(nine)}"

    assert cells_with_personal_numbers(["a", f"{before}{number}{after}", "b"]) == [1]


@pytest.mark.parametrize(
    "attack",
    [
        "1" * 50_000,
        "19" * 25_000,
        "19 " * 16_667,
        "-" * 50_000,
        "0." * 25_000,
        "2000-01-01 " * 4_545,
        "1\u200b" * 25_000,
        "٠١" * 25_000,
        "20000101-" * 5_555,
        "00 01 01 - " * 4_545,
        "\x1e" * 50_000,
    ],
)
def test_a_hostile_text_takes_a_tenth_of_a_second_at_most(attack):
    best = min(_seconds(attack) for _ in range(3))

    assert best < 0.1


def _seconds(text):
    start = time.process_time()
    cells_with_personal_numbers([text])
    return time.process_time() - start


def book(tmp_path: Path, plant) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Ärenden"
    for row in [["kön", "ålder", "kommun"], ["Kvinna", 34, "Lund"], ["Man", 41, "Kalmar"]]:
        sheet.append(row)
    made.create_sheet("Andra").append(["a", "b"])
    plant(made)
    path = tmp_path / "fil.xlsx"
    made.save(path)
    return path


def _put(name, value, sheet=0):
    def plant(made):
        made.worksheets[sheet][name] = value

    return plant


def _merge(made):
    made.worksheets[0]["B7"] = "Not: 000101-2384"
    made.worksheets[0].merge_cells("B7:C9")


def _comment(made):
    made.worksheets[0]["A1"].comment = Comment("avser 000101-2384", "x")


def _hide(made):
    made.worksheets[1]["C3"] = TWELVE
    made.worksheets[1].sheet_state = "veryHidden"


def _title(made):
    made.properties.title = "Ärende 000101-2384"


def _header(made):
    made.worksheets[0].oddHeader.center.text = "000101-2384"


def _formula(made):
    made.worksheets[0]["D2"] = '="000101-2384"'


@pytest.mark.parametrize(
    ("plant", "sheet", "cell"),
    [
        (_put("B1", "ålder 000101-2384"), "Ärenden", "B1"),
        (_put("C3", 200001012384), "Ärenden", "C3"),
        (_put("C3", 200001012384.0), "Ärenden", "C3"),
        (_put("B2", TWELVE, 1), "Andra", "B2"),
        (_put("A9", "Källa: samtal med 20000101-2384"), "Ärenden", "A9"),
        (_put("XA40", TEN), "Ärenden", "XA40"),
        (_merge, "Ärenden", "B7"),
        (_hide, "Andra", "C3"),
    ],
)
def test_the_cell_is_named_wherever_in_a_workbook_it_is(tmp_path, plant, sheet, cell):
    with pytest.raises(PersonalNumberFound) as refusal:
        read_table(book(tmp_path, plant))

    places = [problem.where for problem in refusal.value.problems]
    assert [(where.file, where.sheet, where.cell) for where in places] == [("fil.xlsx", sheet, cell)]


@pytest.mark.parametrize("plant", [_comment, _title, _header])
def test_a_number_outside_the_cells_stops_the_read_too(tmp_path, plant):
    with pytest.raises(PersonalNumberFound):
        open_workbook(book(tmp_path, plant))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/sharedStrings.xml", "<sst><si><t>kvar sedan förut: 000101-2384</t></si></sst>"),
        ("xl/sharedStrings.xml", "<sst><si><r><t>000101</t></r><r><t>-2384</t></r></si></sst>"),
        (
            "xl/pivotCache/pivotCacheRecords1.xml",
            '<pivotCacheRecords><r><s v="200001012384"/></r></pivotCacheRecords>',
        ),
        ("xl/drawings/drawing1.xml", "<x><t>000101-2384</t></x>"),
    ],
)
def test_what_a_workbook_remembers_beside_its_cells_is_searched(tmp_path, part, content):
    path = book(tmp_path, lambda made: None)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, whole in (parts | {part: content.encode()}).items():
            archive.writestr(name, whole)

    with pytest.raises(PersonalNumberFound) as refusal:
        open_workbook(path)

    assert refusal.value.problems[0].where.field == part


def test_a_sheet_named_by_a_number_is_found_and_not_repeated(tmp_path):
    def plant(made):
        made.worksheets[1].title = "000101-2384"

    with pytest.raises(PersonalNumberFound) as refusal:
        open_workbook(book(tmp_path, plant))

    assert "2384" not in refusal.value.into(Language.SWEDISH)


def test_a_file_named_by_a_number_is_found_and_not_repeated(tmp_path):
    path = tmp_path / "samtal 000101-2384.csv"
    path.write_text("a,b\n1,2\n")

    with pytest.raises(PersonalNumberFound) as refusal:
        open_workbook(path)

    assert "2384" not in refusal.value.into(Language.SWEDISH)


def test_a_number_in_an_old_workbook_is_found(tmp_path):
    made = xlwt.Workbook()
    sheet = made.add_sheet("Ett")
    sheet.write(0, 0, "namn")
    sheet.write(4, 2, "20000101-2384")
    made.save(str(tmp_path / "a.xls"))

    with pytest.raises(PersonalNumberFound) as refusal:
        open_workbook(tmp_path / "a.xls")

    assert refusal.value.problems[0].where.cell == "C5"


def test_a_column_that_lost_its_leading_zeros_is_found(tmp_path):
    numbers = ["0001012384", "0001011493", "0001012392", "0001018928"]
    path = tmp_path / "barn.csv"
    path.write_text("nr,kön\n" + "".join(f"{int(number)},Kvinna\n" for number in numbers))

    with pytest.raises(PersonalNumberFound) as refusal:
        read_table(path)

    assert refusal.value.problems[0].where.cell == "A2"


def test_many_numbers_are_counted_and_not_listed_for_ever(tmp_path):
    path = tmp_path / "alla.csv"
    path.write_text("nr,kön\n" + f"{TWELVE},Man\n" * 500)

    with pytest.raises(PersonalNumberFound) as refusal:
        read_table(path)

    assert len(refusal.value.problems) == 21
    assert "480 till" in refusal.value.problems[-1].what.sv


def test_the_number_is_nowhere_in_the_error_nor_in_what_caused_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"namn,nr\nx,{TWELVE}\n")

    with pytest.raises(PersonalNumberFound) as refusal:
        read_table(path)

    error = refusal.value
    told = "".join(traceback.format_exception(error)) + repr(error.args) + error.into(Language.SWEDISH)
    assert TWELVE not in told
    assert "2384" not in told
    assert TWELVE not in _locals_of(error)
    assert error.__cause__ is None
    assert error.__context__ is None


def _locals_of(error: BaseException) -> str:
    """Everything an error reporter could pick up from the product's own frames."""
    frames = [
        frame for frame, _ in traceback.walk_tb(error.__traceback__) if "samfrid" in frame.f_code.co_filename
    ]
    return "".join(repr(frame.f_locals) for frame in frames if "test_" not in frame.f_code.co_filename)
