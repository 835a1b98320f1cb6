"""Reads from an XLSX file's XML what the cell reader does not tell: extent, hidden rows, formulas, other words."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from samfrid.adapters.spreadsheets import limits
from samfrid.adapters.spreadsheets.archives import Archive, damaged
from samfrid.adapters.spreadsheets.delimited import too_many_cells
from samfrid.adapters.spreadsheets.extents import Extent
from samfrid.adapters.spreadsheets.personal_numbers import CELL_END

_LONGEST_ROW = 64 * limits.MEGABYTE
_SMALL_PART = 16 * limits.MEGABYTE
_TAG = rb"<(?:[\w.-]{1,40}:)?"
_HIDDEN_ROW = re.compile(
    _TAG + rb"""row\b(?=[^>]{0,2000}?\shidden\s*=\s*["'](?:1|t))[^>]{0,2000}?\sr\s*=\s*["']([0-9]{1,9})"""
)
_HIDDEN_COLUMN = re.compile(_TAG + rb"""col\b(?=[^>]{0,2000}?\shidden\s*=\s*["'](?:1|t))([^>]{0,2000})>""")
_EDGES = re.compile(rb"""\s(min|max)\s*=\s*["']([0-9]{1,9})""")
_FORMULA = re.compile(_TAG + rb"f[\s>/]")
_UNSAVED = re.compile(
    _TAG
    + rb"""c\b[^>]{0,500}?\sr\s*=\s*["']([A-Z]{1,3}[0-9]{1,9})["'][^>]{0,500}>\s{0,20}"""
    + _TAG
    + rb"""f\b[^>]{0,500}?(?:/>|>[^<]{0,10000}</(?:[\w.-]{1,40}:)?f>)\s{0,20}"""
    # some programs write an empty value after the formula
    + rb"""(?:<(?:[\w.-]{1,40}:)?v\s{0,20}(?:/>|>\s{0,20}</(?:[\w.-]{1,40}:)?v>)\s{0,20})?</"""
)
_FORMULA_TEXT = re.compile(_TAG + rb"f\b[^>]{0,500}>([^<]{1,10000})<")
_OTHER_WORDS = re.compile(
    _TAG + rb"(?:formula[12]|(?:odd|even|first)(?:Header|Footer))\b[^>]{0,2000}>([^<]{1,10000})<"
)
_OTHER_WORD_SIGNS = (b"Header", b"Footer", b"dataValidation", b"hyperlink")
_PROMPTS = re.compile(
    rb"""\s(?:prompt|error|promptTitle|errorTitle|tooltip|display)\s*=\s*"([^"]{1,2000})\""""
)
_NOT_WORDS = ("styles.xml", "theme1.xml", "calcChain.xml", "[Content_Types].xml")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a sheet's XML says about itself: hidden rows and columns (from 0), formulas and those without result."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: int = 0
    unsaved: tuple[str, ...] = ()


class WorkbookParts:
    """The parts of an XLSX file, in the order of its sheets, with every word that is not in a cell."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._cells = 0
        self.other_texts: dict[str, str] = {}
        sheets = self._sheet_parts()
        self.facts = {name: self._facts(name, part) for name, part in sheets}
        self._read_other_parts({part for _, part in sheets})

    def _tree(self, name: str) -> Element:
        archive = self._archive
        if name not in archive.names or archive.size(name) > _SMALL_PART:
            raise damaged(archive.file)
        try:
            tree: Element = ElementTree.fromstring(archive.read(name))
        except (ParseError, DefusedXmlException, ValueError, RecursionError):
            raise damaged(archive.file) from None
        return tree

    def _sheet_parts(self) -> list[tuple[str, str]]:
        """Name each sheet's part, in the workbook's order; the root relation tells where the workbook is."""
        start = _targets(self._tree("_rels/.rels"), "")
        book = next(
            (target for kind, target in start.values() if kind.endswith("/officeDocument")), "xl/workbook.xml"
        )
        folder, name = posixpath.split(book)
        targets = _targets(self._tree(f"{folder}/_rels/{name}.rels"), folder)
        parts = []
        for element in self._tree(book).iter():
            if element.tag.rpartition("}")[2] != "sheet":
                continue
            identity = element.get(_RELATION) or element.get(_STRICT_RELATION) or ""
            _, target = targets.get(identity, ("", ""))
            if target not in self._archive.names:
                raise damaged(self._archive.file)
            parts.append((element.get("name", ""), target))
        return parts

    def _facts(self, sheet: str, part: str) -> SheetFacts:
        extent = Extent()
        rows: set[int] = set()
        columns: set[int] = set()
        formulas = 0
        unsaved: list[str] = []
        words: list[bytes] = []
        for window in self._windows(part):
            extent.widen(window)
            if b"hidden" in window:
                rows.update(int(number) - 1 for number in _HIDDEN_ROW.findall(window))
                columns.update(_hidden_columns(window))
            if (b"<f" in window or b":f" in window) and _FORMULA.search(window):
                formulas += len(_FORMULA.findall(window))
                unsaved += [name.decode() for name in _UNSAVED.findall(window)]
                words += _FORMULA_TEXT.findall(window)
            if any(sign in window for sign in _OTHER_WORD_SIGNS):
                words += _OTHER_WORDS.findall(window) + _PROMPTS.findall(window)
        self._cells += extent.cells
        if self._cells > limits.CELLS:
            raise too_many_cells(self._archive.file)
        if words:
            self.other_texts[sheet] = _readable(CELL_END.encode().join(words))
        return SheetFacts(frozenset(rows), frozenset(columns), formulas, tuple(unsaved))

    def _windows(self, part: str) -> Iterator[bytes]:
        """Give a sheet's XML in pieces that are cut between rows."""
        waiting = b""
        for piece in self._archive.chunks(part):
            window = waiting + piece
            cut = max(window.rfind(b"<row"), window.rfind(b":row"))
            if cut > 0:
                cut = window.rfind(b"<", 0, cut + 1)
                yield window[:cut]
                waiting = window[cut:]
            else:
                waiting = window
            if len(waiting) > _LONGEST_ROW:
                raise too_many_cells(self._archive.file)
        yield waiting

    def _read_other_parts(self, sheets: set[str]) -> None:
        """Take the words of comments, properties, drawings, pivot copies and left-over shared strings."""
        for name in self._archive.names:
            is_text = name.endswith((".xml", ".rels", ".vml"))
            if name in sheets or not is_text or name.endswith(_NOT_WORDS):
                continue
            self.other_texts[name] = _words(self._archive.read(name))


def _targets(tree: Element, folder: str) -> dict[str, tuple[str, str]]:
    found = {}
    for relation in tree:
        target = relation.get("Target", "")
        full = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
        found[relation.get("Id", "")] = (relation.get("Type", ""), full)
    return found


def _hidden_columns(window: bytes) -> Iterator[int]:
    for attributes in _HIDDEN_COLUMN.findall(window):
        edges = {name: int(number) for name, number in _EDGES.findall(attributes)}
        first = edges.get(b"min", 1)
        yield from range(first - 1, min(edges.get(b"max", first), 16_384))


def _words(part: bytes) -> str:
    """Take the words of a part and of its attributes; runs of one text stay together, texts stay apart."""
    apart = re.sub(rb"</(?:[\w.-]{1,40}:)?(?:si|p|comment|text|[a-z]{2,6}value)>", CELL_END.encode(), part)
    quoted = re.sub(rb"""["'][^"'<>]{0,200}?=["']|["']""", CELL_END.encode(), apart)
    return _readable(re.sub(rb"(?:<[^>\x1e]{0,200}>)+", b" ", quoted))


def _readable(words: bytes) -> str:
    return html.unescape(words.decode("utf-8", "replace"))
