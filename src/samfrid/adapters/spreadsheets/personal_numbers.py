"""Finds personnummer and samordningsnummer in any text; answers where they stand, never what they are.

A number counts when its date exists and its check digit is right, so that ordinary identities pass.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence

CELL_END = "\x1e"
_COORDINATION_DAYS = 60  # a samordningsnummer has 60 added to the day
_BETWEEN = r"([-+ ./_]{0,3})"
# It opens with a digit, so that the search skips everything else at once, and goes on as a look-ahead, so that
# a false start does not swallow the true number after it.
_REST = rf"{_BETWEEN}([01][0-9]){_BETWEEN}([0-9]{{2}}){_BETWEEN}([0-9]{{4}})(?![0-9]))"
_TEN = re.compile(rf"([0-9])(?<![0-9]{{2}})(?=()([0-9]){_REST}")
_TWELVE = re.compile(rf"([12])(?<![0-9]{{2}})(?=([089])[-+ ./_]{{0,3}}([0-9]{{2}}){_REST}")
_CENTURIES = ("18", "19", "20")
_DECIMAL = re.compile(r"[ ]{0,8}[-+]?[0-9]{1,9}[.,][0-9]{1,30}(?:[eE][-+]?[0-9]{1,3})?[ ]{0,8}(?:\x1e|\Z)")
_SECOND_DATE = re.compile(r"[0-9]{4}[-./][01]?[0-9][-./][0-3]?[0-9]")
_FEW = 20
_LONGEST_WHOLE = 20  # signs before the decimals of a number
_ODD = re.compile(r"[^\x1e\x20-\x7e]")
_DASHES = (
    "\u2212\u2043\u02d7\u00ac\u30fc\uff70\u2796\u2500\u2501"  # look like a dash, but are not of that class
)


def holds_personal_number(text: str) -> bool:
    """Tell whether a personnummer or samordningsnummer stands anywhere in a text."""
    return bool(cells_with_personal_numbers([text]))


def cells_with_personal_numbers(texts: Sequence[str]) -> list[int]:
    """Say which of the texts hold a personnummer or samordningsnummer.

    Shape:   n texts in; ascending indices out, each once.
    Promise: 10 and 12 digits; any dash, plus, blank, invisible mark or digit of another script between or
             around them; time grows linearly with the length.
    """
    joined = CELL_END.join(texts)
    if joined.count(CELL_END) != max(len(texts) - 1, 0):
        joined = CELL_END.join([text.replace(CELL_END, " ") for text in texts])
    plain = _plain(joined)
    found: list[int] = []
    cell, seen = 0, 0
    for start in sorted(_starts(plain)):
        cell += plain.count(CELL_END, seen, start)
        seen = start
        if not found or found[-1] != cell:
            found.append(cell)
    return found


def _starts(plain: str) -> set[int]:
    return {
        hit.start()
        for pattern in (_TEN, _TWELVE)
        for hit in pattern.finditer(plain)
        if _is_valid(hit) and not _is_something_else(plain, hit)
    }


def _plain(text: str) -> str:
    """Bring every digit, dash and blank to its ASCII form and drop what cannot be seen."""
    if text.isascii() and text.isprintable():
        return text
    changes: dict[str, str | int | None] = {
        sign: plain for sign in set(_ODD.findall(text)) if (plain := _plain_sign(sign)) != sign
    }
    if len(changes) > _FEW:
        return text.translate(str.maketrans(changes))
    for sign, new in changes.items():  # quicker than a translation, as long as there are few
        text = text.replace(sign, str(new))
    return text


def _plain_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    if category == "Pd" or sign in _DASHES:
        return "-"
    if category in ("Zs", "Zl", "Zp") or sign in "\t\n\r\x0b\x0c\x85":
        return " "
    if category in ("Cf", "Cc", "Mn", "Me"):
        return ""
    compatible = unicodedata.normalize("NFKC", sign)
    return compatible if compatible.isascii() else sign


def _is_valid(hit: re.Match[str]) -> bool:
    first, second, year, _, month, _, day, _, last = hit.groups()
    century, year = (first + second, year) if second else ("", first + year)
    if century and century not in _CENTURIES:
        return False
    return _is_date(century, year, int(month), int(day)) and _number_is_right(year + month + day + last)


def _is_date(century: str, year: str, month: int, day: int) -> bool:
    if day >= _COORDINATION_DAYS:
        day -= _COORDINATION_DAYS
        if month == 0 or day == 0:  # given to persons whose day or month of birth is not known
            return month <= 12 and day <= 31
    if not 1 <= month <= 12 or day < 1:
        return False
    years = (int(century + year),) if century else (1900 + int(year), 2000 + int(year))
    return any(day <= monthrange(full, month)[1] for full in years)


def _number_is_right(ten: str) -> bool:
    if ten[6:9] == "000":  # never given
        return False
    total = 0
    for place, sign in enumerate(ten):
        doubled = int(sign) * (2 - place % 2)
        total += doubled // 10 + doubled % 10
    return total % 10 == 0


def _is_something_else(plain: str, hit: re.Match[str]) -> bool:
    """Tell whether digits that happen to add up are a decimal number or the years of two dates."""
    start = hit.start()
    _, is_twelve, _, after_year, _, after_month, _, after_day, _ = hit.groups()
    if not after_month and any(sign in "./" for sign in after_year):
        return True  # 37.04135692: a date with points has two of them
    if after_year and after_month and _SECOND_DATE.match(plain, hit.start(9)):
        return True  # 2019-01-01 – 2019-12-31
    if not (after_year or after_month or after_day) and re.search(
        r"[0-9]\.\Z", plain[max(start - 2, 0) : start]
    ):
        return True  # 0.8112189876
    nearest = max(start - _LONGEST_WHOLE, 0)
    cell = plain.rfind(CELL_END, nearest, start) + 1
    if (cell == 0 and nearest > 0) or (is_twelve and plain[start - 1 : start] == ","):
        return False
    return _DECIMAL.match(plain, cell) is not None
