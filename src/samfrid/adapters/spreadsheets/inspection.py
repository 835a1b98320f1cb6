"""The export inspector: opens a file that was written and refuses it when more is in it than can be seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from samfrid.adapters.spreadsheets.archives import Archive
from samfrid.adapters.spreadsheets.cells import cell_name
from samfrid.adapters.spreadsheets.delimited import records_of
from samfrid.adapters.spreadsheets.kinds import ZIP_MARK
from samfrid.adapters.spreadsheets.opening import open_workbook
from samfrid.adapters.spreadsheets.outgoing import harmless, is_harmless
from samfrid.adapters.spreadsheets.refusals import ProblemList, SpreadsheetRefused, refuse
from samfrid.domain.wording import Place, Text

_EXPECTED_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/worksheets/sheet[0-9]{1,4}\.xml|xl/styles\.xml|xl/theme/theme1\.xml|xl/sharedStrings\.xml"
)


def _tag(pattern: str) -> re.Pattern[bytes]:
    """Match an opening tag whatever prefix its names carry; `~` stands for anything else inside it."""
    return re.compile(("<(?:[\\w.-]{1,40}:)?" + pattern.replace("~", r"[^>]{0,2000}?")).encode())


_IN_SHEETS: tuple[tuple[re.Pattern[bytes], Text], ...] = (
    (_tag(r"f[\s>/]"), Text("en formel", "a formula")),
    (_tag(r"row\b~\shidden="), Text("en dold rad", "a hidden row")),
    (_tag(r"row\b~\sht=[\"']0[\"']"), Text("en rad utan höjd", "a row without height")),
    (_tag(r"col\b~\shidden="), Text("en dold kolumn", "a hidden column")),
    (_tag(r"col\b~\swidth=[\"']0[\"']"), Text("en kolumn utan bredd", "a column without width")),
    (_tag(r"hyperlink"), Text("en länk", "a link")),
    (_tag(r"(?:legacyDrawing|drawing|oleObject|control|picture)"), Text("ett objekt", "an object")),
    (_tag(r"dataValidation"), Text("en urvalslista", "a data validation")),
    (_tag(r"headerFooter"), Text("sidhuvud eller sidfot", "a header or footer")),
    (_tag(r"(?:sheetProtection|protectedRange)"), Text("ett skydd", "a protection")),
)
_IN_WORKBOOK: tuple[tuple[re.Pattern[bytes], Text], ...] = (
    (_tag(r"sheet\b~\sstate=[\"'](?!visible)"), Text("ett dolt blad", "a hidden sheet")),
    (_tag(r"definedName[\s>]"), Text("ett definierat namn", "a defined name")),
    (_tag(r"externalReference"), Text("en länk till en annan arbetsbok", "a link to another workbook")),
    (_tag(r"pivotCache"), Text("en kopia av pivotdata", "a copy of pivot data")),
    (_tag(r"workbookProtection"), Text("ett skydd", "a protection")),
)
_NAMES = r"(?:creator|lastModifiedBy|Manager|Company|HyperlinkBase)\b~>\s{0,200}[^<\s]"
_WORDS = r"(?:title|subject|description|keywords|category|contentStatus)\b~>\s{0,200}[^<\s]"
_IN_PROPERTIES: tuple[tuple[re.Pattern[bytes], Text], ...] = (
    (_tag(_NAMES), Text("ett namn i egenskaperna", "a name in the properties")),
    (_tag(_WORDS), Text("ord i egenskaperna", "words in the properties")),
)
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External")


class ExportRefused(SpreadsheetRefused):
    """A written file holds something that cannot be seen, and is not handed out."""


def inspect_written(
    path: Path, *, headings: Sequence[str] | None = None, separator: str = ",", name: str | None = None
) -> None:
    """Refuse a CSV or XLSX file with anything in it besides visible cells.

    That is: hidden sheets, rows or columns, formulas, comments, links, defined names, pivot copies, authors and
    other properties, parts of unknown kind, text that a program would run, and columns that were not declared.

    Errors: ExportRefused telling what was found and where; PersonalNumberFound.
    """
    file = name or path.name
    data = path.read_bytes()
    if data.startswith(ZIP_MARK):
        _inspect_workbook(Archive(data, file), file)
        open_workbook(path)
        return
    _inspect_text(data, file, headings, separator)
    open_workbook(path, encoding="utf-8", separator=separator)


def _inspect_workbook(archive: Archive, file: str) -> None:
    problems = ProblemList(ExportRefused)
    for part in archive.names:
        where = Place(file=file, field=part)
        if not _EXPECTED_PARTS.fullmatch(part):
            problems.add(_found(Text("en del som inte ska finnas", "a part that should not be there")), where)
            continue
        content = archive.read(part)
        if part.startswith("xl/worksheets/"):
            checks = _IN_SHEETS
        elif part == "xl/workbook.xml":
            checks = _IN_WORKBOOK
        else:
            checks = _IN_PROPERTIES if part.startswith("docProps/") else ()
        for pattern, what in checks:
            if pattern.search(content):
                problems.add(_found(what), where)
        if part.endswith(".rels") and _EXTERNAL.search(content):
            problems.add(_found(Text("en länk utåt", "a link to the outside")), where)
    problems.stop_if_any()


def _found(what: Text) -> Text:
    return Text(
        f"Filen lämnas inte ut: den innehåller {what.sv}.", f"The file is not handed out: it holds {what.en}."
    )


def _inspect_text(data: bytes, file: str, headings: Sequence[str] | None, separator: str) -> None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse("Filen är inte UTF-8.", "The file is not UTF-8.", Place(file=file)) from None
    rows = records_of(text, separator, file)
    problems = ProblemList(ExportRefused)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and not is_harmless(cell):
                what = _found(Text("text som ett program kan köra", "text that a program may run"))
                problems.add(what, Place(file=file, cell=cell_name(number, column)))
    if headings is not None and rows and list(rows[0]) != [harmless(words) for words in headings]:
        problems.add(
            _found(Text("andra kolumner än de angivna", "other columns than the declared ones")),
            Place(file=file),
        )
    problems.stop_if_any()
