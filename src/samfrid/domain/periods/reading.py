"""Reading periods as people and files write them, in Swedish and English."""

from __future__ import annotations

import re
from collections.abc import Callable

from samfrid.domain.periods.spans import Period
from samfrid.domain.periods.units import HalfYear, Month, PeriodError, Quarter, Span, Year, month_name
from samfrid.domain.wording import Language, Refused, Text


class UnknownPeriod(Refused):
    """Words that are no period. They are not repeated: they may have been read from a record."""


def _refused() -> UnknownPeriod:
    return UnknownPeriod(
        Text(
            "Här står ingen period som vi förstår. Skriv till exempel 2025, första halvåret 2025, "
            "kvartal 1 2025, mars 2025 eller 2025-03.",
            "This is no period that we understand. Write for example 2025, first half of 2025, "
            "quarter 1 of 2025, March 2025 or 2025-03.",
        )
    )


_MONTHS = {
    name[:length]: number
    for language in Language
    for number in range(1, 13)
    for name in (month_name(number, language).casefold(),)
    for length in (3, 4, len(name))
} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>\d{4})"
_ORDINALS = {"första": 1, "first": 1, "1st": 1, "1:a": 1, "andra": 2, "second": 2, "2nd": 2, "2:a": 2}
_ORDINALS |= {"tredje": 3, "third": 3, "3rd": 3, "3:e": 3, "fjärde": 4, "fourth": 4, "4th": 4, "4:e": 4}
_ORDINAL = "(?P<which>" + "|".join(re.escape(word) for word in _ORDINALS) + r"|[1-4])"
_HALF = r"(?:halvåret|halvår|half|half[- ]year)"
_QUARTER = r"(?:kvartalet|kvartal|quarter|kv\.?|q)"

_Build = Callable[[int, "re.Match[str]"], Span]


def _which(match: re.Match[str]) -> int:
    word = match["which"]
    return _ORDINALS.get(word) or int(word)


def _year(year: int, match: re.Match[str]) -> Span:
    return Year(year)


def _half(year: int, match: re.Match[str]) -> Span:
    return HalfYear(year, _which(match))


def _quarter(year: int, match: re.Match[str]) -> Span:
    return Quarter(year, _which(match))


def _month_by_number(year: int, match: re.Match[str]) -> Span:
    return Month(year, int(match["number"]))


def _month_by_name(year: int, match: re.Match[str]) -> Span:
    return Month(year, _MONTHS[match["month"]])


_PATTERNS: tuple[tuple[re.Pattern[str], _Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"(?:helåret |år |året |year )?{_YEAR}", _year),
        (rf"{_ORDINAL} {_HALF}(?: of)? {_YEAR}", _half),
        (rf"{_HALF} {_ORDINAL}(?: of)? {_YEAR}", _half),
        (rf"h ?(?P<which>[12]) {_YEAR}", _half),
        (rf"{_YEAR}[ -]?(?:h|{_HALF}) ?(?P<which>[12])", _half),
        (rf"{_ORDINAL} {_QUARTER}(?: of)? {_YEAR}", _quarter),
        (rf"{_QUARTER} ?(?P<which>[1-4])(?: of)?,? {_YEAR}", _quarter),
        (rf"{_YEAR}[ -]?(?:k|{_QUARTER}) ?(?P<which>[1-4])", _quarter),
        (rf"{_YEAR}(?:-|/|\.|m)(?P<number>\d{{1,2}})", _month_by_number),
        (rf"{_YEAR}(?P<number>0[1-9]|1[0-2])", _month_by_number),
        (rf"(?P<number>\d{{1,2}})[-/]{_YEAR}", _month_by_number),
        (rf"{_MONTH}[ -]{_YEAR}", _month_by_name),
        (rf"{_YEAR}[ -]{_MONTH}", _month_by_name),
    )
)


def parse_period(text: str) -> Span:
    """Read one year, half-year, quarter or month.

    Promise: reads back its own `code` and its `label` in both languages; case and blanks do not matter.
    Errors:  UnknownPeriod; the words are not repeated in it.
    """
    words = " ".join(re.sub(r"[–—\u2212]", "-", text).casefold().split())
    for pattern, build in _PATTERNS:
        match = pattern.fullmatch(words)
        if match:
            try:
                return build(int(match["year"]), match)
            except PeriodError:
                break
    raise _refused()


def parse_span(text: str) -> Period[Year] | Period[HalfYear] | Period[Quarter] | Period[Month]:
    """Read a run of periods: 2021–2025, 2025-Q1--2025-Q3, januari–mars 2025; one alone is a run of one.

    Errors: UnknownPeriod, also when the end comes before the start or is of another kind.
    """
    for first, last in _halves(text):
        try:
            found = _run(parse_period(first), parse_period(last))
        except (UnknownPeriod, PeriodError):
            continue
        return found
    raise _refused()


def _halves(text: str) -> list[tuple[str, str]]:
    """Every way to see a start and an end in the words; the year may stand with the end only."""
    pairs = [(text, text)]
    for match in re.finditer(r"\s*(?:--|–|—|-|\s(?:till|to)\s)\s*", text):
        first, last = text[: match.start()].strip(), text[match.end() :].strip()
        year = re.search(r"\d{4}$", last)
        pairs.append((first, last))
        if year:
            pairs.append((f"{first} {year[0]}", last))
            word = re.match(r"\D+", first)
            pairs.append((_singular(f"{first} {year[0]}"), f"{_singular(word[0]) if word else ''}{last}"))
    return pairs


def _singular(words: str) -> str:
    return words.replace("quarters", "quarter")


def _run(first: Span, last: Span) -> Period[Year] | Period[HalfYear] | Period[Quarter] | Period[Month]:
    if isinstance(first, Year) and isinstance(last, Year):
        return Period(first, last)
    if isinstance(first, HalfYear) and isinstance(last, HalfYear):
        return Period(first, last)
    if isinstance(first, Quarter) and isinstance(last, Quarter):
        return Period(first, last)
    if isinstance(first, Month) and isinstance(last, Month):
        return Period(first, last)
    raise PeriodError("a period starts and ends with the same kind: years, quarters …")
