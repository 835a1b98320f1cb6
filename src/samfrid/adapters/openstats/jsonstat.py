"""JSON-stat 2.0 datasets, one language each.

A cell without a number is null, and its `status` says which sign stands there; `extension.status.label` holds
the words. Each dimension lists its levels in its own `extension`, since a member may lie under several.
"""

from __future__ import annotations

import json
from pathlib import Path

from samfrid.adapters.openstats.description import (
    CONTENTS,
    CONTENTS_LABEL,
    OpenDimension,
    TableDescription,
    cells_in_order,
    children,
    decimals_of,
    one_line,
    open_dimensions,
    protected_only,
    write_whole,
)
from samfrid.domain.tables import Member, ProtectedTable, Sign
from samfrid.domain.wording import Language

Json = dict[str, object]
SIGNS = (Sign.HIDDEN, Sign.MISSING, Sign.NOT_APPLICABLE)


def write_jsonstat(
    table: ProtectedTable, path: Path, about: TableDescription, language: Language = Language.SWEDISH
) -> None:
    """Write one protected table as a JSON-stat file, whole or not at all.

    Errors: OpenStatisticsRefused when the table is not protected or the file cannot be written.
    """
    write_whole(path, jsonstat_text(table, about, language).encode("utf-8"))


def jsonstat_text(
    table: ProtectedTable, about: TableDescription, language: Language = Language.SWEDISH
) -> str:
    """Give a JSON-stat dataset as text, on one line, letters as they are."""
    return json.dumps(
        jsonstat_dataset(table, about, language), ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def jsonstat_dataset(
    table: ProtectedTable, about: TableDescription, language: Language = Language.SWEDISH
) -> Json:
    """Give a JSON-stat dataset as plain values.

    Promise: every cell of the table stands in it; a hidden one is null with the status "hidden", never 0. One
             dimension is called ContentsCode and has the metric role.
    Source:  json-stat.org, full specification of version 2.0.
    """
    table = protected_only(table)
    dimensions = open_dimensions(table)
    cells = list(cells_in_order(table))
    values = [
        None if c.value is None else int(c.value) if c.value == int(c.value) else c.value for c in cells
    ]
    notes = [f"{sign.word.into(language)}: {sign.meaning.into(language)}" for sign in SIGNS]
    role = {"metric": [CONTENTS]}
    names = table.shape.dimension_names
    if about.time in names:
        role["time"] = [str(about.time)]
    if places := [name for name in about.places if name in names]:
        role["geo"] = places
    return {
        "version": "2.0",
        "class": "dataset",
        "label": one_line(about.title.into(language)),
        "source": one_line(about.source.into(language)),
        "updated": about.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "note": [*notes, *([about.note.into(language)] if about.note else [])],
        "role": role,
        "id": [CONTENTS, *names],
        "size": [1, *(len(dimension.values) for dimension in dimensions)],
        "dimension": {
            CONTENTS: _contents(table, about, language),
            **{dimension.dimension.name: _dimension(dimension, language) for dimension in dimensions},
        },
        "value": values,
        "status": {str(i): str(cell.sign) for i, cell in enumerate(cells) if cell.value is None},
        "extension": {
            "language": str(language),
            "table": table.shape.name,
            "proof": table.family,
            "status": {"label": {str(sign): sign.word.into(language) for sign in SIGNS}},
        },
    }


def _contents(table: ProtectedTable, about: TableDescription, language: Language) -> Json:
    unit = one_line(about.unit.into(language))
    code = about.contents_code
    return {
        "label": CONTENTS_LABEL.into(language),
        "category": {
            "index": {code: 0},
            "label": {code: one_line(about.contents.into(language))},
            "unit": {code: {"base": unit, "label": unit, "decimals": decimals_of(table)}},
        },
    }


def _dimension(written: OpenDimension, language: Language) -> Json:
    dimension, code_of = written.dimension, written.code_of
    total = code_of[Member.total()]
    finest = [code_of[member] for member in dimension.members(level=dimension.name)]
    child = {total: finest}
    levels = {dimension.name: finest}
    for hierarchy in dimension.hierarchies:
        levels[hierarchy.level] = [code_of[Member(hierarchy.level, code)] for code in hierarchy.codes]
        for above, below in children(hierarchy).items():
            codes = [code_of[Member(dimension.name, code)] for code in below]
            child[code_of[Member(hierarchy.level, above)]] = codes
    return {
        "label": written.label.into(language),
        "category": {
            "index": {value.code: i for i, value in enumerate(written.values)},
            "label": {value.code: value.label.into(language) for value in written.values},
            "child": child,
        },
        "extension": {"levels": levels, "elimination": True, "eliminationValueCode": total},
    }
