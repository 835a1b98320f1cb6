"""Count a spec's data again for a check: the finest combinations of a release's columns."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from samfrid.adapters.disclosure_files.read_values import (
    codes_of,
    field_of,
    parse_csv,
    parse_json,
    read_bytes,
    refuse,
    sha256,
    whole_numbers,
)
from samfrid.domain.disclosure.saved import SavedBase, SavedRelease
from samfrid.domain.wording import closest


def read_data(spec: Path, release: SavedRelease) -> SavedBase:
    """Count the data that a spec names, by the columns of a release.

    Promise: every row of the data is counted, or the file is refused; combinations stand once.
    Errors:  UnreadableRelease naming file, row and column; of the values only an unknown code is repeated.
    """
    described = parse_json(spec.name, read_bytes(spec.parent, spec.name))
    file: str = field_of(spec.name, described, "data", str)
    # The data may lie anywhere: whoever runs the check names the spec.
    content = read_bytes((spec.parent / file).parent, Path(file).name)
    count: str | None = field_of(spec.name, described, "count", str, default=None)
    wanted = [*release.columns, *([count] if count else [])]
    table = _parquet(file, content, wanted) if file.endswith(".parquet") else parse_csv(file, content, wanted)
    rows = whole_numbers(file, table, count) if count is not None else np.ones(table.num_rows, dtype=np.int64)
    columns = [
        codes_of(file, table, name, codes) for name, codes in zip(release.columns, release.codes, strict=True)
    ]
    sizes = [len(codes) for codes in release.codes]
    key, at = np.unique(np.ravel_multi_index(columns, sizes), return_inverse=True)
    counts = np.zeros(len(key), dtype=np.int64)
    np.add.at(counts, at, rows)
    codes = np.stack(np.unravel_index(key, sizes), axis=1).astype(np.int64)
    return SavedBase(codes.reshape(len(key), len(sizes)), counts, sha256(content))


def _parquet(file: str, content: bytes, wanted: list[str]) -> pa.Table:
    """Read the wanted columns of a Parquet file as text."""
    try:
        source = pq.ParquetFile(io.BytesIO(content))
    except (pa.ArrowInvalid, OSError):
        raise refuse(file, "filen är inte Parquet.", "the file is not Parquet.") from None
    names = source.schema_arrow.names
    for name in wanted:
        if name not in names:
            near = closest(name, names)
            raise refuse(file, f"kolumnen saknas.{near.sv}", f"the column is missing.{near.en}", column=name)
    table = source.read(columns=wanted)
    return pa.table({name: _as_text(file, name, table.column(name)) for name in wanted})


def _as_text(file: str, name: str, column: Any) -> Any:
    """Write a column as text: whole numbers without a point."""
    if column.null_count:
        row = int(np.argmax(column.is_null().to_numpy(zero_copy_only=False))) + 2
        raise refuse(file, "värdet saknas.", "the value is missing.", row=row, column=name)
    try:
        if pa.types.is_floating(column.type):
            column = pc.cast(column, pa.int64())
        if pa.types.is_dictionary(column.type):
            column = pc.cast(column, column.type.value_type)
        return pc.cast(column, pa.string())
    except pa.ArrowInvalid:
        raise refuse(
            file, "ska vara text eller heltal.", "should be text or whole numbers.", column=name
        ) from None
