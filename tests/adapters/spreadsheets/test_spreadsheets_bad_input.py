"""Files that are broken, locked, hostile or something else are refused with a sentence, fast and in little memory."""

from __future__ import annotations

import resource
import time
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
import xlwt

from samfrid.adapters.spreadsheets import ReadingOptions, SpreadsheetRefused, open_workbook, read_table
from samfrid.domain.wording import Language

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{RELATION}"><sheets><sheet name="Ett" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
BOOK_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'


def workbook(sheet: str, **more: str | bytes) -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELATIONS,
        "xl/worksheets/sheet1.xml": SHEET.format(sheet),
    }
    return packed(parts | more)


def packed(parts: dict[str, str | bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else None  # so that ODS is known
            archive.writestr(name, content, kind)
    return written.getvalue()


def cell(name: str, words: str = "x") -> str:
    return f'<c r="{name}" t="inlineStr"><is><t>{words}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def data(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


SMALL = data(row(1, cell("A1", "kön"), cell("B1", "län")), row(2, cell("A2", "Kvinna"), cell("B2", "Skåne")))
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Ett">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def ods(rows: str, **more: str) -> bytes:
    manifest = {"META-INF/manifest.xml": f'<?xml version="1.0"?><m:manifest xmlns:m="{MANIFEST}"/>'}
    return packed({"mimetype": ODS_TYPE, "content.xml": ODS.format(rows), **manifest, **more})


def laughs() -> str:
    names = ["lol"] + [f"lol{number}" for number in range(1, 10)]
    lines = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in pairwise(names))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY lol "lol">{lines}]>'


def member_crowd() -> bytes:
    return packed({f"m{number}": "" for number in range(20_000)} | {"[Content_Types].xml": TYPES})


def bomb() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(3):
                part.write(b" " * 10_000_000)
    return written.getvalue()


def lying_bomb() -> bytes:
    """A part that says it is small and unpacks to a hundred megabytes."""
    made = bytearray(workbook(SMALL, **{"xl/sharedStrings.xml": b" " * 100_000_000}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = made.find(mark)
        while place >= 0:
            if int.from_bytes(made[place + at : place + at + 4], "little") == 100_000_000:
                made[place + at : place + at + 4] = (1_000).to_bytes(4, "little")
            place = made.find(mark, place + 4)
    return bytes(made)


def overlapping() -> bytes:
    """Two entries of the directory that share the same packed bytes."""
    made = bytearray(workbook(SMALL, **{"xl/a.xml": "<x/>", "xl/b.xml": "<x/>"}))
    first, second = (made.find(name, made.find(b"PK\x01\x02")) - 4 for name in (b"xl/a.xml", b"xl/b.xml"))
    made[second : second + 4] = made[first : first + 4]
    return bytes(made)


def locked_ods() -> bytes:
    manifest = '<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'
    return packed({"mimetype": ODS_TYPE, "content.xml": b"\x01\x02", "META-INF/manifest.xml": manifest})


def ole(*names: str) -> bytes:
    """A file system of the old kind with empty streams of these names."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[26:34] = b"\x03\x00\xfe\xff\x09\x00\x06\x00"
    head[44:48] = (1).to_bytes(4, "little")
    head[48:52] = (1).to_bytes(4, "little")
    head[56:60] = (4096).to_bytes(4, "little")
    head[60:64] = head[68:72] = b"\xfe\xff\xff\xff"
    head[76:512] = b"\xff" * 436
    head[76:80] = (0).to_bytes(4, "little")
    table = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff\xff\xff\xff" * 126
    entries = b""
    for number, name in enumerate(("Root Entry", *names)):
        entry = bytearray(128)
        wide = name.encode("utf-16-le")
        entry[: len(wide)] = wide
        entry[64:66] = (len(wide) + 2).to_bytes(2, "little")
        entry[66] = 5 if number == 0 else 2
        entry[116:120] = b"\xfe\xff\xff\xff"
        entries += bytes(entry)
    return bytes(head) + table + entries.ljust(512, b"\0")


def old(names: list[tuple[int, int]]) -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet("Ett")
    for where in names:
        sheet.write(*where, "x")
    written = BytesIO()
    made.save(written)
    return written.getvalue()


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">'
ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
WHOLE = "table:number-rows-repeated='1048576'"
WIDE = "table:number-columns-repeated='16384'"
VALUE = "office:value-type='float' office:value='1'"

BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "tom"),
    "pdf": (b"%PDF-1.7\n%x\n", "PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "bild"),
    "web page": (b"<!DOCTYPE html><html><table></table>", "webbsida"),
    "xml": (b'<?xml version="1.0"?><a/>', "XML"),
    "json": (b'{"a": 1}', "JSON"),
    "binary": (bytes(range(256)) * 20, "binär"),
    "zip of something": (packed({"a.txt": "x"}), "packad"),
    "word": (packed({"[Content_Types].xml": "<Types>wordprocessingml</Types>"}), "Word"),
    "macros": (workbook(SMALL, **{"xl/vbaProject.bin": b"x"}), "makron"),
    "macro type": (
        packed({"[Content_Types].xml": TYPES.replace("sheet.main", "sheet.macroEnabled.main")}),
        "makron",
    ),
    "binary workbook": (packed({"[Content_Types].xml": "<Types>ms-excel.sheet.binary</Types>"}), "xlsb"),
    "locked workbook": (ole("EncryptionInfo", "EncryptedPackage"), "lösenord"),
    "locked ods": (locked_ods(), "lösenord"),
    "old word": (ole("WordDocument"), "Word"),
    "old macros": (ole("Workbook", "_VBA_PROJECT_CUR"), "makron"),
    "old something": (ole("Något"), "dokument"),
    "cut": (workbook(SMALL)[:-40], "skadad"),
    "cut in half": (workbook(SMALL)[:300], "skadad"),
    "cut old": (old([(0, 0)])[:1500], "skadad"),
    "crowd": (member_crowd(), "orimligt många delar"),
    "bomb": (bomb(), "orimligt mycket data"),
    "lying bomb": (lying_bomb(), "skadad"),
    "overlapping parts": (overlapping(), "skadad"),
    "laughs in a sheet": (workbook(SMALL, **{"xl/worksheets/sheet1.xml": laughs() + "<x>&lol9;</x>"}), "DTD"),
    "dtd in strings": (workbook(SMALL, **{"xl/sharedStrings.xml": DOCTYPE + "<sst/>"}), "DTD"),
    "entity in book": (workbook(SMALL, **{"xl/workbook.xml": ENTITY + "<workbook>&a;</workbook>"}), "DTD"),
    "entity in properties": (workbook(SMALL, **{"docProps/core.xml": ENTITY + "<x>&a;</x>"}), "DTD"),
    "utf-16 part": (
        workbook(SMALL, **{"xl/styles.xml": (DOCTYPE + "<x/>").encode("utf-16")}),
        "teckenkodning",
    ),
    "ods dtd": (ods("<table:table-row/>", **{"styles.xml": DOCTYPE + "<x/>"}), "DTD"),
    "one far cell": (
        workbook(data(row(1, cell("A1")), row(1_048_576, cell("XFD1048576")))),
        "miljoner celler",
    ),
    "two far cells": (
        workbook(data(row(1, cell("XFD1")), row(1_048_576, cell("A1048576")))),
        "miljoner celler",
    ),
    "far and single quoted": (
        workbook(data(row(1, cell("A1")), row(9, cell("XFD1048576").replace('"', "'")))),
        "miljoner celler",
    ),
    "far rows without names": (
        workbook(data(row(1, *["<c><v>1</v></c>"] * 16_384), row(1_048_576, "<c><v>1</v></c>"))),
        "miljoner celler",
    ),
    "repeated cells": (
        ods(f"<table:table-row {WHOLE}><table:table-cell {WIDE} {VALUE}/></table:table-row>"),
        "miljoner celler",
    ),
    "repeated blanks before a cell": (
        ods(
            f"<table:table-row {WHOLE}><table:table-cell/></table:table-row>"
            f"<table:table-row><table:table-cell {WIDE}/><table:table-cell {VALUE}/></table:table-row>"
        ),
        "miljoner celler",
    ),
    "far old cells": (old([(0, 255), (65535, 0)]), "miljoner celler"),
    "formula without result": (workbook(data(row(1, '<c r="B1"><f>1+1</f></c>'))), "formel"),
    "open quotation": (b'a,b\n1,"2\n3,4\n', "citattecken"),
    "half utf-8": ("kön;län\nkvinna;Östergötland Västmanland Jämtland\n".encode() * 5 + b"\xc3", "UTF-8"),
    "wide row": (b"a,b\n1,2\n1,2,3\n", "3 fält"),
    "narrow row": (b"a,b,c\n1,2,3\n1,2\n", "2 fält"),
    "double heading": (b"a,b,a\n1,2,3\n", "A1, C1"),
    "only numbers": (b"1,2,3\n4,5,6\n7,8,9\n", "rubriker"),
    "only blanks": (b"\n\n  \n", "tomt"),
    "parquet mark": (b"PAR1" + b"x" * 50 + b"PAR1", "skadad"),
    "endless field": (b'a,b\n1,"' + b"x" * 300_000 + b'"\n', "orimligt lång"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_sentence(tmp_path, name):
    content, sentence = BAD[name]
    path = tmp_path / "fil.xlsx"
    path.write_bytes(content)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    with pytest.raises(SpreadsheetRefused) as refusal:
        read_table(path)

    assert time.process_time() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024
    assert sentence in refusal.value.into(Language.SWEDISH)
    assert "fil.xlsx" in refusal.value.into(Language.ENGLISH)
    assert refusal.value.__cause__ is None


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SpreadsheetRefused, match="no such file"):
        read_table(tmp_path / "saknas.csv")


def test_a_folder_is_told(tmp_path):
    with pytest.raises(SpreadsheetRefused, match="cannot be read"):
        read_table(tmp_path)


def test_a_dimension_tag_is_not_believed(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook('<dimension ref="A1:XFD1048576"/>' + SMALL))

    assert read_table(path).row_count == 1


def test_a_comment_and_a_cdata_section_are_not_a_document_type(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook("<!-- ofarlig -->" + SMALL))

    assert read_table(path).row_count == 1


def test_the_ordinary_tail_of_an_ods_sheet_is_read(tmp_path):
    def line(*words):
        cells = "".join(
            f"<table:table-cell office:value-type='string'><text:p>{word}</text:p></table:table-cell>"
            for word in words
        )
        return f"<table:table-row>{cells}<table:table-cell {WIDE}/></table:table-row>"

    path = tmp_path / "a.ods"
    path.write_bytes(
        ods(
            line("kön", "län")
            + line("Kvinna", "Skåne")
            + f"<table:table-row {WHOLE}><table:table-cell {WIDE}/></table:table-row>"
        )
    )

    table = read_table(path)

    assert table.names == ("kön", "län")
    assert table.column("kön").texts == ["Kvinna"]


def test_the_name_of_a_file_is_not_believed(tmp_path):
    path = tmp_path / "egentligen.xlsx"
    path.write_bytes(b"a;b\n1;2\n")

    assert read_table(path).reading.kind == "csv"


def test_what_is_hidden_is_read_and_told(tmp_path):
    made = openpyxl.Workbook()
    sheet = made.active
    for line in [["kön", "län", "ålder"], ["Kvinna", "Skåne", 1], ["Man", "Kalmar", 2]]:
        sheet.append(line)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    made.create_sheet("Dold").append(["x"])
    made["Dold"].sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")

    table = read_table(tmp_path / "a.xlsx")

    told = " ".join(problem.into(Language.SWEDISH) for problem in table.reading.remarks)
    assert table.row_count == 2
    assert "1 rader är dolda i filen, den första är rad 3" in told
    assert "Kolumner är dolda i filen: B" in told
    assert "blad Dold: Det dolda bladet lästes inte som data" in told


def test_hidden_parts_of_an_old_workbook_are_told(tmp_path):
    made = xlwt.Workbook()
    sheet = made.add_sheet("Ett")
    for number, line in enumerate([("kön", "län"), ("Kvinna", "Skåne")]):
        for column, word in enumerate(line):
            sheet.write(number, column, word)
    sheet.row(1).hidden = True
    sheet.col(1).hidden = True
    made.save(str(tmp_path / "a.xls"))

    sheet_read = open_workbook(tmp_path / "a.xls").sheet("Ett")

    assert sheet_read.hidden_rows == {1}
    assert sheet_read.hidden_columns == {1}


def test_every_problem_is_told_at_once_and_the_rest_counted(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "1,2,3\n" * 30)

    with pytest.raises(SpreadsheetRefused) as refusal:
        read_table(path)

    assert [problem.where.cell for problem in refusal.value.problems[:3]] == ["A2", "A3", "A4"]
    assert refusal.value.problems[-1].what.en == "… and 10 more."


def test_control_characters_are_taken_away_and_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"k\x01on,l\x02an\nKvi\x00nna,Sk\x1fane\n")

    table = read_table(path)

    assert table.names == ("kon", "lan")
    assert table.column("kon").texts == ["Kvinna"]
    assert [problem.where.cell for problem in table.reading.remarks] == ["A1", "A2", "B1", "B2"]


def test_double_headings_are_made_unique_when_told_to(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b,a,a (2)\n1,2,3,4\n")

    table = read_table(path, ReadingOptions(make_unique=True))

    assert table.names == ("a", "b", "a (3)", "a (2)")


def test_a_column_that_is_not_there_is_answered_with_the_nearest(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("kommun,kön\nLund,Kvinna\n")

    with pytest.raises(SpreadsheetRefused, match="Did you mean “kommun”"):
        read_table(path).column("komun")


def test_a_path_of_many_folders_shows_only_the_files_name(tmp_path):
    deep = tmp_path / "hemlig" / "mapp"
    deep.mkdir(parents=True)
    (deep / "a.csv").write_bytes(b"")

    with pytest.raises(SpreadsheetRefused) as refusal:
        read_table(Path(deep / "a.csv"))

    assert "hemlig" not in refusal.value.into(Language.SWEDISH)
