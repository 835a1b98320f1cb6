"""Finds personnummer and samordningsnummer in any text; answers where they stand, never what they are.

A number counts when its date exists and its check digit is right, so that ordinary identities pass.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence

_CELL_END = "\x1e"
_COORDINATION_DAYS = 60  # a samordningsnummer has 60 added to the day
_BETWEEN = r"[-+ ./_]{0,3}"
_REST = (
    rf"([0-9]{{2}}){_BETWEEN}([01][0-9]){_BETWEEN}([0-9]{{2}}){_BETWEEN}([0-9]{{4}})(?![0-9])"
    r"(?![-./][01]?[0-9][-./][0-3]?[0-9])"  # 2019-01-01 – 2019-12-31 is a period
)
# A look-ahead, so that one false start does not swallow the true number after it.
_TEN = re.compile(rf"(?<![0-9])(?=()({_REST}))")
_TWELVE = re.compile(rf"(?<![0-9])(?=(18|19|20){_BETWEEN}({_REST}))")
_DECIMAL = re.compile(r"\s*[-+]?[0-9]{1,9}[.,][0-9]+(?:[eE][-+]?[0-9]+)?\s*")
_ODD = re.compile(r"[^\x1e\x20-\x7e]")
_DASHES = "\u2212\u2043\u02d7\u00ac\u30fc\uff70\u2796"  # look like a dash, but are not of that class


def holds_personal_number(text: str) -> bool:
    """Tell whether a personnummer or samordningsnummer stands anywhere in a text."""
    return bool(cells_with_personal_numbers([text]))


def cells_with_personal_numbers(texts: Sequence[str]) -> list[int]:
    """Say which of the texts hold a personnummer or samordningsnummer.

    Shape:   n texts in; ascending indices out, each once.
    Promise: 10 and 12 digits, any dash, plus, blanks, invisible marks and digits of other scripts between or
             around them; time grows linearly with the length.
    """
    joined = _CELL_END.join(texts)
    if joined.count(_CELL_END) != max(len(texts) - 1, 0):
        joined = _CELL_END.join([text.replace(_CELL_END, " ") for text in texts])
    plain = _plain(joined)
    starts = {hit.start() for pattern in (_TEN, _TWELVE) for hit in pattern.finditer(plain) if _is_valid(hit)}
    found: list[int] = []
    cell, seen = 0, 0
    for start in sorted(starts):
        cell += plain.count(_CELL_END, seen, start)
        seen = start
        if (not found or found[-1] != cell) and not _is_decimal(plain, start):
            found.append(cell)
    return found


def _plain(text: str) -> str:
    """Bring every digit, dash and blank to its ASCII form and drop what cannot be seen."""
    odd = set(_ODD.findall(text))
    changes = {ord(sign): plain for sign in odd if (plain := _plain_sign(sign)) != sign}
    return text.translate(changes) if changes else text


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
    century, _, year, month, day, last = hit.groups()
    return _is_date(century, year, int(month), int(day)) and _check_digit_is_right(year + month + day + last)


def _is_date(century: str, year: str, month: int, day: int) -> bool:
    is_coordination = day > _COORDINATION_DAYS - 1
    if is_coordination:
        day -= _COORDINATION_DAYS
        if month == 0 or day == 0:  # given to persons whose day or month of birth is not known
            return month <= 12 and day <= 31
    if not 1 <= month <= 12 or day < 1:
        return False
    years = (int(century + year),) if century else (1900 + int(year), 2000 + int(year))
    return any(day <= monthrange(full, month)[1] for full in years)


def _check_digit_is_right(ten: str) -> bool:
    total = 0
    for place, sign in enumerate(ten):
        doubled = int(sign) * (2 - place % 2)
        total += doubled // 10 + doubled % 10
    return total % 10 == 0


def _is_decimal(plain: str, start: int) -> bool:
    """Tell whether the whole cell is one decimal number, such as 0,8112189876."""
    before = plain.rfind(_CELL_END, 0, start) + 1
    if start - before > 16:
        return False
    return (match := _DECIMAL.match(plain, before)) is not None and plain[match.end() : match.end() + 1] in (
        "",
        _CELL_END,
    )
