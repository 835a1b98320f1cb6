"""Numbers and dates as people write them: 12 345,6 and 74 % in Swedish, 12,345.6 and 74% in English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samfrid.domain.wording.text import Language

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_MONTHS = {
    Language.SWEDISH: "januari februari mars april maj juni juli augusti september oktober november december",
    Language.ENGLISH: (
        "January February March April May June July August September October November December"
    ),
}


def format_number(value: float, language: Language, *, decimals: int = 0) -> str:
    """Write a number with the language's separators and a true minus sign."""
    text = f"{abs(value):,.{decimals}f}"
    if language is Language.SWEDISH:
        text = text.replace(",", NARROW_SPACE).replace(".", ",")
    is_zero = not any(digit in text for digit in "123456789")
    return text if value >= 0 or is_zero else MINUS + text


def format_count(count: int, language: Language) -> str:
    """Write a whole number of persons or events."""
    return format_number(count, language)


def format_share(share: float, language: Language, *, decimals: int = 0) -> str:
    """Write a share between 0 and 1 as percent, with the language's space before the sign."""
    number = format_number(100 * share, language, decimals=decimals)
    return f"{number}{NO_BREAK_SPACE}%" if language is Language.SWEDISH else f"{number}%"


def format_difference(points: float, language: Language, *, decimals: int = 0) -> str:
    """Write a difference with its sign; a difference that rounds to nothing has none."""
    text = format_number(points, language, decimals=decimals)
    return f"+{text}" if points > 0 and any(digit in text for digit in "123456789") else text


def format_date(day: date, language: Language) -> str:
    """Write a day as 21 november 2026 or 21 November 2026."""
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def listed(words: Sequence[str], language: Language) -> str:
    """Join words as speech does: a, b och c."""
    if len(words) < 2:
        return "".join(words)
    last = " och " if language is Language.SWEDISH else " and "
    return ", ".join(words[:-1]) + last + words[-1]
