"""Reads from an ODS file's own XML how far its cells reach, and every word that is not in a cell.

One empty tag can say that it stands for a million rows, so repeats are counted before anything is opened.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from samfrid.adapters.spreadsheets import limits
from samfrid.adapters.spreadsheets.archives import Archive, damaged
from samfrid.adapters.spreadsheets.delimited import too_many_cells
from samfrid.adapters.spreadsheets.personal_numbers import CELL_END

_ATTRIBUTES = rb"""((?:[^<>"']|"[^"]*"|'[^']*'){0,200})"""
_STEP = re.compile(
    rb"<table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])"
    + _ATTRIBUTES
    + rb">|</table:(table)\s*>"
)
_ROWS = re.compile(rb"""table:number-rows-repeated\s*=\s*["']([0-9]{1,9})""")
_COLUMNS = re.compile(rb"""table:number-columns-repeated\s*=\s*["']([0-9]{1,9})""")
_TEXT_ENDS = re.compile(rb"</text:(?:p|h)>|</table:table-cell>|</office:annotation>")
_TAGS = re.compile(rb"<[^>]{0,4000}>")
_LARGEST_PART = 256 * limits.MEGABYTE


class OdsParts:
    """Checks the parts of an ODS file and gathers its words; cells among them, comments and headers too."""

    def __init__(self, archive: Archive) -> None:
        if "content.xml" not in archive.names:
            raise damaged(archive.file)
        if archive.size("content.xml") > _LARGEST_PART:
            raise too_many_cells(archive.file)
        content = archive.read("content.xml")
        if _room(content) > limits.CELLS:
            raise too_many_cells(archive.file)
        self.other_texts = {"content.xml": _words(content)}
        for name in archive.names:
            if name.endswith(".xml") and name not in ("content.xml", "META-INF/manifest.xml"):
                self.other_texts[name] = _words(archive.read(name))


def _room(content: bytes) -> int:
    """Count the cells a reader makes room for: the last filled row times the widest one, over all sheets."""
    total = rows = last_filled = width = cells = filled_to = repeat = 0
    for step in _steps(content):
        kind, attributes, is_closed = step
        if kind == "cell":
            many = _repeats(_COLUMNS, attributes)
            cells += many
            if not is_closed or b"value" in attributes or b"formula" in attributes:
                filled_to = cells
            continue
        rows += repeat
        if filled_to:
            last_filled, width = rows, max(width, filled_to)
        cells = filled_to = repeat = 0
        if kind == "row":
            repeat = _repeats(_ROWS, attributes)
        else:
            total += last_filled * width
            rows = last_filled = width = 0
    return total + max(last_filled, rows + repeat if filled_to else 0) * max(width, filled_to)


def _steps(content: bytes) -> Iterator[tuple[str, bytes, bool]]:
    for match in _STEP.finditer(content):
        name, attributes, end = match.groups()
        if end is not None or name == b"table":
            yield "table", b"", False
        elif name == b"table-row":
            yield "row", attributes, False
        else:
            yield "cell", attributes, attributes.endswith(b"/")


def _repeats(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1


def _words(part: bytes) -> str:
    apart = _TEXT_ENDS.sub(CELL_END.encode(), part)
    return html.unescape(_TAGS.sub(b" ", apart).decode("utf-8", "replace"))
