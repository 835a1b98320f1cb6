"""Turns text into numbers, dates and yes or no. What could mean two things is refused, never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from enum import StrEnum

from samfrid.adapters.spreadsheets.cells import Cell, text_of, tidy
from samfrid.adapters.spreadsheets.refusals import SpreadsheetRefused, refuse

_BLANKS = " \u00a0\u2007\u2009\u202f'’"
_COMMA_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]+)?(?:,[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?"
)
_POINT_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,3}(?:[ ,][0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?"
)
_SHOWS_COMMA = re.compile(r"[+-]?[0-9]{1,3}(?:[ .\u00a0\u202f]?[0-9]{3})*,(?:[0-9]{1,2}|[0-9]{4,})%?")
_SHOWS_POINT = re.compile(r"[+-]?[0-9]{1,3}(?:[ ,\u00a0\u202f]?[0-9]{3})*\.(?:[0-9]{1,2}|[0-9]{4,})%?")
_TO_PLAIN = str.maketrans(
    dict.fromkeys(_BLANKS, " ") | {"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"}
)
_LONGEST = 64  # a number or a date is never longer

_YEAR_FIRST = re.compile(
    r"([0-9]{4})([-/. ]?)([0-9]{1,2})\2([0-9]{1,2})(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9.]{2,12})?Z?)?"
)
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})[-/. ] ?([0-9]{4})")
_WITH_MONTH_NAME = re.compile(r"([0-9]{1,2})[. ]{0,2}([a-zå]{3,9})[. ]{0,2}([0-9]{4})")
_MONTHS = {
    name: number
    for names in (
        "januari februari mars april maj juni juli augusti september oktober november december",
        "january february march april may june july august september october november december",
        "jan feb mar apr maj jun jul aug sep okt nov dec",
        "jan feb mar apr may jun jul aug sept oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
}
_YES = frozenset(["ja", "j", "yes", "y", "true", "sant", "1", "x", "si", "sí", "sì", "oui"])
_NO = frozenset(["nej", "n", "no", "false", "falskt", "0", "non"])
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - workbooks know no time zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_SERIAL = 2_958_465  # 9999-12-31


class DateOrder(StrEnum):
    """In which order day, month and year stand when only numbers tell."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


def parse_number(text: str, decimal: str = ",") -> float | None:
    """Read a number as people write it: 12 345,6 or 12.345,6 or −3; with a decimal point 12,345.6.

    Shape:   a text in; a number out, or None when the text is no number.
    Promise: with a decimal comma a point only parts thousands, and the other way round; 0.5 with a decimal
             comma is therefore not a number, and nothing is guessed.
    """
    plain = tidy(text).translate(_TO_PLAIN)
    if not plain or len(plain) > _LONGEST:
        return None
    pattern, thousands = (_COMMA_NUMBER, ".") if decimal == "," else (_POINT_NUMBER, ",")
    if not pattern.fullmatch(plain) or not any("0" <= sign <= "9" for sign in plain):
        return None
    number = float(plain.replace(" ", "").replace(thousands, "").replace(",", "."))
    return number if abs(number) != float("inf") else None


def shown_decimal(text: str) -> str | None:
    """Tell which decimal sign a text shows beyond doubt: 3,5 shows a comma, 1,234 shows nothing."""
    plain = tidy(text)
    if len(plain) > _LONGEST:
        return None
    if _SHOWS_COMMA.fullmatch(plain):
        return ","
    return "." if _SHOWS_POINT.fullmatch(plain) else None


def parse_date(text: str, order: DateOrder | None = None) -> date | None:
    """Read a day: 2020-01-31, 20200131, 31/1 2020, 31.1.2020, 31 januari 2020; 2020-01 is its first day.

    Shape:   a text in; a day out, or None when the text is no day.
    Errors:  SpreadsheetRefused when the text is two different days and no order is given (03/04/2020).
    """
    plain = tidy(text).casefold()
    if not plain or len(plain) > _LONGEST:
        return None
    if match := _YEAR_FIRST.fullmatch(plain.upper()):
        year, _, month, day = match.groups()
        return None if len(plain) < 8 and not match[2] else _day(int(year), int(month), int(day))
    if match := _YEAR_MONTH.fullmatch(plain):
        return _day(int(match[1]), int(match[2]), 1)
    if match := _YEAR_LAST.fullmatch(plain):
        return _year_last(int(match[1]), match[2], int(match[3]), int(match[4]), order)
    if (match := _WITH_MONTH_NAME.fullmatch(plain)) and match[2] in _MONTHS:
        return _day(int(match[3]), _MONTHS[match[2]], int(match[1]))
    return None


def _year_last(first: int, sign: str, second: int, year: int, order: DateOrder | None) -> date | None:
    if sign == "." and order is None:  # nobody writes the month first with points
        order = DateOrder.DAY_FIRST
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if order is not None:
        return day_first if order is DateOrder.DAY_FIRST else month_first
    if day_first and month_first and day_first != month_first:
        raise refuse(
            "Datumet kan läsas på två sätt. Ange i planen om dagen eller månaden står först (date_order).",
            "The date can be read in two ways. Say in the plan whether day or month comes first (date_order).",
        )
    return day_first or month_first


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_of_serial(serial: float, *, from_1904: bool = False) -> date | None:
    """Read a workbook's day number, counted from 1900 (with its leap-day mistake) or from 1904."""
    if not 0 <= serial <= _LAST_SERIAL:
        return None
    if from_1904:
        return (_EPOCH_1904 + timedelta(days=serial)).date()
    days = serial + 1 if serial < 60 else serial  # day 60 is 29 February 1900, which never was
    return (_EPOCH_1900 + timedelta(days=days)).date()


def parse_boolean(text: str) -> bool | None:
    """Read yes or no in Swedish, English and what programs write; None when the text is neither."""
    word = tidy(text).casefold()
    if word in _YES:
        return True
    return False if word in _NO else None


def number_of(cell: Cell, decimal: str) -> float | None:
    """Read a cell as a number, whether it was typed or stored as one."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    return parse_number(cell, decimal) if isinstance(cell, str) else None


def date_of(cell: Cell, order: DateOrder | None) -> date | None:
    """Read a cell as a day, whether it was typed or stored as one."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    return parse_date(text_of(cell), order)


__all__ = [
    "DateOrder",
    "SpreadsheetRefused",
    "date_of",
    "date_of_serial",
    "number_of",
    "parse_boolean",
    "parse_date",
    "parse_number",
    "shown_decimal",
]
