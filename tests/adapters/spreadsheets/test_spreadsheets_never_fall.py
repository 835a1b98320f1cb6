"""Whatever bytes come in, the reader answers with a table or a sentence."""

from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from samfrid.adapters.spreadsheets import SpreadsheetRefused, read_table

ROWS = [["kön", "län", "antal"], ["Kvinna", "Skåne", "3"], ["Man", "Kalmar", "4"]]


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active.merge_cells("A5:B6")
    book.active.row_dimensions[3].hidden = True
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Ett")
    for number, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def ods() -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Ett")
    document.spreadsheet.addElement(table)
    for row in ROWS:
        line = TableRow()
        table.addElement(line)
        for cell in row:
            box = TableCell(valuetype="string")
            box.addElement(P(text=cell))
            line.addElement(box)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def parquet() -> bytes:
    written = BytesIO()
    pq.write_table(pa.table({"kön": ["Man", "Kvinna"], "antal": [1, 2]}), written)
    return written.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


WHOLE = {
    "csv": "\n".join(";".join(row) for row in ROWS).encode(),
    "xlsx": xlsx(),
    "xls": xls(),
    "ods": ods(),
    "parquet": parquet(),
}
ZIPPED = {name: unpacked(WHOLE[name]) for name in ("xlsx", "ods")}
changes = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 255),
        st.sampled_from(["set", "cut", "double", "insert"]),
    ),
    min_size=1,
    max_size=12,
)


def changed(data: bytes, steps) -> bytes:
    mended = bytearray(data)
    for where, value, kind in steps:
        at = int(where * len(mended))
        if kind == "set" and mended:
            mended[at] = value
        elif kind == "cut":
            del mended[at : at + value]
        elif kind == "double":
            mended[at:at] = mended[at : at + value]
        else:
            mended.insert(at, value)
    return bytes(mended)


def answers(path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        names = read_table(path).names
    except SpreadsheetRefused as refusal:
        names = tuple(problem.what.sv for problem in refusal.problems)
    assert names


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("fel") / "fil"


@given(st.binary(max_size=400))
def test_random_bytes(place, data):
    answers(place, data)


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "latin-1"]))
def test_random_text(place, words, encoding):
    answers(place, words.encode(encoding, "replace"))


@pytest.mark.parametrize("kind", WHOLE)
@settings(max_examples=30)
@given(steps=changes)
def test_a_damaged_file(place, kind, steps):
    answers(place, changed(WHOLE[kind], steps))


@pytest.mark.parametrize("kind", ZIPPED)
@settings(max_examples=30)
@given(st.data())
def test_a_well_packed_file_with_damaged_parts(place, kind, data):
    parts = dict(ZIPPED[kind])
    for name in data.draw(st.lists(st.sampled_from(sorted(parts)), min_size=1, max_size=2)):
        parts[name] = changed(parts[name], data.draw(changes))
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    answers(place, written.getvalue())


@pytest.mark.nightly
@pytest.mark.parametrize("kind", WHOLE)
@settings(max_examples=20_000)
@given(steps=changes)
def test_many_damaged_files(place, kind, steps):
    answers(place, changed(WHOLE[kind], steps))
