"""Tables as people save them: any encoding, separator, layout and way of writing numbers and dates."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P

from samfrid.adapters.spreadsheets import (
    DateOrder,
    DropRows,
    Kind,
    PersonalNumberFound,
    ReadingOptions,
    SpreadsheetRefused,
    cell_name,
    date_of_serial,
    open_workbook,
    parse_boolean,
    parse_date,
    parse_number,
    read_table,
)
from samfrid.adapters.spreadsheets.cells import column_index, column_letters

WORDS = [
    ["kön", "län", "ålder"],
    ["Kvinna", "Skåne", "34"],
    ["Man", "Östergötland", "41"],
    ["Annat", "Örebro", "29"],
]
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "windows-1252",
    "iso-8859-1",
    "iso-8859-15",
]


def text(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "a.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_separator_and_line_ending_is_found(tmp_path, encoding, separator, ending):
    content = ending.join(separator.join(row) for row in WORDS).encode(encoding)

    table = read_table(text(tmp_path, content))

    assert table.names == ("kön", "län", "ålder")
    assert table.column("län").texts == ["Skåne", "Östergötland", "Örebro"]
    assert table.reading.separator == separator


def test_the_euro_sign_of_latin_9_is_a_euro_sign(tmp_path):
    table = read_table(text(tmp_path, "land;belopp\nÖsterrike;100 €\n".encode("iso-8859-15")))

    assert table.column("belopp").texts == ["100 €"]
    assert table.reading.encoding == "iso-8859-15"


def test_an_encoding_can_be_said(tmp_path):
    path = text(tmp_path, "kön;län\nKvinna;Skåne\n".encode("cp850"))

    assert read_table(path, ReadingOptions(encoding="cp850")).names == ("kön", "län")
    with pytest.raises(SpreadsheetRefused, match="no encoding called"):
        read_table(path, ReadingOptions(encoding="klartext"))
    with pytest.raises(SpreadsheetRefused, match="not text in the encoding"):
        read_table(path, ReadingOptions(encoding="utf-8"))


def test_quotations_keep_separators_line_breaks_and_quotation_marks(tmp_path):
    table = read_table(text(tmp_path, 'a,b\n"x, y","två\nrader"\n"sa ""hej""",z\n'))

    assert table.column("a").texts == ["x, y", 'sa "hej"']
    assert table.column("b").texts == ["två\nrader", "z"]
    assert table.place(1, "b").cell == "B3"


def test_blank_lines_do_not_move_the_cell_names(tmp_path):
    table = read_table(text(tmp_path, "\n\na;b\n\n1;2\n\n3;4\n"))

    assert [table.place(row, "b").cell for row in range(2)] == ["B5", "B7"]


def test_notes_below_and_titles_above_are_told_and_not_read(tmp_path):
    path = text(tmp_path, "Anmälda brott\n\nlän;kön;antal\nSkåne;Man;3\nKalmar;Man;4\n\nKälla: Brå\n")

    table = read_table(path)

    assert table.column("antal").numbers() == [3, 4]
    assert [note.text for note in table.reading.titles] == ["Anmälda brott"]
    assert [(note.text, note.where.cell) for note in table.reading.notes] == [("Källa: Brå", "A7")]


def test_a_last_record_with_one_answer_is_a_record(tmp_path):
    table = read_table(text(tmp_path, "typ;namn;text\na;b;c\nslut;;\n"))

    assert table.row_count == 2
    assert [suspect.kind for suspect in table.suspects] == ["heading"]


def test_sums_are_pointed_out_and_dropped_only_when_told(tmp_path):
    path = text(tmp_path, "region;antal\nLund;3\nKalmar;4\nSumma;7\nTotalt;7\n")

    assert [(one.kind, one.where.cell) for one in read_table(path).suspects] == [
        ("total", "A4"),
        ("total", "A5"),
    ]
    assert read_table(path).row_count == 4
    assert read_table(path, ReadingOptions(drop_suspects=True)).column("antal").numbers() == [3, 4]
    dropped = read_table(path, ReadingOptions(drop_rows=(DropRows("region", ("Summa",)),)))
    assert dropped.column("region").texts == ["Lund", "Kalmar", "Totalt"]
    assert dropped.reading.dropped_rows == 1
    assert dropped.place(2, "region").cell == "A5"


def test_what_a_person_says_counts_before_what_is_detected(tmp_path):
    path = text(tmp_path, "1;2;3\nkön;län;antal\nMan;Lund;-\nMan;Kalmar;4\nslut;;\nMan;Umeå;5\n")

    options = ReadingOptions(header_rows=(2,), stop_at="slut", columns=("antal", "kön"), missing_words=("-",))
    table = read_table(path, options)

    assert table.names == ("antal", "kön")
    assert table.column("antal").numbers() == [None, 4]
    assert len(table.reading.notes) == 2
    assert read_table(path, ReadingOptions(header_rows=(2,), last_row=3)).row_count == 1
    with pytest.raises(SpreadsheetRefused, match="no such header row"):
        read_table(path, ReadingOptions(header_rows=(99,)))


def test_texts_lose_outer_blanks_and_missing_words_but_cells_lose_nothing(tmp_path):
    column = read_table(text(tmp_path, "kommun;x\n Lund \u00a0;1\n..;2\nUppgift saknas;3\n")).column("kommun")

    assert column.texts == ["Lund", None, None]
    assert column.cells == [" Lund \u00a0", "..", "Uppgift saknas"]


def test_each_wrong_number_is_named(tmp_path):
    table = read_table(text(tmp_path, "namn;antal\na;1\nb;två\nc;3\nd;x\n"))

    with pytest.raises(SpreadsheetRefused) as refusal:
        table.column("antal").numbers()

    assert [problem.where.cell for problem in refusal.value.problems] == ["B3", "B5"]
    assert "två" not in str(refusal.value)


def test_a_decimal_comma_is_seen(tmp_path):
    table = read_table(text(tmp_path, "län;andel\nSkåne;12,5\nKalmar;1 234,75\n"))

    assert table.reading.decimal == ","
    assert table.column("andel").numbers() == [12.5, 1234.75]


def test_an_ambiguous_date_is_named_until_the_order_is_said(tmp_path):
    path = text(tmp_path, "dag;x\n31/12/2020;1\n03/04/2020;2\n")

    with pytest.raises(SpreadsheetRefused) as refusal:
        read_table(path).column("dag").dates()
    assert refusal.value.problems[0].where.cell == "A3"

    table = read_table(path, ReadingOptions(date_order=DateOrder.DAY_FIRST))
    assert table.column("dag").dates() == [date(2020, 12, 31), date(2020, 4, 3)]


def test_yes_and_no_are_read_in_several_spellings(tmp_path):
    column = read_table(text(tmp_path, "a;b\nJa;1\nnej;2\nSi;3\nNo;4\n;5\n")).column("a")

    assert column.booleans() == [True, False, True, False, None]


@pytest.mark.parametrize(
    ("words", "decimal", "number"),
    [
        ("12 345,6", ",", 12345.6),
        ("12\u00a0345,6", ",", 12345.6),
        ("12\u202f345", ",", 12345),
        ("12.345,6", ",", 12345.6),
        ("−3", ",", -3),
        ("–3,5", ",", -3.5),
        ("+4", ",", 4),
        ("1,5e3", ",", 1500),
        (",5", ",", 0.5),
        ("12,345.6", ".", 12345.6),
        ("0.5", ".", 0.5),
        ("0.5", ",", None),
        ("1.2.3", ".", None),
        ("1 23", ",", None),
        ("12 %", ",", None),
        ("nan", ".", None),
        ("inf", ".", None),
        ("1e999", ".", None),
        ("", ",", None),
        ("-", ",", None),
        (",", ",", None),
        ("٣", ",", None),
    ],
)
def test_numbers_as_people_write_them(words, decimal, number):
    assert parse_number(words, decimal) == number


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2020-01-31", date(2020, 1, 31)),
        ("20200131", date(2020, 1, 31)),
        ("2020-01-31 14:05", date(2020, 1, 31)),
        ("2020-01-31T14:05:11Z", date(2020, 1, 31)),
        ("2020/1/31", date(2020, 1, 31)),
        ("31/1 2020", date(2020, 1, 31)),
        ("31/1-2020", date(2020, 1, 31)),
        ("31.1.2020", date(2020, 1, 31)),
        ("3.4.2020", date(2020, 4, 3)),
        ("31 januari 2020", date(2020, 1, 31)),
        ("1 maj 2020", date(2020, 5, 1)),
        ("12/31/2020", date(2020, 12, 31)),
        ("04/04/2020", date(2020, 4, 4)),
        ("2020-01", date(2020, 1, 1)),
        ("2020-02-30", None),
        ("31/31/2020", None),
        ("2020", None),
        ("200131", None),
        ("igår", None),
        ("", None),
    ],
)
def test_dates_as_people_write_them(words, day):
    assert parse_date(words) == day


def test_a_date_that_is_two_days_is_refused():
    with pytest.raises(SpreadsheetRefused, match="two ways"):
        parse_date("03/04/2020")
    assert parse_date("03/04/2020", DateOrder.MONTH_FIRST) == date(2020, 3, 4)


def test_day_numbers_of_both_calendars_are_read():
    assert date_of_serial(1) == date(1900, 1, 1)
    assert date_of_serial(59) == date(1900, 2, 28)
    assert date_of_serial(61) == date(1900, 3, 1)
    assert date_of_serial(43861) == date(2020, 1, 31)
    assert date_of_serial(42399, from_1904=True) == date(2020, 1, 31)
    assert date_of_serial(-1) is None
    assert date_of_serial(10**9) is None


def test_days_in_workbooks_counted_from_1904_are_the_same_days(tmp_path):
    for epoch in (openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH):
        book = openpyxl.Workbook()
        book.epoch = epoch
        for row in [["dag", "antal", "sant"], [date(2020, 1, 31), 2, True]]:
            book.active.append(row)
        book.save(tmp_path / "a.xlsx")

        table = read_table(tmp_path / "a.xlsx")

        assert table.column("dag").dates() == [date(2020, 1, 31)]
        assert table.column("dag").texts == ["2020-01-31"]
        assert table.column("sant").booleans() == [True]


def test_parquet_keeps_its_kinds(tmp_path):
    table = pa.table(
        {"kön": ["Man", None], "antal": [1, 2], "dag": [date(2020, 1, 31), None], "andel": [0.5, None]}
    )
    pq.write_table(table, tmp_path / "a.parquet")

    read = read_table(tmp_path / "a.parquet")

    assert read.reading.kind is Kind.PARQUET
    assert read.column("kön").texts == ["Man", None]
    assert read.column("antal").numbers() == [1, 2]
    assert read.column("dag").dates() == [date(2020, 1, 31), None]
    assert read.place(0, "dag").cell == "C2"


@pytest.mark.parametrize(("words", "truth"), [("Ja", True), ("TRUE", True), ("nej", False), ("kanske", None)])
def test_yes_and_no(words, truth):
    assert parse_boolean(words) is truth


@given(st.integers(0, 20_000))
def test_column_letters_count_both_ways(column):
    assert column_index(column_letters(column)) == column
    assert cell_name(13, 2) == "C14"


# Cells no program changes on the way: text without controls, and not looking like nothing.
words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufffe\uffff"), max_size=20
).map(lambda one: f"x{one}x")
cells = st.one_of(
    words, st.sampled_from(["=1+1", "@x", "-y", "'z", '"', "a;b,c|d", "&lt;", "_x0041_", "två\nrader"])
)
grids = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=5)
)


@settings(max_examples=30)
@given(grids)
def test_an_ods_table_comes_back_as_another_program_wrote_it(tmp_path_factory, grid):
    grid = [[" ".join(cell.split()) for cell in row] for row in grid]  # ODS folds blanks
    document = OpenDocumentSpreadsheet()
    table = OdsTable(name="Ett")
    document.spreadsheet.addElement(table)
    for row in grid:
        line = TableRow()
        table.addElement(line)
        for cell in row:
            box = TableCell(valuetype="string")
            box.addElement(P(text=cell))
            line.addElement(box)
    path = tmp_path_factory.mktemp("ods") / "a.ods"
    document.save(path)

    _is_read_as(grid, path)


@settings(max_examples=30)
@given(grids)
def test_an_xls_table_comes_back_as_another_program_wrote_it(tmp_path_factory, grid):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Ett")
    for number, row in enumerate(grid):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    path = tmp_path_factory.mktemp("xls") / "a.xls"
    book.save(str(path))

    _is_read_as(grid, path)


def _is_read_as(grid, path) -> None:
    try:
        sheet = open_workbook(path).sheet(1)
    except PersonalNumberFound:
        return
    assert [list(row) for row in sheet.rows] == grid


def test_a_moment_keeps_its_time_and_a_day_does_not_get_one(tmp_path):
    book = openpyxl.Workbook()
    moment = datetime(2020, 1, 31, 14, 5)  # noqa: DTZ001 - workbooks know no time zone
    for row in [["när", "x"], [moment, 1]]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")

    column = read_table(tmp_path / "a.xlsx").column("när")

    assert column.texts == ["2020-01-31 14:05:00"]
    assert column.dates() == [date(2020, 1, 31)]
