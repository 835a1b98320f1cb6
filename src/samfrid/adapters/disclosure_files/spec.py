"""Reads SPEC.json and the data it names: which tables, over which columns, by which rule."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from samfrid.domain.disclosure import Forced, GroupRule, Rule
from samfrid.domain.tables import TOTAL, Dimension, Hierarchy, RawCounts, TableFamily, TableShape
from samfrid.domain.wording import Place, Problem, Refused, Text, closest

KEYS = ("data", "count", "hierarchies", "tables", "rule", "multiple")
RULE_KEYS = (
    "threshold",
    "thresholds",
    "zeros",
    "reader_minimum",
    "width",
    "insider",
    "groups",
    "force_publish",
    "force_hide",
    "seed",
)
GROUP_KEYS = ("dimension", "sensitive", "group_below", "all_but")


class SpecError(Refused):
    """A spec or its data that can't be used; names file, column and row."""

    exit_code = 1


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """What a spec asks for, read and counted."""

    counts: RawCounts
    rule: Rule
    data_sha256: str


def read_spec(path: Path) -> Job:
    """Read a spec and count its data.

    Promise: every row of the data is counted or the spec is refused. No value of the data stands in an error,
             except an unknown code of the rule, which the spec itself holds.
    Errors:  SpecError naming file, key, column and row; RuleError for the rule.
    """
    described = _described(path)
    _known_keys(path.name, described, KEYS)
    if "multiple" in described:
        raise _refuse(
            path.name,
            "flera svar per person går inte att skydda ännu. Gör en tabell för varje kolumn i stället.",
            "several answers a person can't be protected yet. Make a table for each column instead.",
            field="multiple",
        )
    tables = _tables(path.name, described)
    hierarchies = _hierarchies(path.name, described)
    rule = _rule(path.name, described.get("rule", {}))
    count = described.get("count")
    if count is not None and not isinstance(count, str):
        raise _refuse(path.name, "ska vara ett kolumnnamn.", "must be a column's name.", field="count")
    data = described.get("data")
    if not isinstance(data, str) or not data:
        raise _refuse(path.name, "ska vara en fil.", "must be a file.", field="data")
    names = list(dict.fromkeys(name for table in tables for name in table))
    levels = {name: hierarchies.get(name, ()) for name in names}
    wanted = list(dict.fromkeys([*names, *(level for above in levels.values() for level in above)]))
    file = path.parent / data
    table, digest = _read_data(path.name, file, [*wanted, *([count] if count else [])])
    persons = _persons(file.name, table, count)
    columns = {name: _coded(file.name, table, name) for name in wanted}
    counts = _count(file.name, path.stem, tables, levels, columns, persons)
    return Job(counts, rule, digest)


def _described(path: Path) -> dict[str, Any]:
    """Read the spec itself."""
    try:
        described = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise _refuse(path.name, "filen finns inte.", "the file does not exist.") from None
    except OSError as problem:
        why = problem.strerror or ""
        raise _refuse(path.name, f"kunde inte läsas ({why}).", f"could not be read ({why}).") from None
    except UnicodeDecodeError:
        raise _refuse(path.name, "filen är inte UTF-8.", "the file is not UTF-8.") from None
    except (json.JSONDecodeError, RecursionError) as problem:
        row = getattr(problem, "lineno", 1)
        raise _refuse(
            path.name, f"filen är inte giltig JSON (rad {row}).", f"the file is not valid JSON (line {row})."
        ) from None
    if not isinstance(described, dict):
        raise _refuse(path.name, "filen ska innehålla ett objekt.", "the file must hold an object.")
    return described


def _known_keys(file: str, found: Mapping[str, Any], known: Iterable[str], inside: str = "") -> None:
    """Refuse a key that nothing reads."""
    for key in found:
        if key not in known:
            near = closest(key, known)
            raise _refuse(
                file, f"nyckeln är okänd.{near.sv}", f"the key is unknown.{near.en}", field=f"{inside}{key}"
            )


def _tables(file: str, described: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Read the list of tables."""
    tables = described.get("tables")
    if not isinstance(tables, list) or not tables:
        raise _refuse(file, "ska vara en lista av tabeller.", "must be a list of tables.", field="tables")
    for number, table in enumerate(tables, start=1):
        named = isinstance(table, list) and table and all(isinstance(name, str) and name for name in table)
        if not named or len(set(table)) != len(table):
            raise _refuse(
                file,
                f"tabell {number} ska vara en lista av olika kolumner.",
                f"table {number} must be a list of different columns.",
                field="tables",
            )
    unique = [tuple(table) for table in tables]
    if len(set(unique)) != len(unique):
        raise _refuse(file, "en tabell står två gånger.", "a table stands twice.", field="tables")
    return unique


def _hierarchies(file: str, described: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Read which coarser columns lie over which."""
    found = described.get("hierarchies", {})
    if not isinstance(found, dict):
        raise _refuse(file, "ska vara ett objekt.", "must be an object.", field="hierarchies")
    for name, levels in found.items():
        if not isinstance(levels, list) or not all(isinstance(level, str) and level for level in levels):
            raise _refuse(
                file,
                "ska vara en lista av kolumner.",
                "must be a list of columns.",
                field=f"hierarchies.{name}",
            )
        if len({name, *levels}) != len(levels) + 1:
            raise _refuse(
                file, "en kolumn står två gånger.", "a column stands twice.", field=f"hierarchies.{name}"
            )
    return {name: tuple(levels) for name, levels in found.items()}


def _rule(file: str, found: object) -> Rule:
    """Read the rule; values are checked by the rule itself."""
    if not isinstance(found, dict):
        raise _refuse(file, "ska vara ett objekt.", "must be an object.", field="rule")
    _known_keys(file, found, RULE_KEYS, "rule.")
    given = dict(found)
    if "thresholds" in given and not _nested(given["thresholds"], int):
        raise _refuse(
            file,
            "ska vara {kolumn: {kategori: tröskel}}.",
            "must be {column: {category: threshold}}.",
            field="rule.thresholds",
        )
    if given.get("zeros") == "hidden":
        given.setdefault("reader_minimum", 0)
    given["groups"] = tuple(_group(file, group) for group in _listed(file, given, "groups"))
    for name in ("force_publish", "force_hide"):
        given[name] = tuple(_forced(file, name, cell) for cell in _listed(file, given, name))
    return Rule(**given)


def _nested(found: object, kind: type) -> bool:
    return isinstance(found, dict) and all(
        isinstance(inner, dict) and all(isinstance(value, kind) for value in inner.values())
        for inner in found.values()
    )


def _listed(file: str, rule: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = rule.get(name, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise _refuse(
            file, "ska vara en lista av objekt.", "must be a list of objects.", field=f"rule.{name}"
        )
    return found


def _group(file: str, found: dict[str, Any]) -> GroupRule:
    """Read one group rule."""
    _known_keys(file, found, GROUP_KEYS, "rule.groups.")
    sensitive = found.get("sensitive")
    if not isinstance(found.get("dimension"), str) or not isinstance(sensitive, list) or not sensitive:
        raise _refuse(
            file,
            "varje grupp behöver ”dimension” och ”sensitive”.",
            "each group needs “dimension” and “sensitive”.",
            field="rule.groups",
        )
    numbers = {name: found[name] for name in ("group_below", "all_but") if name in found}
    return GroupRule(found["dimension"], tuple(str(code) for code in sensitive), **numbers)


def _forced(file: str, name: str, found: dict[str, Any]) -> Forced:
    """Read one forced cell: its labels, and the reason, which is required."""
    labels = {column: str(code) for column, code in found.items() if column != "reason"}
    reason = found.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise _refuse(
            file,
            "varje cell behöver ett skäl (”reason”).",
            "each cell needs a “reason”.",
            field=f"rule.{name}",
        )
    return Forced(labels, reason)


def _read_data(spec: str, file: Path, wanted: list[str]) -> tuple[pa.Table, str]:
    """Read the wanted columns of the data, and the hash of the whole file."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise _refuse(
            spec, f"filen {file.name} finns inte.", f"the file {file.name} does not exist.", field="data"
        ) from None
    except OSError as problem:
        why = problem.strerror or ""
        raise _refuse(file.name, f"kunde inte läsas ({why}).", f"could not be read ({why}).") from None
    try:
        if file.suffix.casefold() == ".parquet":
            table = pa.parquet.read_table(pa.BufferReader(content))
        else:
            table = _read_csv(content)
    except (pa.ArrowInvalid, OSError, UnicodeDecodeError):
        raise _refuse(
            file.name,
            "filen går inte att läsa som CSV (UTF-8, komma) eller Parquet.",
            "the file can't be read as CSV (UTF-8, comma) or Parquet.",
        ) from None
    for name in wanted:
        if table.column_names.count(name) != 1:
            near = closest(name, table.column_names)
            sv = "kolumnen står två gånger." if name in table.column_names else f"kolumnen saknas.{near.sv}"
            en = (
                "the column stands twice."
                if name in table.column_names
                else f"the column is missing.{near.en}"
            )
            raise _refuse(file.name, sv, en, field=name)
    return table.select(wanted), hashlib.sha256(content).hexdigest()


def _read_csv(content: bytes) -> pa.Table:
    """Read a CSV file with every value as text."""
    text = content.decode("utf-8-sig")
    header = next(iter(text.splitlines()), "")
    options = pa.csv.ParseOptions(newlines_in_values=True)
    first = pa.csv.read_csv(pa.BufferReader(header.encode() + b"\n"), parse_options=options)
    types = {name: pa.string() for name in first.column_names}
    return pa.csv.read_csv(
        pa.BufferReader(text.encode()),
        parse_options=options,
        convert_options=pa.csv.ConvertOptions(column_types=types, strings_can_be_null=False),
    )


def _persons(file: str, table: pa.Table, count: str | None) -> npt.NDArray[np.int64]:
    """Read how many persons each row is: one, or the count column."""
    if count is None:
        return np.ones(table.num_rows, dtype=np.int64)
    column = table.column(count)
    for row, value in enumerate(column.to_pylist(), start=2):
        if not _is_count(value):
            raise _refuse(
                file,
                f"rad {row}: antalet är inte ett heltal som är 0 eller mer.",
                f"row {row}: the count is not a whole number, 0 or more.",
                field=count,
            )
    return np.array(
        [int(float(v)) if not isinstance(v, str) else int(v) for v in column.to_pylist()], np.int64
    )


def _is_count(value: object) -> bool:
    """Whether a value is a whole number, 0 or more, that fits."""
    if isinstance(value, str):
        return value.isascii() and value.isdigit() and len(value) <= 15
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return value == value and 0 <= value < 10**15 and value == int(value)


def _coded(file: str, table: pa.Table, name: str) -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
    """Read a column as codes in order, and the place of each row's code."""
    column = table.column(name)
    if column.null_count:
        row = int(np.argmax(column.is_null().to_numpy(zero_copy_only=False))) + 2
        raise _refuse(file, f"rad {row}: värdet saknas.", f"row {row}: the value is missing.", field=name)
    if pa.types.is_floating(column.type):
        raise _refuse(
            file,
            "kolumnen har decimaltal, inte kategorier.",
            "the column has decimals, not categories.",
            field=name,
        )
    if pa.types.is_dictionary(column.type):
        column = pc.cast(column, column.type.value_type)
    encoded = pc.dictionary_encode(pc.cast(column, pa.string()).combine_chunks())
    words = [str(word) for word in encoded.dictionary.to_pylist()]
    if TOTAL in words:
        row = int(np.argmax(encoded.indices.to_numpy() == words.index(TOTAL))) + 2
        raise _refuse(
            file,
            f"rad {row}: ”{TOTAL}” är summans namn och får inte vara en kategori. Ta bort summeringsrader.",
            f"row {row}: “{TOTAL}” is the name of the total and may not be a category. Take out rows of totals.",
            field=name,
        )
    order = sorted(range(len(words)), key=words.__getitem__)
    place = np.empty(len(words), dtype=np.int64)
    place[order] = np.arange(len(words))
    # `to_numpy` would load pandas, which takes longer than protecting a small table. There are no nulls here.
    index = np.asarray(np.from_dlpack(encoded.indices)).astype(np.int64)
    return tuple(words[i] for i in order), place[index] if len(words) else index


def _count(
    file: str,
    name: str,
    tables: list[tuple[str, ...]],
    levels: Mapping[str, tuple[str, ...]],
    columns: Mapping[str, tuple[tuple[str, ...], npt.NDArray[np.int64]]],
    persons: npt.NDArray[np.int64],
) -> RawCounts:
    """Build dimensions from the data and count every combination."""
    dimensions = {
        column: Dimension(
            column,
            columns[column][0],
            Text.same(column),
            tuple(_hierarchy(file, column, level, columns) for level in above),
        )
        for column, above in levels.items()
    }
    shapes = [TableShape(" × ".join(table), tuple(dimensions[c] for c in table)) for table in tables]
    family = TableFamily(name, tuple(shapes))
    stacked = np.column_stack([columns[d.name][1] for d in family.dimensions])
    codes, inverse = np.unique(stacked, axis=0, return_inverse=True)
    summed = np.zeros(len(codes), dtype=np.int64)
    np.add.at(summed, inverse.reshape(-1), persons)
    kept = summed > 0
    return RawCounts(family, codes[kept].astype(np.int32), summed[kept])


def _hierarchy(
    file: str,
    column: str,
    level: str,
    columns: Mapping[str, tuple[tuple[str, ...], npt.NDArray[np.int64]]],
) -> Hierarchy:
    """Read which code lies under which from the rows, and refuse a code that lies under two."""
    (codes, finest), (above, coarser) = columns[column], columns[level]
    parent = np.full(len(codes), -1, dtype=np.int64)
    parent[finest] = coarser
    wrong = np.flatnonzero(parent[finest] != coarser)
    if len(wrong):
        code = codes[finest[wrong[0]]]
        raise _refuse(
            file,
            f"rad {int(wrong[0]) + 2}: ”{code}” ligger under olika koder i ”{level}”.",
            f"row {int(wrong[0]) + 2}: “{code}” lies under different codes of “{level}”.",
            field=column,
        )
    return Hierarchy(level, {code: above[parent[i]] for i, code in enumerate(codes)}, Text.same(level))


def _refuse(file: str, sv: str, en: str, *, field: str = "") -> SpecError:
    """Build an error that names its place."""
    return SpecError(Problem(Text(sv, en), Place(file=file, field=field)))
