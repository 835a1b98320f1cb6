"""The door for files that come in: told apart by content, measured before opened, searched when read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import python_calamine as calamine

from samfrid.adapters.spreadsheets import limits
from samfrid.adapters.spreadsheets.archives import Archive, damaged, encrypted, macros
from samfrid.adapters.spreadsheets.cells import Row
from samfrid.adapters.spreadsheets.delimited import decode, records_of, separator_of, too_many_cells
from samfrid.adapters.spreadsheets.kinds import (
    OLE_MARK,
    PARQUET_MARK,
    ZIP_MARK,
    Kind,
    refuse_other_kinds,
    wrong_kind,
)
from samfrid.adapters.spreadsheets.ods_parts import OdsParts
from samfrid.adapters.spreadsheets.old_workbooks import OldWorkbook
from samfrid.adapters.spreadsheets.refusals import (
    PersonalNumberFound,
    ProblemList,
    refuse,
)
from samfrid.adapters.spreadsheets.searching import personal_number_refusal
from samfrid.adapters.spreadsheets.workbook import Area, Sheet, Workbook
from samfrid.adapters.spreadsheets.workbook_parts import SheetFacts, WorkbookParts
from samfrid.domain.wording import Place, Text


def open_workbook(path: Path | str, *, encoding: str | None = None, separator: str | None = None) -> Workbook:
    """Open a file of any kind that is read: CSV, XLSX, XLS, ODS or Parquet, by its content and not its name.

    Promise: no personnummer or samordningsnummer is anywhere in a workbook that is returned.
    Errors:  SpreadsheetRefused when the file is something else, locked, damaged, impossibly large or harmful;
             PersonalNumberFound with file, sheet and cell.
    """
    opened = _opened(Path(path), encoding, separator)
    if isinstance(opened, PersonalNumberFound):
        raise opened  # from here, where no variable holds what the file says
    return opened


def _opened(path: Path, encoding: str | None, separator: str | None) -> Workbook | PersonalNumberFound:
    data = _bytes_of(path)
    others: Mapping[str, str] = {}
    if data.startswith(PARQUET_MARK):
        from samfrid.adapters.spreadsheets.parquet import read_parquet

        sheet, others = read_parquet(data, path.name)
        book = Workbook(path, Kind.PARQUET, (sheet,))
    elif data.startswith(ZIP_MARK):
        book, others = _open_zipped(path, data)
    elif data.startswith(OLE_MARK):
        book, others = _open_xls(path, data)
    else:
        book = _open_delimited(path, data, encoding, separator)
    return personal_number_refusal(book, others) or book


def _bytes_of(path: Path) -> bytes:
    place = Place(file=path.name)
    try:
        size = path.stat().st_size
        if size > limits.FILE_BYTES:
            megabytes = limits.FILE_BYTES // limits.MEGABYTE
            raise refuse(
                f"Filen är större än {megabytes} MB. Dela den.",
                f"The file is larger than {megabytes} MB. Split it.",
                place,
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise refuse("Filen finns inte.", "There is no such file.", place) from None
    except (OSError, ValueError):
        raise refuse("Filen går inte att läsa.", "The file cannot be read.", place) from None
    if not data:
        raise refuse("Filen är tom.", "The file is empty.", place)
    return data


def _open_delimited(path: Path, data: bytes, encoding: str | None, separator: str | None) -> Workbook:
    refuse_other_kinds(data[:512], path.name)
    text, encoding = decode(data, encoding, path.name)
    if "\0" in text[:100_000] and text.count("\0") > 8:
        raise wrong_kind("en binär fil", "a binary file", path.name)
    separator = separator or separator_of(text)
    rows = records_of(text, separator, path.name)
    return Workbook(path, Kind.CSV, (Sheet(path.name, "", rows),), encoding, separator)


def _open_zipped(path: Path, data: bytes) -> tuple[Workbook, Mapping[str, str]]:
    archive = Archive(data, path.name)
    kind = _kind_of(archive)
    if kind is Kind.ODS:
        document = OdsParts(archive)
        archive.check_rest()
        return _with_calamine(path, data, kind), document.other_texts
    parts = WorkbookParts(archive)
    archive.check_rest()
    book = _with_calamine(path, data, kind)
    refuse_unsaved_formulas(book, parts.facts)
    return _with_facts(book, parts.facts), parts.other_texts


def _with_facts(book: Workbook, facts: Mapping[str, SheetFacts]) -> Workbook:
    none = SheetFacts()
    return replace(
        book,
        sheets=tuple(
            replace(
                sheet,
                hidden_rows=(about := facts.get(sheet.name, none)).hidden_rows,
                hidden_columns=about.hidden_columns,
                formulas=about.formulas,
            )
            for sheet in book.sheets
        ),
    )


def refuse_unsaved_formulas(book: Workbook, facts: Mapping[str, SheetFacts]) -> None:
    """Refuse a workbook whose formulas were never worked out: their cells would read as blank."""
    problems = ProblemList()
    for sheet, about in facts.items():
        for cell in about.unsaved:
            problems.add(
                Text(
                    "Cellen har en formel utan sparat resultat. Öppna filen i ett kalkylprogram och spara den.",
                    "The cell has a formula without a saved result. Open the file in a spreadsheet program, save it.",
                ),
                Place(file=book.file, sheet=sheet, cell=cell),
            )
    problems.stop_if_any()


def _kind_of(archive: Archive) -> Kind:
    names = {name.lower() for name in archive.names}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise macros(archive.file)
    if "[Content_Types].xml" in archive.names:
        types = archive.read("[Content_Types].xml").lower()
        if b"macroenabled" in types:
            raise macros(archive.file)
        if b"spreadsheetml.sheet.main" in types or b"spreadsheetml.template.main" in types:
            return Kind.XLSX
        if b"sheet.binary" in types:
            raise wrong_kind("en binär Excelbok (xlsb)", "a binary Excel workbook (xlsb)", archive.file)
        if b"wordprocessingml" in types:
            raise wrong_kind("ett Worddokument", "a Word document", archive.file)
    if "mimetype" in archive.names:
        mime = archive.read("mimetype").strip()
        if mime in (
            b"application/vnd.oasis.opendocument.spreadsheet",
            b"application/vnd.oasis.opendocument.spreadsheet-template",
        ):
            if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read(
                "META-INF/manifest.xml"
            ):
                raise encrypted(archive.file)
            return Kind.ODS
    raise wrong_kind("en packad fil (zip)", "a packed file (zip)", archive.file)


def _open_xls(path: Path, data: bytes) -> tuple[Workbook, Mapping[str, str]]:
    streams = OldWorkbook(data, path.name)
    book = _with_calamine(path, data, Kind.XLS)
    return _with_facts(book, streams.facts), streams.other_texts


def _with_calamine(path: Path, data: bytes, kind: Kind) -> Workbook:
    file = path.name
    try:
        opened = calamine.load_workbook(BytesIO(data))
        metadata = opened.sheets_metadata
        if len(metadata) > limits.SHEETS:
            raise too_many_cells(file)
        sheets = tuple(
            _sheet(opened, position, about, file)
            for position, about in enumerate(metadata)
            if about.typ == calamine.SheetTypeEnum.WorkSheet
        )
    except calamine.PasswordError:
        raise encrypted(file) from None
    except (calamine.CalamineError, OSError, ValueError, IndexError, OverflowError):
        raise damaged(file) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own word for a broken file
            raise damaged(file) from None
        raise
    if not sheets:
        raise refuse("Arbetsboken har inga blad.", "The workbook has no sheets.", Place(file=file))
    return Workbook(path, kind, sheets)


def _sheet(
    opened: calamine.CalamineWorkbook, position: int, about: calamine.SheetMetadata, file: str
) -> Sheet:
    sheet = opened.get_sheet_by_index(position)
    rows: list[Row] = [
        [None if cell == "" else cell for cell in row] if "" in row else list(row)
        for row in sheet.to_python(skip_empty_area=False)
    ]
    merged = tuple(
        Area(first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or []
    )
    return Sheet(file, about.name, rows, about.visible != calamine.SheetVisibleEnum.Visible, merged=merged)
