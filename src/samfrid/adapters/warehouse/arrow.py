"""Facts to Arrow tables and back: the one place that knows how each type of column is stored."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from samfrid.domain.measures import Column, ColumnType, Facts
from samfrid.domain.measures.facts import DECIMALS

STORED: Mapping[ColumnType, pa.DataType] = {
    ColumnType.CODE: pa.string(),
    ColumnType.WHOLE: pa.int64(),
    ColumnType.DECIMAL: pa.decimal128(18, DECIMALS),
    ColumnType.DATE: pa.date32(),
    ColumnType.YES_NO: pa.bool_(),
}


def to_arrow(facts: Facts) -> pa.Table:
    """Store facts as an Arrow table, columns in the facts' order."""
    arrays = [pa.array(column.values, STORED[column.type]) for column in facts.columns.values()]
    return pa.table(arrays, names=list(facts.columns))


def to_facts(table: pa.Table, types: Mapping[str, ColumnType]) -> Facts:
    """Read facts back from an Arrow table that `to_arrow` made."""
    columns = {name: Column.of(name, type_, table[name].to_pylist()) for name, type_ in types.items()}
    return Facts(columns, table.num_rows)


def comparable(column: pa.ChunkedArray, type_: ColumnType) -> pa.ChunkedArray:
    """A stored column as engines compare it: decimals as whole millionths, all else as it stands."""
    return millionths(column) if type_ is ColumnType.DECIMAL else column


def millionths(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The values of a decimal column as whole millionths.

    Promise: exact, since a stored decimal is below 10^9 and so its millionths need one 64-bit number.
    """
    return pa.chunked_array([_millionths(chunk) for chunk in column.chunks], pa.int64())


def _millionths(chunk: pa.Array) -> pa.Array:
    # Arrow keeps a decimal as 16 bytes, lowest first: of a number this small the first 8 say all.
    low = np.frombuffer(chunk.buffers()[1] or b"", dtype="<i8")[::2]
    missing = np.asarray(chunk.is_null())
    return pa.array(low[chunk.offset : chunk.offset + len(chunk)], pa.int64(), mask=missing)
