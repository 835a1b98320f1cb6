"""Readable limits between the classes of a map: few digits, even steps, each class in use."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from samfrid.adapters.maps.model import Step
from samfrid.domain.wording import Language, Text, format_number

MOST_STEPS = 4
_EVEN_BONUS = 0.2
"""How much even steps may be less balanced than uneven ones and still win."""

_MOST_EVEN_STEPS = 40


@dataclass(frozen=True, slots=True)
class Scale:
    """How a number is written: decimals, what stands after it, and the words of the highest class."""

    decimals: int
    unit: Text
    and_more: Text

    @property
    def smallest(self) -> float:
        """The smallest difference that can be written."""
        return float(10.0**-self.decimals)


def limits(values: Sequence[float], smallest: float = 1.0) -> tuple[float, ...]:
    """Choose up to three limits that divide written numbers into classes.

    Unit:    that of the values; a value that equals a limit lies above it.
    Promise: limits rise, are whole multiples of `smallest`, and no class is empty.
    """
    units = sorted(round(value / smallest) for value in values)
    distinct = sorted(set(units))
    for count in range(min(MOST_STEPS, len(distinct)) - 1, 0, -1):
        choices = [
            (_balance(units, choice) + bonus, choice)
            for bonus, choice in _choices(distinct[0], distinct[-1], count)
        ]
        possible = [choice for choice in choices if choice[0] > 0]
        if possible:
            best = max(possible, key=lambda choice: (choice[0], tuple(-one for one in choice[1])))[1]
            return tuple(limit * smallest for limit in best)
    return ()


def _choices(low: int, high: int, count: int) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Even round steps, and uneven ones from 1, 2, 5, 10, 20 …"""
    for size in _round_numbers(high - low):
        if size * _MOST_EVEN_STEPS < high - low:
            continue
        roundness = 0.05 if str(size).strip("0") in ("1", "5") else 0.0
        for start in range((low // size + 1) * size, high - (count - 1) * size + 1, size):
            # Even steps promise that the open classes are no wider: true to within two steps.
            spans = start - low <= 2 * size and high - start - (count - 1) * size <= 2 * size
            yield (_EVEN_BONUS + roundness) * spans, tuple(start + i * size for i in range(count))
    if low >= 0 and high >= 8 * max(low, 1):
        series = [size for size in _round_numbers(high) if low < size <= high]
        for choice in combinations(series, count):
            yield 0.0, choice


def _round_numbers(most: int) -> list[int]:
    powers = range(max(1, len(str(max(most, 1)))))
    sizes = {first * 10**power for power in powers for first in (1, 2, 5)} | {25, 250}
    return sorted(size for size in sizes if size <= max(most, 1))


def _balance(units: Sequence[int], choice: Sequence[int]) -> float:
    """How evenly the values fall (entropy over its most); less than nought when a class is empty."""
    edges = (-math.inf, *choice, math.inf)
    counts = [sum(low <= unit < high for unit in units) for low, high in pairwise(edges)]
    if 0 in counts:
        return -1.0
    shares = [count / len(units) for count in counts]
    return -sum(share * math.log(share) for share in shares) / math.log(len(counts))


def steps(values: Sequence[float], scale: Scale, language: Language) -> tuple[Step, ...]:
    """Divide numbers into classes with words: under 50 %, 50–54 %, 55 % och mer."""
    found = limits(values, scale.smallest)
    if not found:
        return (Step(None, _written(values[0], scale, language)),) if values else ()
    named = [Step(None, _lowest(found[0], scale, language, min(values) >= 0))]
    for low, above in pairwise(found):
        named.append(Step(low, _between(low, above - scale.smallest, scale, language)))
    last = f"{_written(found[-1], scale, language)} {scale.and_more.into(language)}"
    return (*named, Step(found[-1], last))


def _written(value: float, scale: Scale, language: Language) -> str:
    return format_number(value, language, decimals=scale.decimals) + scale.unit.into(language)


def _lowest(limit: float, scale: Scale, language: Language, is_count: bool) -> str:
    if is_count and abs(limit - scale.smallest) < scale.smallest / 2:
        return _written(0, scale, language)
    return f"under {_written(limit, scale, language)}"


def _between(low: float, high: float, scale: Scale, language: Language) -> str:
    if high - low < scale.smallest / 2:
        return _written(low, scale, language)
    first = format_number(low, language, decimals=scale.decimals)
    return f"{first}–{_written(high, scale, language)}"
