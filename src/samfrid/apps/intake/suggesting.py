"""Suggest how the columns of a file are read, from their headings and from what stands under them."""

from __future__ import annotations

import re

from samfrid.adapters.spreadsheets import Column, SpreadsheetRefused, Table, parse_date
from samfrid.apps.intake.fields import FIELDS, SUPPORT_COLUMNS, FieldKind, TargetField
from samfrid.apps.intake.formats.model import Format
from samfrid.apps.intake.mapping import ColumnMapping, Source, folded
from samfrid.domain.places import UnknownPlace, find_municipality

_LOOKED_AT = 60
_SURE, _HEADING, _CONTENT = 4, 2, 1


def suggest(table: Table, format_: Format) -> ColumnMapping:
    """Suggest a mapping: the format's own where it has one, else the best column for each field.

    Promise: a column is suggested for at most one field, and only when its heading or content speaks for it.
    """
    if format_.preset is not None:
        return format_.preset
    wanted = [*FIELDS, *SUPPORT_COLUMNS]
    scores = sorted(
        (
            (-_score(field, column), order, position)
            for order, field in enumerate(wanted)
            for position, column in enumerate(table.columns)
        ),
    )
    taken: dict[int, str] = {}
    for minus, order, position in scores:
        code = wanted[order].code
        if minus < 0 and position not in taken and code not in taken.values():
            taken[position] = code
    chosen = {code: Source(table.columns[position].name) for position, code in taken.items()}
    for day, month in (("opened", "opened_month"), ("closed", "closed_month")):
        if day in chosen:
            chosen.pop(month, None)
    return ColumnMapping(chosen)


def fits(mapping: ColumnMapping, table: Table) -> bool:
    """Whether a table has every column that a mapping reads."""
    return mapping.columns <= set(table.names)


def _score(field: TargetField, column: Column) -> int:
    heading = folded(re.sub(r"[_\-.:]+", " ", column.name))
    exact = heading in {
        folded(word) for word in (field.code, field.label.sv, field.label.en, *field.headings)
    }
    partly = any(re.search(rf"\b{re.escape(folded(word))}\b", heading) for word in field.headings)
    named = _SURE if exact else _HEADING if partly else 0
    content = _content(field, column)
    if content is False:
        return _SURE if exact else 0  # its cells will be told one by one, rather than passed over
    if field.kind is FieldKind.YES_NO or not content:
        return named
    # Only what can hardly be anything else is suggested without a heading that says so.
    return named + _CONTENT if named else (_CONTENT if field.code in ("gender", "place") else 0)


def _content(field: TargetField, column: Column) -> bool | None:
    """Whether the words under a heading speak for a field; None when there are none, or they tell nothing."""
    seen = _first_words(column)
    if not seen:
        return None
    if field.kind is FieldKind.CODE:
        known = sum(folded(word) in field.spellings for word in seen)
        return known >= max(1, len(seen) // 2) and (field.code != "gender" or known >= 2 or None)
    if field.kind in (FieldKind.DAY, FieldKind.MONTH):
        return all(_is_day(word) for word in seen)
    if field.kind is FieldKind.PLACE:
        return sum(_is_municipality(word) for word in seen) >= max(1, len(seen) // 2)
    if field.kind is FieldKind.YES_NO:
        return all(folded(word) in field.spellings for word in seen)
    if field.kind is FieldKind.WHOLE:
        return all(word.replace(".0", "").isdigit() for word in seen)
    return None


def _first_words(column: Column) -> list[str]:
    seen: dict[str, None] = {}
    for word in column.texts:
        if word is not None:
            seen.setdefault(word)
            if len(seen) == _LOOKED_AT:
                break
    return list(seen)


def _is_day(word: str) -> bool:
    try:
        return parse_date(word) is not None
    except SpreadsheetRefused:
        return True


def _is_municipality(word: str) -> bool:
    if re.fullmatch(r"\d{1,2}", word):
        return False
    try:
        return bool(find_municipality(word))
    except UnknownPlace:
        return False
