"""Looks through a zipped workbook before anything opens it: how large it unpacks, and what it could hide."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from samfrid.adapters.spreadsheets import limits
from samfrid.adapters.spreadsheets.refusals import SpreadsheetRefused, refuse
from samfrid.domain.wording import Place

_END_OF_DIRECTORY = b"PK\x05\x06"
_LOCAL_HEADER_BYTES = 30
_CHUNK = 4 * limits.MEGABYTE
_DECLARATIONS = re.compile(rb"<!(?!--|\[CDATA\[)")
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_XML_NAMES = (".xml", ".rels", ".vml", ".rdf")


class Archive:
    """A zip file whose members have been counted and measured, and are unpacked only within the limits."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._data = data
        _check_directory(data, file)
        try:
            with zipfile.ZipFile(BytesIO(data)) as opened:
                members = opened.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError):
            raise damaged(file) from None
        _check_members(members, len(data), file)
        self._seen: set[str] = set()
        self._members = {member.filename: member for member in members}

    @property
    def names(self) -> list[str]:
        """The names of the members, as stored."""
        return list(self._members)

    def size(self, name: str) -> int:
        """How many bytes a member takes when it is unpacked."""
        return self._members[name].file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack one member piece by piece, within its declared size.

        Errors: SpreadsheetRefused when the member is damaged or larger than declared, and when it is XML with a
                document type, an entity or an encoding other than UTF-8.
        """
        member = self._members[name]
        header = self._data[member.header_offset : member.header_offset + _LOCAL_HEADER_BYTES]
        if len(header) < _LOCAL_HEADER_BYTES or header[:4] != b"PK\x03\x04":
            raise damaged(self.file)
        name_length, extra_length = struct.unpack("<HH", header[26:30])
        start = member.header_offset + _LOCAL_HEADER_BYTES + name_length + extra_length
        packed = self._data[start : start + member.compress_size]
        size = 0
        is_xml, tail = False, b""
        for piece in _unpack(packed, member.compress_type, self.file):
            if size == 0:
                is_xml = name.lower().endswith(_XML_NAMES) or piece.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(
                    b"<"
                )
                if is_xml and not _is_utf8(piece):
                    raise self._strange_encoding()
            size += len(piece)
            if size > member.file_size:
                raise damaged(self.file)
            if is_xml:
                self._refuse_declarations(tail + piece)
                tail = piece[-12:]  # a declaration may be cut between two pieces
            yield piece
        if size != member.file_size:
            raise damaged(self.file)
        self._seen.add(name)

    def read(self, name: str) -> bytes:
        """Unpack one member whole."""
        return b"".join(self.chunks(name))

    def check_rest(self) -> None:
        """Unpack every part that has not been read yet, so that all of them have been measured and checked."""
        for name in self.names:
            if name not in self._seen:
                for _ in self.chunks(name):
                    pass

    def _strange_encoding(self) -> SpreadsheetRefused:
        return refuse(
            "Arbetsboken har en annan teckenkodning än UTF-8. Spara om den i ett kalkylprogram.",
            "The workbook has another encoding than UTF-8. Save it again in a spreadsheet program.",
            Place(file=self.file),
        )

    def _refuse_declarations(self, window: bytes) -> None:
        if b"<!" in window and _DECLARATIONS.search(window):
            raise refuse(
                "Arbetsboken innehåller en dokumenttyp (DTD) som kan hämta in annat. Läses inte.",
                "The workbook holds a document type (DTD), which could pull in other files. Not read.",
                Place(file=self.file),
            )


def damaged(file: str) -> SpreadsheetRefused:
    """Say that a file is cut short or broken."""
    return refuse(
        "Filen är skadad eller avklippt och kan inte öppnas. Hämta eller spara den på nytt.",
        "The file is damaged or cut short and cannot be opened. Fetch it or save it again.",
        Place(file=file),
    )


def _is_utf8(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start[:8]:
        return False
    declared = _ENCODING.match(start.removeprefix(b"\xef\xbb\xbf"))
    return declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii", b"ascii")


def _check_directory(data: bytes, file: str) -> None:
    """Read the directory's own count before a library lists it: a hundred thousand names take seconds."""
    at = data.rfind(_END_OF_DIRECTORY, max(0, len(data) - 65_557))
    if at < 0 or len(data) < at + 22:
        raise damaged(file)
    count, size = struct.unpack("<HI", data[at + 10 : at + 16])
    if count > limits.ZIP_MEMBERS or size > limits.ZIP_DIRECTORY_BYTES:
        raise refuse(
            "Filen packar upp till orimligt många delar och öppnas inte.",
            "The file unpacks into impossibly many parts and is not opened.",
            Place(file=file),
        )


def _check_members(members: list[zipfile.ZipInfo], packed_bytes: int, file: str) -> None:
    unpacked = sum(member.file_size for member in members)
    too_dense = unpacked > limits.SMALL_UNPACKED and unpacked > limits.UNPACKED_RATIO * packed_bytes
    if unpacked > limits.UNPACKED_BYTES or too_dense:
        raise refuse(
            "Filen packar upp till orimligt mycket data och öppnas inte.",
            "The file unpacks into an impossible amount of data and is not opened.",
            Place(file=file),
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise encrypted(file)
    ends = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < ends:
            raise damaged(file)  # parts that overlap: no program saves so
        ends = member.header_offset + _LOCAL_HEADER_BYTES + member.compress_size
    if len({member.filename for member in members}) != len(members):
        raise damaged(file)  # two parts of one name: programs would disagree about which one counts


def encrypted(file: str) -> SpreadsheetRefused:
    """Say that a file is locked with a password."""
    return refuse(
        "Filen är låst med lösenord. Spara en kopia utan lösenord och läs den.",
        "The file is locked with a password. Save a copy without a password and read that.",
        Place(file=file),
    )


def macros(file: str) -> SpreadsheetRefused:
    """Say that a workbook carries programs."""
    return refuse(
        "Arbetsboken innehåller makron. Spara den som .xlsx, utan makron, och läs den.",
        "The workbook holds macros. Save it as .xlsx, without macros, and read that.",
        Place(file=file),
    )


def _unpack(packed: bytes, method: int, file: str) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        for start in range(0, len(packed), _CHUNK):
            yield packed[start : start + _CHUNK]
        return
    if method != zipfile.ZIP_DEFLATED:
        raise damaged(file)
    unpacker = zlib.decompressobj(-15)
    waiting = packed
    try:
        while True:
            piece = unpacker.decompress(waiting, _CHUNK)
            waiting = unpacker.unconsumed_tail
            if piece:
                yield piece
            if unpacker.eof or not (piece or waiting):
                break
    except zlib.error:
        raise damaged(file) from None
    if not unpacker.eof:
        raise damaged(file)
