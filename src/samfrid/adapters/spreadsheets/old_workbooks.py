"""Looks through an XLS file before it is opened: how far its cells reach, what is hidden, whether it is locked.

An XLS file is a small file system (OLE 2) whose stream “Workbook” is a row of records (BIFF).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from samfrid.adapters.spreadsheets import limits
from samfrid.adapters.spreadsheets.archives import damaged, encrypted, macros
from samfrid.adapters.spreadsheets.delimited import too_many_cells
from samfrid.adapters.spreadsheets.kinds import wrong_kind
from samfrid.adapters.spreadsheets.workbook_parts import SheetFacts

_FREE = 0xFFFFFFFA  # this and above are not sectors
_CELL_RECORDS = frozenset((0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204, 0x0006, 0x0205, 0x0201, 0x00BE, 0x00D6))
_SEVERAL = frozenset((0x00BD, 0x00BE))  # one record, several cells; its last two bytes are the last column
_BOF, _BOUNDSHEET, _FILEPASS, _ROW, _COLINFO = 0x0809, 0x0085, 0x002F, 0x0208, 0x007D
_NOT_TEXT = re.compile(r"[^\x20-\x7e]{1,10000}")


@dataclass(slots=True)
class _SheetScan:
    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: int = 0


class OldWorkbook:
    """What was found in an XLS file: facts by sheet, and every readable word in it, cells or not."""

    def __init__(self, data: bytes, file: str) -> None:
        try:
            streams = dict(_streams(data))
            self._refuse_others(streams, file)
            stream = streams.get("Workbook") or streams.get("Book") or b""
            self.facts = _facts(stream, file)
        except (struct.error, IndexError, ValueError, RecursionError, MemoryError):
            raise damaged(file) from None
        self.other_texts = {"": _readable(stream)}
        self.other_texts |= {
            name.strip("\x05"): _readable(streams[name]) for name in streams if "ummary" in name
        }

    @staticmethod
    def _refuse_others(streams: dict[str, bytes], file: str) -> None:
        names = {name.casefold() for name in streams}
        if "encryptedpackage" in names:
            raise encrypted(file)
        if "worddocument" in names:
            raise wrong_kind("ett Worddokument", "a Word document", file)
        if "powerpoint document" in names:
            raise wrong_kind("en presentation", "a presentation", file)
        if not names & {"workbook", "book"}:
            raise wrong_kind("ett äldre dokument", "an older kind of document", file)
        if names & {"_vba_project", "_vba_project_cur", "vba"}:
            raise macros(file)


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Give every stream of the file with its name; storages come with nothing in them."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    small_size = 1 << struct.unpack_from("<H", data, 32)[0]
    if size not in (512, 4096) or small_size != 64:
        raise ValueError("not an OLE file")
    directory, cutoff, small_start = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    table = _sector_table(data, size)
    entries = _chain(data, table, directory, size, len(data))
    root_start, root_length = struct.unpack_from("<II", entries, 116)
    small = _chain(data, table, root_start, size, root_length) if root_start < _FREE else b""
    small_table = _numbers(_chain(data, table, small_start, size, len(data))) if small_start < _FREE else ()
    for at in range(0, len(entries) - 127, 128):
        length = min(struct.unpack_from("<H", entries, at + 64)[0], 64)
        name = entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        start, stream_length = struct.unpack_from("<II", entries, at + 116)
        if entries[at + 66] != 2 or start >= _FREE:
            yield name, b""
        elif stream_length < cutoff:
            yield name, _small_chain(small, small_table, start, small_size)[:stream_length]
        else:
            yield name, _chain(data, table, start, size, stream_length)[:stream_length]


def _sector_table(data: bytes, size: int) -> tuple[int, ...]:
    places = [place for place in _numbers(data[76:512]) if place < _FREE]
    more = struct.unpack_from("<I", data, 68)[0]
    seen: set[int] = set()
    while more < _FREE and more not in seen:
        seen.add(more)
        numbers = _numbers(_sector(data, more, size))
        places += [place for place in numbers[:-1] if place < _FREE]
        more = numbers[-1]
    if len(places) * size > len(data):
        raise ValueError("more sector tables than sectors")
    return _numbers(b"".join(_sector(data, place, size) for place in places))


def _sector(data: bytes, number: int, size: int) -> bytes:
    piece = data[(number + 1) * size : (number + 2) * size]
    if not piece:
        raise ValueError("a sector outside the file")
    return piece.ljust(size, b"\0")


def _chain(data: bytes, table: tuple[int, ...], start: int, size: int, most: int) -> bytes:
    pieces: list[bytes] = []
    number = start
    while number < _FREE and len(pieces) * size < most:
        pieces.append(_sector(data, number, size))
        if len(pieces) > len(table):
            raise ValueError("a chain that bites its tail")
        number = table[number]
    return b"".join(pieces)


def _small_chain(small: bytes, table: tuple[int, ...], start: int, size: int) -> bytes:
    pieces: list[bytes] = []
    number = start
    while number < _FREE:
        pieces.append(small[number * size : (number + 1) * size])
        if len(pieces) > len(table):
            raise ValueError("a chain that bites its tail")
        number = table[number]
    return b"".join(pieces)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _facts(stream: bytes, file: str) -> dict[str, SheetFacts]:
    names: dict[int, str] = {}
    scans: dict[str, _SheetScan] = {}
    scan = _SheetScan()
    for at, kind, body in _records(stream):
        if kind == _FILEPASS:
            raise encrypted(file)
        if kind == _BOUNDSHEET and len(body) >= 8:
            names[struct.unpack_from("<I", body)[0]] = _sheet_name(body)
        elif kind == _BOF and at in names:
            scan = scans.setdefault(names[at], _SheetScan())
        else:
            _note(scan, kind, body)
    if (
        sum(one.rows * one.columns for one in scans.values()) > limits.CELLS
        or scan.rows * scan.columns > limits.CELLS
    ):
        raise too_many_cells(file)
    return {
        name: SheetFacts(frozenset(one.hidden_rows), frozenset(one.hidden_columns), one.formulas)
        for name, one in scans.items()
    }


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _note(scan: _SheetScan, kind: int, body: bytes) -> None:
    if kind in _CELL_RECORDS and len(body) >= 4:
        row, column = struct.unpack_from("<HH", body)
        if kind in _SEVERAL:
            column = struct.unpack_from("<H", body, len(body) - 2)[0]
        scan.rows, scan.columns = max(scan.rows, row + 1), max(scan.columns, column + 1)
        scan.formulas += kind == 0x0006
    elif kind == _ROW and len(body) >= 14 and struct.unpack_from("<H", body, 12)[0] & 0x0020:
        scan.hidden_rows.add(struct.unpack_from("<H", body)[0])
    elif kind == _COLINFO and len(body) >= 10 and struct.unpack_from("<H", body, 8)[0] & 0x0001:
        first, last = struct.unpack_from("<HH", body)
        scan.hidden_columns.update(range(first, min(last, 255) + 1))


def _sheet_name(body: bytes) -> str:
    count, is_wide = body[6], body[7] & 1
    return (
        body[8 : 8 + 2 * count].decode("utf-16-le", "replace")
        if is_wide
        else body[8 : 8 + count].decode("latin-1")
    )


def _readable(stream: bytes) -> str:
    """Take every run of plain signs, however it is stored; what is deleted in the program may still stand here."""
    views = (
        stream.decode("latin-1"),
        stream.decode("utf-16-le", "replace"),
        stream[1:].decode("utf-16-le", "replace"),
    )
    return "|".join(_NOT_TEXT.sub("|", view) for view in views)
