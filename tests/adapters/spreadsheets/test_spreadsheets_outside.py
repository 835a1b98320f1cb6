"""Real files nobody here wrote: each is read without loss, or refused with a sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from samfrid.adapters.spreadsheets import (
    PersonalNumberFound,
    ReadingOptions,
    SpreadsheetRefused,
    Table,
    Workbook,
    open_workbook,
    read_table,
    table_of,
)
from samfrid.domain.wording import Language

# file: rows, columns, header rows, first cell of data, last cell of the first column
READ: dict[str, tuple[int, int, tuple[int, ...], str, str]] = {
    "messy/Tabell10 2008.xlsx": (
        324,
        11,
        (3, 4, 5, 6),
        "Stockholms län",
        "Övriga kommuner, mindre än 12 500 inv.",
    ),
    "messy/Tabell10 2009.xlsx": (
        324,
        11,
        (3, 4, 5, 6),
        "Stockholms län",
        "Övriga kommuner, mindre än 12 500 inv.",
    ),
    "messy/Tabell10 2010.xlsx": (325, 11, (4, 5, 6), "Stockholms län", "Kommuner i glesbefolkad region"),
    "messy/Tabell10 2011.xlsx": (325, 11, (4, 5, 6), "Stockholms län", "Kommuner i glesbefolkad region"),
    "messy/Tabell10 2012.xlsx": (325, 11, (4, 5, 6), "Stockholms län", "Kommuner i glesbefolkad region"),
    "messy/Tabell7 LP 2008.xlsx": (21, 11, (3, 4, 5), "Stockholm", "Summa"),
    "messy/Tabell7 LP 2009.xlsx": (21, 11, (3, 4, 5), "Stockholm", "Summa"),
    "messy/Tabell7 LP 2010.xlsx": (21, 11, (4, 5), "Stockholm", "Summa"),
    "messy/Tabell7 LP 2011.xlsx": (21, 11, (4, 5), "Stockholm", "Summa"),
    "messy/Tabell7 LP 2012.xlsx": (21, 11, (4, 5), "Stockholm", "Summa"),
}
TEXT_FILES = {
    "messy/forvarvsarbetande_2008_2012_cp1252.csv": ("windows-1252", ",", 0, 8700, 5),
    "microdata/linea144-2020.csv": ("utf-8-sig", ",", 0, 29706, 19),
    "microdata/linea144-2023.csv": ("utf-8", ",", 0, 5296, 19),
    "microdata/MatchIt_lalonde.csv": ("utf-8", ",", 0, 614, 9),
    "microdata/compas_for_aequitas.csv": ("utf-8", ",", 0, 7214, 6),
    "microdata/mediation_jobs.csv": ("utf-8", ",", 0, 899, 17),
    "microdata/mosaicData_HELPrct.csv": ("utf-8", ",", 0, 453, 30),
    "stats/fi_domestic_violence_2019_same_household.csv": ("windows-1252", ";", 2, 1400, 8),
    "stats/it_codice_rosso_commessi_provincia.csv": ("utf-8", ",", 0, 2142, 13),
    "stats/it_delitti_vittime_provincia.csv": ("utf-8", ",", 0, 23160, 14),
    "stats/kolada_kpi_catalogue.csv": ("utf-8", ",", 0, 6099, 12),
    "stats/kolada_values_brp_cities.csv": ("utf-8", ",", 0, 48, 9),
    "stats/kolada_values_brp_groups.csv": ("utf-8", ",", 0, 192, 9),
    "stats/kolada_values_n00945.csv": ("utf-8", ",", 0, 63, 9),
    "questionnaires/gbv_service_mapping_odk_export_a.csv": ("utf-8", ",", 0, 50, 245),
    "questionnaires/help_study_codebook.csv": ("utf-8", ",", 0, 782, 5),
    "reference/population/folkmangd_lan_kon.csv": ("utf-8", ";", 0, 462, 5),
    "reference/municipalities.csv": ("utf-8", ",", 0, 290, 4),
}


@pytest.mark.parametrize("name", READ)
def test_a_real_workbook_is_read_whole(outside_data, name):
    rows, columns, header_rows, first, last = READ[name]

    table = read_table(outside_data / name)

    assert (table.row_count, len(table.columns)) == (rows, columns)
    assert table.reading.header_rows == header_rows
    assert (table.columns[0].texts[0], table.columns[0].texts[-1]) == (first, last)
    assert len(set(table.names)) == columns
    _equals_openpyxl(table, outside_data / name)


def _equals_openpyxl(table: Table, path: Path) -> None:
    sheet = openpyxl.load_workbook(path, data_only=True)[table.reading.sheet]
    for column in table.columns:
        for row, cell in enumerate(column.cells):
            other = sheet[column.place(row).cell].value
            assert cell == other or (cell is None and other in (None, ""))


@pytest.mark.parametrize("name", TEXT_FILES)
def test_a_real_text_file_is_read_whole(outside_data, name):
    encoding, separator, skipped, rows, columns = TEXT_FILES[name]

    table = read_table(outside_data / name)

    other = pd.read_csv(
        outside_data / name,
        sep=separator,
        encoding=encoding,
        skiprows=skipped,
        dtype=str,
        keep_default_na=False,
        skipinitialspace=False,
    )
    assert (table.reading.encoding, table.reading.separator) == (encoding, separator)
    assert (table.row_count, len(table.columns)) == (rows, columns) == other.shape
    assert list(table.names) == [" ".join(words.split()) for words in other.columns]
    for column, theirs in zip(table.columns, other.columns, strict=True):
        assert list(column.cells) == other[theirs].tolist()


def test_merged_headings_of_two_and_three_rows_become_one_name(outside_data):
    names = read_table(outside_data / "messy/Tabell10 2009.xlsx").names

    assert names[:3] == ("Län Kommun", "Antal", "därav i olika åldersgrupper, % -29")
    assert names[-3:] == ("Medelålder Totalt", "Medelålder Kvinnor", "Medelålder Män")


def test_county_rows_among_municipalities_are_pointed_out_and_kept(outside_data):
    path = outside_data / "messy/Tabell10 2010.xlsx"

    table = read_table(path)
    without = read_table(path, ReadingOptions(drop_suspects=True))

    counties = [suspect for suspect in table.suspects if suspect.kind == "county"]
    assert len(counties) == 21
    assert counties[0].where.cell == "A7"
    assert without.row_count == table.row_count - len(table.suspects)
    assert "Stockholms län" not in without.columns[0].texts
    assert without.reading.dropped_rows == len(table.suspects)


def test_dashes_are_missing_and_numbers_are_numbers(outside_data):
    table = read_table(outside_data / "messy/Tabell10 2008.xlsx")

    numbers = table.column("Antal").numbers()
    assert numbers[:2] == [108508, 5661]
    assert table.column("Medelålder Män").numbers()[0] == 45.53


def test_the_gotland_note_is_set_apart_and_told(outside_data):
    table = read_table(outside_data / "messy/skl.xlsx")

    assert [note.text.split()[0] for note in table.reading.notes] == ["*"]
    assert table.row_count == 324


def test_the_finnish_title_is_a_title(outside_data):
    table = read_table(outside_data / "stats/fi_domestic_violence_2019_same_household.csv")

    assert [note.where.cell for note in table.reading.titles] == ["A1"]
    assert sum(table.column("Number of victims").numbers()) == 3325


@pytest.mark.parametrize("name", ["testpersonnummer_skatteverket_a.csv", "personnummer_formats.json"])
def test_the_files_of_test_numbers_are_refused(outside_data, name):
    with pytest.raises(SpreadsheetRefused) as refusal:
        read_table(outside_data / "messy" / name)

    assert name in refusal.value.into(Language.SWEDISH)
    assert isinstance(refusal.value, PersonalNumberFound) or "JSON" in str(refusal.value)


@pytest.mark.parametrize("folder", ["messy", "microdata", "stats", "questionnaires", "reference", "events"])
def test_every_file_of_a_folder_is_read_or_refused_with_a_sentence(outside_data, folder):
    for path in sorted(path for path in (outside_data / folder).rglob("*") if path.is_file()):
        try:
            book = open_workbook(path)
            table = table_of(book)
        except SpreadsheetRefused as refusal:
            told = refusal.into(Language.SWEDISH)
            assert path.name in told
            continue
        assert table.columns
        _accounts_for_every_row(table, book)


def _accounts_for_every_row(table: Table, book: Workbook) -> None:
    """Each filled row of the sheet is a heading, a title, a record or a note."""
    sheet = next(sheet for sheet in book.sheets if sheet.name == table.reading.sheet)
    told = set(table.rows) | {row - 1 for row in table.reading.header_rows}
    told |= {
        int("".join(filter(str.isdigit, note.where.cell))) - 1
        for note in (*table.reading.titles, *table.reading.notes)
    }
    for number, row in enumerate(sheet.rows):
        filled = [cell for cell in row if cell is not None and str(cell).strip() not in ("", "-")]
        assert not filled or number in told, f"row {number + 1}"


def test_the_xlsform_examples_equal_what_another_reader_sees(outside_data):
    for path in sorted((outside_data / "questionnaires/xlsform").glob("*.xlsx")):
        theirs = openpyxl.load_workbook(path, data_only=True)
        for sheet in open_workbook(path).sheets:
            for row in theirs[sheet.name].iter_rows():
                for cell in row:
                    inside = cell.row <= len(sheet.rows) and cell.column <= len(sheet.rows[cell.row - 1])
                    ours = sheet.rows[cell.row - 1][cell.column - 1] if inside else None
                    assert (ours if ours is not None else "") == (
                        cell.value if cell.value is not None else ""
                    )


def test_a_codebook_with_many_quotations_keeps_each_field(outside_data):
    path = outside_data / "questionnaires/help_study_codebook.csv"
    with path.open(newline="", encoding="utf-8") as opened:
        theirs = list(csv.reader(opened))

    assert open_workbook(path).sheets[0].rows == theirs
