"""Read JSON and CSV files of a release into arrays; every fault is a sentence with file, row and column."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from samfrid.domain.disclosure.saved import Ints
from samfrid.domain.wording import Place, Problem, Refused, Text, closest

_LARGEST_FILE = 2_000_000_000
_DIGITS = 15


class UnreadableRelease(Refused):
    """A folder that is no release in our format, with the file, row and column that show it."""


def refuse(file: str, sv: str, en: str, *, row: int | None = None, column: str = "") -> UnreadableRelease:
    """Build the refusal; `row` is the line in the file, the heading being line 1."""
    text = Text(sv, en) if row is None else Text(f"rad {row}: {sv}", f"row {row}: {en}")
    return UnreadableRelease(Problem(text, Place(file=file, field=column)))


def read_bytes(folder: Path, file: str) -> bytes:
    """Read one file of the release; a link that leads out of the folder is refused.

    Errors: UnreadableRelease when the file is missing, outside the folder or too large.
    """
    path = folder / file
    if not path.resolve().is_relative_to(folder.resolve()):
        raise refuse(file, "filen ligger utanför mappen.", "the file lies outside the folder.")
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise refuse(file, "filen är större än 2 GB.", "the file is larger than 2 GB.")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise refuse(
            file, f"filen kan inte läsas ({reason}).", f"the file cannot be read ({reason})."
        ) from None


def sha256(content: bytes) -> str:
    """Hash a file's bytes as the manifest writes it."""
    return hashlib.sha256(content).hexdigest()


def parse_json(file: str, content: bytes) -> Mapping[str, Any]:
    """Parse a JSON object.

    Errors: UnreadableRelease with the line where the text stops making sense.
    """
    try:
        parsed = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise refuse(
            file,
            "här slutar filen att vara JSON; är den avhuggen?",
            "here the file stops being JSON; is it cut off?",
            row=error.lineno,
        ) from None
    except (UnicodeDecodeError, RecursionError):
        raise refuse(file, "filen är inte JSON i UTF-8.", "the file is not JSON in UTF-8.") from None
    if not isinstance(parsed, dict):
        raise refuse(file, "filen ska vara ett JSON-objekt.", "the file should be one JSON object.")
    return parsed


def field_of(file: str, holder: Mapping[str, Any], name: str, kind: type, *, default: Any = ...) -> Any:
    """Take one field of a JSON object and see that it is what it should be.

    Errors: UnreadableRelease when it is missing (and has no default) or of another kind.
    """
    if name not in holder:
        if default is not ...:
            return default
        near = closest(name, holder)
        raise refuse(file, f"fältet saknas.{near.sv}", f"the field is missing.{near.en}", column=name)
    value = holder[name]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        words: dict[type, tuple[str, str]] = {
            list: ("en lista", "a list"),
            dict: ("ett objekt", "an object"),
            str: ("text", "text"),
        }
        sv, en = words.get(kind, ("ett heltal", "a whole number"))
        raise refuse(file, f"fältet ska vara {sv}.", f"the field should be {en}.", column=name)
    return value


def parse_csv(file: str, content: bytes, wanted: Sequence[str]) -> pa.Table:
    """Parse a CSV file, every column as text, and keep the wanted columns.

    Errors: UnreadableRelease when it is no CSV, a column is missing or stands twice.
    """
    try:
        names = pacsv.open_csv(io.BytesIO(content)).schema.names
        table = pacsv.read_csv(
            io.BytesIO(content),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        reason = str(error).splitlines()[0][:60] if "columns" in str(error) else "CSV, UTF-8"
        raise refuse(
            file, f"filen är inte en tabell ({reason}).", f"the file is no table ({reason})."
        ) from None
    for name in wanted:
        if names.count(name) != 1:
            near = closest(name, names)
            sv, en = ("saknas", "is missing") if name not in names else ("finns två gånger", "stands twice")
            raise refuse(file, f"kolumnen {sv}.{near.sv}", f"the column {en}.{near.en}", column=name)
    return table.select(list(wanted))


def texts(table: pa.Table, column: str) -> tuple[Ints, list[str]]:
    """Give a text column as numbers and the words they stand for."""
    encoded = table.column(column).combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    return encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64), encoded.dictionary.to_pylist()


def codes_of(file: str, table: pa.Table, column: str, known: Sequence[str]) -> Ints:
    """Number the codes of a column by a list of known codes.

    Errors: UnreadableRelease at the first code that the structure does not have.
    """
    at = {code: i for i, code in enumerate(known)}
    numbers, words = texts(table, column)
    found = np.array([at.get(word, -1) for word in words], dtype=np.int64)[numbers]
    if (found < 0).any():
        row = int(np.argmin(found))
        raise unknown_code(file, row, column, words[numbers[row]], known)
    return found


def unknown_code(file: str, row: int, column: str, word: str, known: Sequence[str]) -> UnreadableRelease:
    """Build the refusal of a code that structure.json does not list.

    `row` counts from 0 below the heading.
    """
    near = closest(word, known)
    return refuse(
        file,
        f"koden ”{word[:40]}” finns inte i structure.json.{near.sv}",
        f"the code “{word[:40]}” is not in structure.json.{near.en}",
        row=row + 2,
        column=column,
    )


def whole_numbers(
    file: str,
    table: pa.Table,
    column: str,
    *,
    where: npt.NDArray[np.bool_] | None = None,
    signed: bool = False,
) -> Ints:
    """Read whole numbers, 0 where `where` says that none should stand.

    Errors: UnreadableRelease at the first text that is no whole number; the text itself is not repeated.
    """
    given = table.column(column).combine_chunks()
    if isinstance(given, pa.ChunkedArray):
        given = given.combine_chunks()
    pattern = rf"^{'-?' if signed else ''}[0-9]{{1,{_DIGITS}}}$"
    fits = pc.match_substring_regex(given, pattern).to_numpy(zero_copy_only=False).astype(bool)
    wanted = np.ones(len(fits), dtype=bool) if where is None else where
    if (wanted & ~fits).any():
        row = int(np.argmax(wanted & ~fits)) + 2
        raise refuse(
            file, "här ska ett heltal stå.", "a whole number should stand here.", row=row, column=column
        )
    numbers = pc.cast(pc.if_else(pa.array(wanted), given, "0"), pa.int64())
    found: Ints = numbers.to_numpy(zero_copy_only=False)
    return found
