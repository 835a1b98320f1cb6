"""What is kept of a published family: its structure and what a reader sees, as text that can be hashed.

Only shown numbers, hidden places and labels are in it. Reading goes through the reopening door of
`domain/disclosure`, so that changed content never becomes a table.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from samfrid.domain.disclosure.reopen import ContentChanged, reopen_counts, reopen_values
from samfrid.domain.tables import (
    Dimension,
    Hierarchy,
    Member,
    ProtectedTable,
    ShapeError,
    TableFamily,
    TableShape,
)
from samfrid.domain.wording import Text

FORMAT = 1


def write_counts(family: TableFamily, tables: Mapping[str, ProtectedTable]) -> str:
    """Write the public content of a family of counts; equal families give equal text."""
    return _text(family, [_sparse(tables[shape.name]) for shape in family.tables])


def write_values(table: ProtectedTable, *, step: float) -> str:
    """Write the public content of one table of rounded means or medians."""
    family = TableFamily(table.shape.name, (table.shape,))
    return _text(family, [_sparse(table)], unit=table.unit, step=step)


def read_counts(text: str, *, published_as: str) -> dict[str, ProtectedTable]:
    """Read the tables of a family of counts.

    Errors: ContentChanged unless the text gives the hash it was published as.
    """
    content, family = _parsed(text)
    seen = {
        shape.name: _grid(shape, table, hidden=-1, empty=0).astype(np.int64)
        for shape, table in zip(family.tables, content["tables"], strict=True)
    }
    return reopen_counts(family, seen, published_as=published_as)


def read_values(text: str, *, published_as: str) -> ProtectedTable:
    """Read one table of means or medians.

    Errors: ContentChanged unless the text gives the hash it was published as.
    """
    content, family = _parsed(text)
    shape = family.tables[0]
    seen = _grid(shape, content["tables"][0], hidden=float("nan"), empty=0.0)
    return reopen_values(
        shape, seen, published_as=published_as, unit=content["unit"], step=float(content["step"])
    )


def _text(family: TableFamily, cells: list[dict[str, Any]], **more: Any) -> str:
    content = {
        "format": FORMAT,
        "name": family.name,
        "dimensions": [_dimension_data(dimension) for dimension in family.dimensions],
        "tables": [
            {"name": shape.name, "dimensions": list(shape.dimension_names), **sparse}
            for shape, sparse in zip(family.tables, cells, strict=True)
        ],
        **more,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sparse(table: ProtectedTable) -> dict[str, Any]:
    """List the places of all cells that are not a shown nought, and what stands there; null is hidden."""
    sizes = [len(dimension.members()) for dimension in table.shape.dimensions]
    place = [{m: i for i, m in enumerate(dimension.members())} for dimension in table.shape.dimensions]
    listed: dict[int, float | None] = {}
    for coordinates, cell in table.cells.items():
        at = 0
        for size, line, member in zip(sizes, place, coordinates, strict=True):
            at = at * size + line[member]
        if cell.value != 0:
            listed[at] = cell.value
    order = sorted(listed)
    return {"at": order, "seen": [_plain(listed[at]) for at in order]}


def _plain(value: float | None) -> int | float | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _dimension_data(dimension: Dimension) -> dict[str, Any]:
    return {
        "name": dimension.name,
        "label": _pair(dimension.label),
        "total": _pair(dimension.total_label),
        "codes": list(dimension.codes),
        "hierarchies": [
            {
                "level": above.level,
                "label": _pair(above.label),
                "parent": [above.parent[c] for c in dimension.codes],
            }
            for above in dimension.hierarchies
        ],
        "labels": [[member.level, member.code, *_pair(words)] for member, words in dimension.labels.items()],
    }


def _pair(text: Text) -> list[str]:
    return [text.sv, text.en]


def _parsed(text: str) -> tuple[dict[str, Any], TableFamily]:
    """Read content as a family; whatever does not fit was changed."""
    try:
        content: dict[str, Any] = json.loads(text)
        if content["format"] != FORMAT:
            raise ContentChanged
        dimensions = {data["name"]: _dimension(data) for data in content["dimensions"]}
        shapes = tuple(
            TableShape(table["name"], tuple(dimensions[name] for name in table["dimensions"]))
            for table in content["tables"]
        )
        return content, TableFamily(content["name"], shapes)
    except (ValueError, KeyError, TypeError, ShapeError):
        raise ContentChanged from None


def _dimension(data: dict[str, Any]) -> Dimension:
    codes = tuple(data["codes"])
    return Dimension(
        data["name"],
        codes,
        Text(*data["label"]),
        tuple(
            Hierarchy(above["level"], dict(zip(codes, above["parent"], strict=True)), Text(*above["label"]))
            for above in data["hierarchies"]
        ),
        {Member(level, code): Text(sv, en) for level, code, sv, en in data["labels"]},
        Text(*data["total"]),
    )


def _grid(shape: TableShape, table: dict[str, Any], *, hidden: float, empty: float) -> Any:
    """Lay the listed cells out as the table's grid."""
    sizes = [len(dimension.members()) for dimension in shape.dimensions]
    flat = np.full(int(np.prod(sizes)), empty, dtype=np.float64)
    try:
        at = np.array(table["at"], dtype=np.int64)
        flat[at] = [hidden if value is None else value for value in table["seen"]]
    except (ValueError, IndexError, TypeError, KeyError):
        raise ContentChanged from None
    return flat.reshape(sizes)
