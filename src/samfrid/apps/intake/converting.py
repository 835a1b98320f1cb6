"""Read the cells of one field: from a word to a value, or to what is wrong with it. Each word is read once."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from samfrid.adapters.spreadsheets import DateOrder, SpreadsheetRefused, parse_date, parse_number
from samfrid.apps.cases.geographies import geography
from samfrid.apps.cases.vocabulary import AgeBand
from samfrid.apps.intake.fields import BY_CODE, FieldKind, TargetField
from samfrid.apps.intake.mapping import ColumnMapping, folded
from samfrid.domain.periods import Month, UnknownPeriod, parse_period
from samfrid.domain.places import UnknownPlace
from samfrid.domain.wording import Text

OLDEST = 120
Value = str | int | date | uuid.UUID | tuple[str, ...] | None
Read = Callable[[str], "Value | Text"]

_DAY = Text("Här ska en dag stå, till exempel 2026-01-31.", "A day should stand here, such as 2026-01-31.")
_TWO_DAYS = Text(
    "Dagen kan läsas på två sätt. Välj om dagen eller månaden står först.",
    "The day can be read in two ways. Choose whether day or month comes first.",
)
_MONTH = Text("Här ska en månad stå, till exempel 2026-01.", "A month should stand here, such as 2026-01.")
_WHOLE = Text("Här ska ett helt antal dagar stå.", "A whole number of days should stand here.")
_AGE = Text("Här ska en ålder i år stå, 0 till 120.", "An age in years should stand here, 0 to 120.")
_WORD = Text(
    "Ordet betyder inget som vi känner till. Välj vad det betyder under Kolumner, eller rätta filen.",
    "We do not know what the word means. Choose what it means under Columns, or correct the file.",
)
_UNIT = Text("Ingen av dina enheter heter så.", "None of your units has that name.")
_INTERVENTION = Text("Ingen av dina insatser heter så.", "None of your interventions has that name.")


@dataclass(frozen=True, slots=True)
class Names:
    """The units and interventions that the person who reads in may use, by folded name."""

    units: Mapping[str, uuid.UUID]
    interventions: Mapping[str, uuid.UUID]


def reader_of(field: TargetField, mapping: ColumnMapping, decimal: str, names: Names) -> Read:
    """How one field's words are read.

    Shape: a function from a word that is not blank to its value, or to a Text that says what is wrong.
    """
    kind = field.kind
    if kind is FieldKind.AGE:
        return lambda word: _age(word, field, decimal)
    if kind in (FieldKind.CODE, FieldKind.YES_NO):
        return _code_reader(field, mapping)
    if kind is FieldKind.KINDS:
        return _kinds_reader(field, mapping)
    if kind is FieldKind.DAY:
        return lambda word: _day(word, mapping.date_order)
    if kind is FieldKind.MONTH:
        return lambda word: _month(word, mapping.date_order)
    if kind is FieldKind.WHOLE:
        return lambda word: _whole(word, decimal)
    if kind is FieldKind.PLACE:
        return _place_reader(mapping)
    known, wrong = (names.units, _UNIT) if kind is FieldKind.UNIT else (names.interventions, _INTERVENTION)
    return lambda word: known.get(folded(word), wrong)


def code_of(field: str, word: str, mapping: ColumnMapping) -> str | None:
    """What a word stands for in a field of codes, or None when that is not known."""
    own = mapping.words.get(field, {})
    return own.get(folded(word)) or BY_CODE[field].spellings.get(folded(word))


def _code_reader(field: TargetField, mapping: ColumnMapping) -> Read:
    return lambda word: code_of(field.code, word, mapping) or _WORD


def words_of(cell: str) -> list[str]:
    """The words of a cell that may hold several, parted by semicolon, comma, plus or slash."""
    return [word.strip() for word in re.split(r"[;,+/|\n]", cell) if word.strip()]


def _kinds_reader(field: TargetField, mapping: ColumnMapping) -> Read:
    def read(cell: str) -> Value | Text:
        whole = code_of(field.code, cell, mapping)
        codes = [whole] if whole else [code_of(field.code, word, mapping) for word in words_of(cell)]
        known = tuple(code for code in codes if code)
        return known if len(known) == len(codes) else _WORD

    return read


def _place_reader(mapping: ColumnMapping) -> Read:
    known = geography(mapping.geography)

    def read(word: str) -> Value | Text:
        try:
            return known.find(word)
        except UnknownPlace as refused:
            return refused.problems[0].what

    return read


def _age(word: str, field: TargetField, decimal: str) -> Value | Text:
    number = parse_number(re.sub(r"\s*(år|years?)$", "", word, flags=re.IGNORECASE), decimal)
    if number is None:
        band = re.sub(r"\s*[–—-]\s*", "-", folded(word)).removesuffix(" ar").removesuffix(" years")
        return field.spellings.get(folded(word)) or field.spellings.get(band) or _AGE
    return AgeBand.of(number).value if 0 <= number <= OLDEST else _AGE


def _day(word: str, order: str) -> Value | Text:
    try:
        return parse_date(word, DateOrder(order) if order else None) or _DAY
    except SpreadsheetRefused:
        return _TWO_DAYS


def _month(word: str, order: str) -> Value | Text:
    day = _day(word, order)
    if isinstance(day, date):
        return Month.of(day).code
    try:
        span = parse_period(word)
    except UnknownPeriod:
        return _MONTH
    return span.code if isinstance(span, Month) else _MONTH


def _whole(word: str, decimal: str) -> Value | Text:
    number = parse_number(word, decimal)
    return int(number) if number is not None and number == int(number) else _WHOLE
