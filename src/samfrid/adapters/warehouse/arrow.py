"""Facts to Arrow tables and back: the one place that knows how each type of column is stored."""

from __future__ import annotations

import pyarrow as pa

from samfrid.domain.measures import Column, ColumnType, Facts

STORED: dict[ColumnType, pa.DataType] = {
    ColumnType.CODE: pa.string(),
    ColumnType.WHOLE: pa.int64(),
    ColumnType.DECIMAL: pa.decimal128(18, 6),
    ColumnType.DATE: pa.date32(),
    ColumnType.YES_NO: pa.bool_(),
}


def to_arrow(facts: Facts) -> pa.Table:
    """Store facts as an Arrow table, columns in the facts' order."""
    arrays = [pa.array(column.values, STORED[column.type]) for column in facts.columns.values()]
    return pa.table(arrays, names=list(facts.columns))


def to_facts(table: pa.Table, types: dict[str, ColumnType]) -> Facts:
    """Read facts back from an Arrow table that `to_arrow` made."""
    columns = {name: Column(type_, tuple(table[name].to_pylist())) for name, type_ in types.items()}
    return Facts(columns, table.num_rows)
