"""Read structure.json: the columns, their codes, which code lies under which, and the rule."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from samfrid.adapters.disclosure_files.read_values import field_of, refuse
from samfrid.domain.disclosure.saved import GroupRule, SavedHierarchy, SavedRule, SavedStructure
from samfrid.domain.tables import TOTAL
from samfrid.domain.wording import closest

STRUCTURE = "structure.json"


def read_structure(parsed: Mapping[str, Any]) -> SavedStructure:
    """Read the columns and hierarchies.

    Errors: UnreadableRelease naming the field.
    """
    if parsed.get("version") != 1:
        raise refuse(STRUCTURE, "versionen ska vara 1.", "the version should be 1.", column="version")
    columns: dict[str, tuple[str, ...]] = {}
    for name, described in field_of(STRUCTURE, parsed, "dimensions", dict).items():
        codes = field_of(STRUCTURE, described, "codes", list) if isinstance(described, dict) else None
        if not codes or name == TOTAL or TOTAL in codes or len({str(code) for code in codes}) != len(codes):
            raise refuse(
                STRUCTURE,
                f"kolumnen ska ha olika koder, minst en, och ingen får heta {TOTAL}.",
                f"the column should have different codes, at least one, and none named {TOTAL}.",
                column=name,
            )
        columns[name] = tuple(str(code) for code in codes)
    if math.prod(len(codes) + 2 for codes in columns.values()) > 2**61:
        raise refuse(
            STRUCTURE,
            "kolumnerna har tillsammans fler kombinationer än vi kan räkna.",
            "the columns have more combinations together than we can count.",
            column="dimensions",
        )
    hierarchies = {
        dimension: tuple(_hierarchy(columns, dimension, entry) for entry in levels)
        for dimension, levels in field_of(STRUCTURE, parsed, "hierarchies", dict, default={}).items()
    }
    return SavedStructure(tuple(columns), tuple(columns.values()), hierarchies)


def _hierarchy(columns: Mapping[str, tuple[str, ...]], dimension: str, entry: Any) -> SavedHierarchy:
    """Read one coarser level: every finest code has one code over it."""
    level = entry.get("level") if isinstance(entry, dict) else None
    for name in (dimension, level):
        if name not in columns:
            near = closest(str(name), columns)
            raise refuse(
                STRUCTURE,
                f"hierarkin nämner en kolumn som saknas i dimensions.{near.sv}",
                f"the hierarchy names a column that dimensions lacks.{near.en}",
                column=str(name),
            )
    parent = field_of(STRUCTURE, entry, "parent", dict)
    at = {code: i for i, code in enumerate(columns[str(level)])}
    if set(parent) != set(columns[dimension]) or not all(str(above) in at for above in parent.values()):
        raise refuse(
            STRUCTURE,
            f"varje kod i {dimension} ska ha en känd kod över sig, och inga andra.",
            f"every code of {dimension} should have one known code over it, and no other code.",
            column=str(level),
        )
    return SavedHierarchy(
        str(level), np.array([at[str(parent[code])] for code in columns[dimension]], dtype=np.int64)
    )


def read_rule(given: Mapping[str, Any]) -> SavedRule:
    """Read the rule; what it does not say is as the design has it.

    Errors: UnreadableRelease naming the field.
    """

    def number(name: str, default: int, smallest: int, largest: int) -> int:
        value: int = field_of(STRUCTURE, given, name, int, default=default)
        if not smallest <= value <= largest:
            raise refuse(
                STRUCTURE,
                f"ska vara mellan {smallest} och {largest}.",
                f"should be between {smallest} and {largest}.",
                column=f"rule.{name}",
            )
        return value

    zeros = field_of(STRUCTURE, given, "zeros", str, default="published")
    if zeros not in ("published", "hidden"):
        raise refuse(
            STRUCTURE,
            "ska vara published eller hidden.",
            "should be published or hidden.",
            column="rule.zeros",
        )
    return SavedRule(
        threshold=number("threshold", 5, 1, 10**6),
        thresholds={
            column: {str(code): int(value) for code, value in categories.items()}
            for column, categories in (
                field_of(STRUCTURE, given, "thresholds", dict, default={}) or {}
            ).items()
        },
        zeros_published=zeros == "published",
        # Where zeros are hidden too, a hidden cell may be 0, whatever bound is asked for.
        reader_minimum=number("reader_minimum", 1, 0, 1) if zeros == "published" else 0,
        width=number("width", 4, 1, 10**6),
        insider=number("insider", 0, 0, 1),
        groups=tuple(_group(entry) for entry in field_of(STRUCTURE, given, "groups", list, default=[])),
        force_publish=_forced(given, "force_publish"),
        force_hide=_forced(given, "force_hide"),
        given=given,
    )


def _group(entry: Any) -> GroupRule:
    """Read one rule of group disclosure."""
    if not isinstance(entry, dict):
        raise refuse(
            STRUCTURE, "varje regel ska vara ett objekt.", "each rule should be an object.", column="groups"
        )
    return GroupRule(
        dimension=field_of(STRUCTURE, entry, "dimension", str),
        sensitive=tuple(str(code) for code in field_of(STRUCTURE, entry, "sensitive", list)),
        group_below=field_of(STRUCTURE, entry, "group_below", int),
        all_but=field_of(STRUCTURE, entry, "all_but", int, default=0),
    )


def _forced(given: Mapping[str, Any], name: str) -> tuple[Mapping[str, str], ...]:
    """Read cells that an owner has forced, without their reasons."""
    cells = []
    for entry in field_of(STRUCTURE, given, name, list, default=[]):
        if not isinstance(entry, dict):
            raise refuse(
                STRUCTURE, "varje cell ska vara ett objekt.", "each cell should be an object.", column=name
            )
        named = entry["cell"] if isinstance(entry.get("cell"), dict) else entry
        cells.append({str(k): str(v) for k, v in named.items() if k != "reason"})
    return tuple(cells)
