"""Reads Parquet: one sheet without a name, its first row the column names."""

from __future__ import annotations

from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from samfrid.adapters.spreadsheets import limits
from samfrid.adapters.spreadsheets.archives import damaged
from samfrid.adapters.spreadsheets.cells import Cell, Row, cell_name
from samfrid.adapters.spreadsheets.delimited import too_many_cells
from samfrid.adapters.spreadsheets.refusals import ProblemList
from samfrid.adapters.spreadsheets.workbook import Sheet
from samfrid.domain.wording import Place, Text


def read_parquet(data: bytes, file: str) -> tuple[Sheet, dict[str, str]]:
    """Read a Parquet file whole, and the words its metadata hold.

    Errors: SpreadsheetRefused when it is damaged or too large, or when a column holds lists or bytes.
    """
    try:
        opened = pq.ParquetFile(BytesIO(data))
        about = opened.metadata
        unpacked = sum(about.row_group(number).total_byte_size for number in range(about.num_row_groups))
        if (about.num_rows + 1) * about.num_columns > limits.CELLS or unpacked > limits.UNPACKED_BYTES:
            raise too_many_cells(file)
        _refuse_nested(opened.schema_arrow, file)
        table = opened.read()
        columns = [_cells(column) for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        raise damaged(file) from None
    head: Row = list(table.column_names)
    words = b" ".join(part for pair in (opened.schema_arrow.metadata or {}).items() for part in pair)
    return (
        Sheet(file, "", [head, *(list(row) for row in zip(*columns, strict=True))]),
        {"metadata": words.decode("utf-8", "replace")},
    )


def _refuse_nested(schema: pa.Schema, file: str) -> None:
    problems = ProblemList()
    for number, column in enumerate(schema):
        kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            problems.add(
                Text(
                    f"Kolumnen ”{column.name}” innehåller listor eller bytes och kan inte läsas som en tabell.",
                    f"The column “{column.name}” holds lists or bytes and cannot be read as a table.",
                ),
                Place(file=file, cell=cell_name(0, number)),
            )
    problems.stop_if_any()


def _cells(column: pa.ChunkedArray) -> list[Cell]:
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if pa.types.is_decimal(kind):
        return [None if value is None else str(value) for value in column.to_pylist()]
    if pa.types.is_timestamp(kind) and kind.unit == "ns":  # cells know microseconds
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    return list(column.to_pylist())
