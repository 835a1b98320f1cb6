"""What is written is what was given: readable again, harmless, the same bytes, and nothing that cannot be seen."""

from __future__ import annotations

import csv
import errno
import os
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from samfrid.adapters.spreadsheets import (
    About,
    ExportRefused,
    OutColumn,
    OutSheet,
    PersonalNumberFound,
    SpreadsheetRefused,
    inspect_written,
    open_workbook,
    read_table,
    write_csv,
    write_xlsx,
)
from samfrid.adapters.spreadsheets.outgoing import harmless, sheet_names, visible
from samfrid.domain.wording import Language

ABOUT = About("Ärenden efter kön", (("Källa", "Påhittade uppgifter"), ("Uttag", "2026-01-31")))
COLUMNS = (
    OutColumn("Kön", ["Kvinnor", "Män", "Annat"]),
    OutColumn("Antal", [120, 40, None]),
    OutColumn("Andel", [0.75, 0.25, None], decimals=1, is_share=True),
    OutColumn("Dag", [date(2026, 1, 31)] * 3),
)
DAY = datetime(2026, 1, 31)  # noqa: DTZ001 - workbooks know no time zone
STARTERS = ["=", "+", "-", "@", "\t", "\r", "\n", "\0=", "＝", "＋", "－", "＠", " =", "\u200b=", "−x"]


def write(path: Path, columns=COLUMNS, language=Language.SWEDISH) -> Path:
    write_xlsx(path, [OutSheet("Tabell", tuple(columns))], about=ABOUT, language=language)
    return path


@pytest.mark.parametrize("start", STARTERS)
def test_no_cell_of_a_text_file_starts_a_formula(tmp_path, start):
    write_csv(
        tmp_path / "a.csv", [OutColumn(f"{start}rubrik", [f"{start}1+1", "x"]), OutColumn("b", ["1", "2"])]
    )

    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as opened:
        rows = list(csv.reader(opened))
    assert rows[0][0].startswith("'")
    assert rows[1][0].startswith("'")


@pytest.mark.parametrize("start", STARTERS)
def test_no_cell_of_a_workbook_is_a_formula(tmp_path, start):
    write(
        tmp_path / "a.xlsx", [OutColumn(f"{start}rubrik", [f"{start}1+1", "x"]), OutColumn("b", ["1", "2"])]
    )

    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Tabell"]
    assert {sheet["A1"].data_type, sheet["A2"].data_type} == {"s"}


def test_a_formula_cannot_hide_behind_another_programs_separator(tmp_path):
    write_csv(tmp_path / "a.csv", [OutColumn("a", ["x;=1+1", 'y;"=2'])])

    text = (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert ";=" not in text


def test_a_negative_number_stays_a_number(tmp_path):
    write_csv(tmp_path / "a.csv", [OutColumn("a", [-5, -2.5, "-7", "-3,5"]), OutColumn("b", ["x"] * 4)])

    assert (tmp_path / "a.csv").read_bytes() == b'a,b\r\n-5,x\r\n-2.5,x\r\n-7,x\r\n"-3,5",x\r\n'


def test_the_first_sheet_tells_about_the_table_in_the_readers_language(tmp_path):
    swedish = openpyxl.load_workbook(write(tmp_path / "sv.xlsx"))
    english = openpyxl.load_workbook(write(tmp_path / "en.xlsx", language=Language.ENGLISH))

    assert swedish.sheetnames == ["Om tabellen", "Tabell"]
    assert english.sheetnames == ["About", "Tabell"]
    assert swedish["Om tabellen"]["A1"].value == "Ärenden efter kön"
    assert swedish["Om tabellen"]["B3"].value == "Påhittade uppgifter"


def test_a_workbook_keeps_kinds_and_shows_them_well(tmp_path):
    sheet = openpyxl.load_workbook(write(tmp_path / "a.xlsx"))["Tabell"]

    assert [cell.value for cell in sheet[2]] == ["Kvinnor", 120, 0.75, DAY]
    assert sheet["C2"].number_format == "0.0%"
    assert sheet["D2"].number_format == "yyyy-mm-dd"
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width > 7


def test_the_same_table_gives_the_same_bytes(tmp_path):
    first, second = write(tmp_path / "a.xlsx"), write(tmp_path / "b.xlsx")

    assert first.read_bytes() == second.read_bytes()


def test_nobody_is_named_in_a_written_workbook(tmp_path):
    properties = openpyxl.load_workbook(write(tmp_path / "a.xlsx")).properties

    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.created.year == 2000


def test_a_personal_number_is_never_written(tmp_path):
    with pytest.raises(PersonalNumberFound):
        write(tmp_path / "a.xlsx", [OutColumn("a", ["200001012384"])])
    with pytest.raises(PersonalNumberFound):
        write_csv(tmp_path / "a.csv", [OutColumn("a", ["000101-2384"])])

    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing_half_written(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("gammal")

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)

    with pytest.raises(SpreadsheetRefused, match="could not be written"):
        write_csv(tmp_path / "a.csv", COLUMNS)

    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_text() == "gammal"


def test_columns_of_different_lengths_are_not_written(tmp_path):
    with pytest.raises(SpreadsheetRefused, match="equally long"):
        write_csv(tmp_path / "a.csv", [OutColumn("a", ["1"]), OutColumn("b", [])])


def test_a_text_longer_than_a_cell_is_refused_and_named(tmp_path):
    with pytest.raises(SpreadsheetRefused) as refusal:
        write(tmp_path / "a.xlsx", [OutColumn("a", ["x", "y" * 40_000])])

    assert refusal.value.problems[0].where.cell == "A3"


def _planted(tmp_path: Path, plant) -> Path:
    """A clean workbook of ours, saved again by another program with one thing too many."""
    path = write(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book.properties.creator = None
    plant(book)
    book.save(path)
    return path


def _hide_sheet(book):
    book["Tabell"].sheet_state = "hidden"


def _hide_sheet_well(book):
    book["Tabell"].sheet_state = "veryHidden"


def _hide_row(book):
    book["Tabell"].row_dimensions[2].hidden = True


def _hide_column(book):
    book["Tabell"].column_dimensions["B"].hidden = True


def _formula(book):
    book["Tabell"]["B9"] = "=SUM(B2:B4)"


def _comment(book):
    book["Tabell"]["A1"].comment = Comment("x", "y")


def _link(book):
    book["Tabell"]["A1"].hyperlink = "https://example.invalid/"


def _name(book):
    book.defined_names["hemligt"] = DefinedName("hemligt", attr_text="Tabell!$A$1")


def _author(book):
    book.properties.creator = "Anna"


def _keywords(book):
    book.properties.keywords = "ord"


def _footer(book):
    book["Tabell"].oddFooter.center.text = "ord"


@pytest.mark.parametrize(
    ("plant", "sentence"),
    [
        (_hide_sheet, "a hidden sheet"),
        (_hide_sheet_well, "a hidden sheet"),
        (_hide_row, "a hidden row"),
        (_hide_column, "a hidden column"),
        (_formula, "a formula"),
        (_comment, "a part that should not be there"),
        (_link, "a link"),
        (_name, "a defined name"),
        (_author, "a name in the properties"),
        (_keywords, "words in the properties"),
        (_footer, "a header or footer"),
    ],
)
def test_the_inspector_finds_what_was_planted(tmp_path, plant, sentence):
    with pytest.raises(ExportRefused, match=sentence):
        inspect_written(_planted(tmp_path, plant))


def test_the_inspector_lets_a_clean_file_through_another_program_pass(tmp_path):
    inspect_written(_planted(tmp_path, lambda book: None))


def test_the_inspector_finds_custom_properties(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    book.add_worksheet().write_string(0, 0, "a")
    book.set_custom_property("ärende", "hemligt")
    book.close()

    with pytest.raises(ExportRefused, match="should not be there"):
        inspect_written(tmp_path / "a.xlsx")


@pytest.mark.parametrize("line", ["=1+1,2", "a,@x", "\u2212x,1", 'a,"b;=c"'])
def test_the_inspector_finds_a_formula_in_a_text_file(tmp_path, line):
    (tmp_path / "a.csv").write_text(f"kön,antal\n{line}\n", encoding="utf-8")

    with pytest.raises(ExportRefused, match="a program may run"):
        inspect_written(tmp_path / "a.csv")


def test_the_inspector_finds_a_column_that_was_not_declared(tmp_path):
    (tmp_path / "a.csv").write_text("kön,antal,namn\nMan,1,x\n", encoding="utf-8")

    with pytest.raises(ExportRefused, match="other columns"):
        inspect_written(tmp_path / "a.csv", headings=["kön", "antal"])


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
hostile = st.one_of(
    texts,
    st.tuples(st.sampled_from(STARTERS), texts).map("".join),
    st.sampled_from(
        ["", '"', '""', ",;\t|", "_x0041_", "_x005F_", "&amp;<b>", "]]>", "'x", "12,5", "TRUE", "a\r\nb"]
    ),
)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(hostile, min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(hostile)
def test_what_is_made_harmless_is_always_harmless(text):
    assert harmless(harmless(text)) == harmless(text)
    assert harmless(text)[:1] not in ("=", "@", "＝", "＠", "\t", "\r", "\n", "\0")


@given(st.lists(texts, min_size=1, max_size=6))
def test_sheet_names_are_always_legal_and_never_alike(words):
    names = sheet_names(words)

    assert len({name.casefold() for name in names}) == len(words)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name


def _same(grid, columns, sheet) -> None:
    """Every cell stands where it was put; a blank one may be nothing."""
    read = [[cell if cell is not None else "" for cell in row] for row in sheet.rows]
    for number, row in enumerate([columns, *grid]):
        for place, cell in enumerate(row):
            got = read[number][place] if number < len(read) and place < len(read[number]) else ""
            assert got == cell


@settings(max_examples=40)
@given(tables, st.sampled_from([",", ";", "\t", "|"]))
def test_a_text_file_gives_back_what_was_written(tmp_path_factory, grid, separator):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    names = [f"k{number}" for number in range(len(grid[0]))]
    columns = [OutColumn(name, [row[place] for row in grid]) for place, name in enumerate(names)]
    try:
        write_csv(path, columns, separator=separator)
    except PersonalNumberFound:
        return

    sheet = open_workbook(path, encoding="utf-8", separator=separator).sheets[0]

    _same([[harmless(cell) for cell in row] for row in grid], names, sheet)


@settings(max_examples=30)
@given(tables)
def test_a_workbook_gives_back_what_was_written(tmp_path_factory, grid):
    path = tmp_path_factory.mktemp("xlsx") / "a.xlsx"
    names = [f"k{number}" for number in range(len(grid[0]))]
    try:
        write(path, [OutColumn(name, [row[place] for row in grid]) for place, name in enumerate(names)])
    except PersonalNumberFound:
        return

    sheet = open_workbook(path).sheet("Tabell")

    _same([[visible(cell) for cell in row] for row in grid], names, sheet)


def test_a_written_table_is_read_as_it_was(tmp_path):
    write_csv(tmp_path / "a.csv", COLUMNS, separator=";", with_mark=True)

    table = read_table(tmp_path / "a.csv")

    assert table.reading.encoding == "utf-8-sig"
    assert table.column("Antal").numbers() == [120, 40, None]
    assert table.column("Andel").numbers() == [0.75, 0.25, None]
    assert table.column("Dag").dates() == [date(2026, 1, 31)] * 3
