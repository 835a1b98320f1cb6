"""The hash of facts: the same for the same rows, whatever their order, the columns' order or the file's packing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from samfrid.adapters.warehouse.arrow import millionths
from samfrid.domain.measures import ColumnType
from samfrid.domain.measures.margins import sorted_runs

Numbers = npt.NDArray[np.int64]


def content_hash(table: pa.Table, types: Mapping[str, ColumnType]) -> str:
    """Hash what facts say, as SHA-256 in hexadecimal.

    Promise: two tables have the same hash if, and only if (but for a collision), they have the same columns
             with the same types and the same rows equally often. Order of rows and columns does not count.
    """
    names = sorted(types)
    digest = hashlib.sha256(b"samfrid facts 1\n")
    ranks = np.zeros((table.num_rows, len(names)), dtype=np.int64)
    for i, name in enumerate(names):
        distinct, ranks[:, i] = _ranked(table[name], types[name])
        _add(digest, name.encode(), types[name].value.encode(), distinct)
    order, _ = sorted_runs(ranks)
    digest.update(table.num_rows.to_bytes(8, "little"))
    digest.update(np.ascontiguousarray(ranks[order].astype("<i8")).tobytes())
    return digest.hexdigest()


def _ranked(column: pa.ChunkedArray, type_: ColumnType) -> tuple[bytes, Numbers]:
    """The distinct values of a column in order, as bytes, and each row's rank among them; missing is -1."""
    if type_ is not ColumnType.CODE:
        return b"", _as_numbers(column, type_)
    distinct = column.drop_null().unique()
    words = distinct.to_pylist()
    order = sorted(range(len(words)), key=lambda i: words[i].encode())
    rank_of = np.empty(len(words) + 1, dtype=np.int64)
    rank_of[order] = np.arange(len(words))
    rank_of[-1] = -1
    which = pc.index_in(column, value_set=distinct).fill_null(len(words)).to_numpy()
    packed = b"".join(_sized(words[i].encode()) for i in order)
    return packed, rank_of[which]


_MISSING = -(2**62)


def _as_numbers(column: pa.ChunkedArray, type_: ColumnType) -> Numbers:
    """Each value as a whole number that orders and tells apart; a number no value has for what is missing."""
    match type_:
        case ColumnType.DECIMAL:
            numbers = millionths(column)
        case ColumnType.DATE:
            numbers = column.cast(pa.int32()).cast(pa.int64())
        case _:
            numbers = column.cast(pa.int64())
    return np.asarray(numbers.fill_null(_MISSING).to_numpy(), dtype=np.int64)


def _add(digest: Any, *parts: bytes) -> None:
    for part in parts:
        digest.update(_sized(part))


def _sized(part: bytes) -> bytes:
    """A part with its length before it, so that two parts can't be read as one."""
    return len(part).to_bytes(8, "little") + part
