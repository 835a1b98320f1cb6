"""Look at a column and say what it seems to hold."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samfrid.adapters.spreadsheets import SpreadsheetRefused, parse_date, parse_number
from samfrid.domain.measures import PeriodStep
from samfrid.domain.places import UnknownPlace, find_municipality
from samfrid.tabulation.clean.periods import year_alone
from samfrid.tabulation.plan.columns import folded
from samfrid.tabulation.plan.model import ColumnKind
from samfrid.tabulation.suggest.gender import says_gender

MOST_CATEGORIES = 60
_FEWEST_ROWS_PER_CATEGORY = 3
_MOST_PARSED = 4000
_YES = frozenset(("ja", "yes", "si", "sí", "true", "sant", "oui", "kyllä", "1", "1.0"))
_NO = frozenset(("nej", "no", "false", "falskt", "non", "ei", "0", "0.0"))
_AGE = re.compile(r"(?<![a-zåäö])(ålder|alder|age|edad|età|eta|ikä)(?![a-zåäö])")
_COUNT = re.compile(r"(?<![a-zåäö])(antal|count|freq|frequency|number of .*|valore|cantidad)(?![a-zåäö])")


@dataclass(frozen=True, slots=True)
class Spelled:
    """One answer of a column with every way it is spelled, most common first, and how often it occurs."""

    spellings: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What a column seems to hold. `kind` is None for what cannot be counted by, and `why` then says why."""

    header: str
    name: str
    kind: ColumnKind | None
    answers: tuple[Spelled, ...] = ()
    blanks: int = 0
    step: PeriodStep = PeriodStep.YEAR
    decimal_only: bool = False
    looks_like_count: bool = False
    looks_like_age: bool = False

    @property
    def yes_and_no(self) -> tuple[Spelled | None, Spelled | None]:
        """The answers that mean yes and no."""
        by_word = {folded(answer.spellings[0]): answer for answer in self.answers}
        yes = next((answer for word, answer in by_word.items() if word in _YES), None)
        no = next((answer for word, answer in by_word.items() if word in _NO), None)
        return yes, no


def profile(header: str, texts: Sequence[str | None], *, decimal: str, taken: set[str]) -> Profile:
    """Describe one column. `taken` holds the code names that other columns have; the new one is added."""
    filled = Counter(text for text in texts if text is not None)
    blanks = len(texts) - filled.total()
    answers = _answers(filled)
    name = code_name(header, taken)
    spaced = re.sub(r"[_\-.]+", " ", header.casefold())
    words = {folded(answer.spellings[0]) for answer in answers}
    plain = Profile(header, name, None, answers, blanks, looks_like_age=bool(_AGE.search(spaced)))
    if not answers:
        return plain
    if len(words) == 2 and words & _YES and words & _NO:
        return _with(plain, ColumnKind.YES_NO)
    if days := _dates(filled):
        return _with(plain, ColumnKind.PERIOD, step=_step(days))
    if _are_municipalities(filled):
        return _with(plain, ColumnKind.MUNICIPALITY)
    numbers = _numbers(filled, decimal)
    if numbers is not None:
        whole = all(number == int(number) for number in numbers)
        if len(answers) > 12 or not whole:
            kind = ColumnKind.BAND if plain.looks_like_age else ColumnKind.NUMBER
            counted = whole and min(numbers) >= 0 and bool(_COUNT.search(spaced))
            return _with(plain, kind, looks_like_count=counted)
        if _COUNT.search(spaced):
            return _with(plain, ColumnKind.NUMBER, looks_like_count=True)
    enough = says_gender(header) or filled.total() >= _FEWEST_ROWS_PER_CATEGORY * len(answers)
    if len(answers) <= MOST_CATEGORIES and enough:
        return _with(plain, ColumnKind.CATEGORY)
    return plain


def code_name(header: str, taken: set[str]) -> str:
    """Make a code name of a header: small letters a–z, digits and underscores, not used before."""
    plain = unicodedata.normalize("NFKD", header.casefold()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:48].strip("_") or "column"
    name, number = base, 2
    while name in taken or name in ("total", "not_stated", "count", "status"):
        name, number = f"{base}_{number}", number + 1
    taken.add(name)
    return name


def _with(plain: Profile, kind: ColumnKind, **more: object) -> Profile:
    values = {field: getattr(plain, field) for field in Profile.__dataclass_fields__}
    return Profile(**{**values, "kind": kind, **more})


def _answers(filled: Counter[str]) -> tuple[Spelled, ...]:
    """Gather spellings that differ in case and spaces only; those of one answer stand together."""
    gathered: dict[str, list[tuple[str, int]]] = {}
    for text, rows in filled.most_common():
        gathered.setdefault(folded(text), []).append((text, rows))
    return tuple(
        Spelled(tuple(text for text, _ in spelled), sum(rows for _, rows in spelled))
        for spelled in gathered.values()
    )


def _dates(filled: Counter[str]) -> list[date] | None:
    days = []
    for text in list(filled)[:_MOST_PARSED]:
        day = year_alone(text) or _one_day(text)
        if day is None:
            return None
        days.append(day)
    return days


def _one_day(text: str) -> date | None:
    try:
        return parse_date(text)
    except SpreadsheetRefused:
        return None


def _step(days: Sequence[date]) -> PeriodStep:
    if all((day.month, day.day) == (1, 1) for day in days):
        return PeriodStep.YEAR
    months = (max(days).year - min(days).year) * 12 + max(days).month - min(days).month
    if months >= 36:
        return PeriodStep.YEAR
    return PeriodStep.HALF_YEAR if months >= 12 else PeriodStep.QUARTER


def _are_municipalities(filled: Counter[str]) -> bool:
    texts = list(filled)[:_MOST_PARSED]
    found = 0
    for text in texts:
        try:
            found += bool(find_municipality(text))
        except UnknownPlace:
            if len(texts) - found > 0.1 * len(texts) + found:
                return False
    return len(texts) >= 2 and found >= 0.9 * len(texts)


def _numbers(filled: Counter[str], decimal: str) -> list[float] | None:
    numbers = []
    for text in list(filled)[:_MOST_PARSED]:
        number = parse_number(text, decimal)
        if number is None:
            return None
        numbers.append(number)
    return numbers
