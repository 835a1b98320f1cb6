"""What a report refuses to be, and what it counts on its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.domain.reports import (
    Beside,
    Column,
    ColumnGroup,
    Download,
    Figure,
    FigureBlock,
    FigureRow,
    FigureTable,
    Finding,
    Paragraph,
    Part,
    Report,
    ReportError,
    TableBlock,
    TableCell,
    TableRow,
    table_of,
)
from samfrid.domain.wording import Language


def figure(name: str) -> Figure:
    table = FigureTable(("Kommun", "Andel", "Läge"), (("Kinda", "75 %", "klar"), ("Ydre", "dold", "klar")))
    return Figure(name, "Titel", "Andel, 2025", "I ord", table, "<svg/>", "<svg/>")


def report(*parts: Part, **given: bool) -> Report:
    return Report("Rubrik", date(2026, 11, 12), Language.SWEDISH, parts, **given)


@pytest.mark.parametrize(
    "path",
    [
        "https://example.org/a.csv",
        "//example.org/a.csv",
        "/etc/passwd",
        "../hemligt.csv",
        "tabeller/../../hemligt.csv",
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "\tjavascript:alert(1)",
        "data:text/html,x",
        "\\\\server\\share",
        "C:\\a.csv",
        "",
    ],
)
def test_a_download_never_leads_outside_the_folder(path):
    with pytest.raises(ReportError):
        Download("Tabell", path)


def test_a_download_names_its_file_and_its_size():
    small, large = Download("a", "tabeller/frågan.csv", 400), Download("b", "data.zip", 2_345_678)

    assert small.size_words(Language.SWEDISH) == "1\u00a0kB"
    assert large.size_words(Language.SWEDISH) == "2,3\u00a0MB"
    assert large.size_words(Language.ENGLISH) == "2.3\u00a0MB"
    assert Download("c", "x..y.csv").size_words(Language.ENGLISH) == ""


@given(labels=st.integers(0, 3), cells=st.integers(0, 4))
def test_a_row_never_stands_beside_its_columns(labels, cells):
    row = TableRow(("x",) * labels, (TableCell("1"),) * cells)
    groups = (ColumnGroup("Kvinnor", (Column("andel"), Column("antal"))), ColumnGroup("", (Column("Alla"),)))

    if (labels, cells) == (1, 3):
        assert TableBlock("Tabell", ("Kommun",), groups, (row,)).rows == (row,)
    else:
        with pytest.raises(ReportError):
            TableBlock("Tabell", ("Kommun",), groups, (row,))


@pytest.mark.parametrize(
    ("certainty", "bars"), [("säker skillnad", 0), ("", 2), ("säker skillnad", 4), ("", -1)]
)
def test_certainty_is_said_in_words_and_bars_or_not_at_all(certainty, bars):
    with pytest.raises(ReportError):
        Finding("Att få frågan", "", certainty, bars)


def test_figures_are_found_wherever_they_stand():
    parts = (
        Part(
            "Ett",
            (
                Beside(
                    (FigureBlock(figure("a")),),
                    (Paragraph("x"), FigureBlock(figure("b"))),
                ),
            ),
        ),
        Part("Två", (FigureRow((figure("c"), figure("d"))),)),
    )

    assert [drawn.name for drawn in report(*parts).figures] == ["a", "b", "c", "d"]


def test_two_figures_never_share_a_name():
    with pytest.raises(ReportError, match="same name"):
        report(Part("Ett", (FigureBlock(figure("a")), FigureBlock(figure("a")))))


def test_staff_and_invented_data_are_marked_the_most_serious_first():
    assert report().marks == ()
    assert report(demo=True, staff_only=True).marks == (
        "Innehåller uppgifter som inte får spridas",
        "Påhittade uppgifter",
    )


def test_the_table_of_a_figure_sets_numbers_to_the_right_and_words_to_the_left():
    table = table_of(figure("a"))

    assert table.headings == ("Kommun",)
    assert [column.numeric for column in table.columns] == [True, False]
    assert [row.labels for row in table.rows] == [("Kinda",), ("Ydre",)]
    assert [cell.is_sign for row in table.rows for cell in row.cells] == [False, False, True, False]


def test_a_figure_whose_rows_do_not_fit_its_head_is_refused():
    for row in (("Kinda",), ("Kinda", "75 %", "klar", "mer"), ()):
        ragged = replace(figure("a"), table=FigureTable(("Kommun", "Andel", "Läge"), (row,)))
        with pytest.raises(ReportError, match="row 1"):
            table_of(ragged)


def test_a_figure_without_numbers_is_refused():
    bare = Figure("a", "t", "s", "w", FigureTable((), ()), "<svg/>", "<svg/>")

    with pytest.raises(ReportError, match="no table"):
        report(Part("Ett", (FigureBlock(bare),)))
