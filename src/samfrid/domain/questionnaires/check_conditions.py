"""Faults in conditions: they ask about parts that are there, in time, in a way those can answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import product

from samfrid.domain.periods import Month
from samfrid.domain.questionnaires.conditions import (
    AllOf,
    AnyOf,
    Chosen,
    Compared,
    Condition,
    Leaf,
    Never,
    NotBefore,
    Value,
    holds,
    leaves,
    parts_named,
)
from samfrid.domain.questionnaires.model import (
    Choice,
    Day,
    FreeText,
    Item,
    Matrix,
    Number,
    Questionnaire,
    Scale,
    WholeMonth,
)
from samfrid.domain.questionnaires.routing import is_shown
from samfrid.domain.wording import Text, closest

Found = Iterator[tuple[str, Text]]

_MOST_COMBINATIONS = 20_000
"""More combinations of answers than this are not tried out; the fault is then found by the one who asks."""


def condition_problems(
    questionnaire: Questionnaire, condition: Condition, *, where: str, before: str | None
) -> Found:
    """Tell what is wrong with one condition; `before` names the item that it may not look past."""
    parts = dict(questionnaire.parts())
    if before is not None:
        codes = [item.code for item in questionnaire.items]
        early = {part for part, item in parts.items() if codes.index(item.code) < codes.index(before)}
    else:
        early = set(parts)
    if _is_empty(condition):
        yield where, Text("Villkoret är tomt.", "The condition is empty.")
    for leaf in leaves(condition):
        named = [leaf.part, leaf.other] if isinstance(leaf, NotBefore) else [leaf.part]
        wrong = [part for part in named if part not in parts]
        late = [part for part in named if part in parts and part not in early]
        for part in wrong:
            yield (
                where,
                Text(f"Frågan ”{part}” finns inte.", f"There is no question “{part}”.")
                + closest(part, parts),
            )
        for part in late:
            yield (
                where,
                Text(
                    f"Frågan ”{part}” ställs inte före den här.",
                    f"The question “{part}” isn't asked before this one.",
                ),
            )
        if not wrong and not late:
            yield from _leaf_problems(leaf, parts, where)


def _is_empty(condition: Condition) -> bool:
    if isinstance(condition, AllOf | AnyOf):
        return not condition.parts or any(_is_empty(part) for part in condition.parts)
    if isinstance(condition, Never):
        return _is_empty(condition.part)
    return isinstance(condition, Chosen) and not condition.options


def _leaf_problems(leaf: Leaf, parts: Mapping[str, Item], where: str) -> Found:
    item = parts[leaf.part]
    if isinstance(leaf, Chosen):
        known = {option.code for option in item.options}
        for option in leaf.options:
            if option not in known:
                yield (
                    where,
                    Text(
                        f"Frågan ”{leaf.part}” har inget alternativ ”{option}”.",
                        f"The question “{leaf.part}” has no option “{option}”.",
                    )
                    + closest(option, known),
                )
    elif isinstance(leaf, Compared):
        bounds = [bound for bound in (leaf.at_least, leaf.at_most) if bound is not None]
        if any(_measure(item) is not _bound_kind(bound) for bound in bounds):
            yield (
                where,
                Text(
                    f"Frågan ”{leaf.part}” kan inte jämföras med det som står här.",
                    f"The question “{leaf.part}” can't be compared with what stands here.",
                ),
            )
    elif isinstance(leaf, NotBefore) and (
        _measure(item) is None or _measure(item) is not _measure(parts[leaf.other])
    ):
        yield (
            where,
            Text(
                f"Frågorna ”{leaf.part}” och ”{leaf.other}” kan inte jämföras.",
                f"The questions “{leaf.part}” and “{leaf.other}” can't be compared.",
            ),
        )


def _measure(item: Item) -> type | None:
    """What kind of value an item is compared by; None where it has no order."""
    if isinstance(item.shape, Number | Scale):
        return Decimal
    if isinstance(item.shape, Day):
        return date
    return Month if isinstance(item.shape, WholeMonth) else None


def _bound_kind(bound: Decimal | date | Month) -> type:
    return next(kind for kind in (Decimal, Month, date) if isinstance(bound, kind))


def never_shown(questionnaire: Questionnaire) -> Found:
    """Tell which items no answer leads to, as far as all ways to them can be tried out."""
    parts = dict(questionnaire.parts())
    for item in questionnaire.items:
        if item.shown_when is None or not set(parts_named(item.shown_when)) <= parts.keys():
            continue
        asked = _needed_parts(questionnaire, item)
        samples = {part: _samples(questionnaire, parts[part]) for part in asked}
        size = 1
        for values in samples.values():
            size *= len(values)
        if size <= _MOST_COMBINATIONS and not any(
            _leads_to(questionnaire, item, dict(zip(samples, values, strict=True)))
            for values in product(*samples.values())
        ):
            yield (
                f"items.{item.code}.shown_when",
                Text(
                    "Frågan kan aldrig visas: inget svar leder hit.",
                    "The question can never be shown: no answer leads here.",
                ),
            )


def _needed_parts(questionnaire: Questionnaire, item: Item) -> tuple[str, ...]:
    """The parts that decide whether an item is shown, also by way of the items in between."""
    parts, found, waiting = dict(questionnaire.parts()), dict[str, None](), [item]
    while waiting:
        condition = waiting.pop().shown_when
        for part in parts_named(condition) if condition is not None else ():
            if part not in found and part in parts:
                found[part] = None
                waiting.append(parts[part])
    return tuple(found)


def _samples(questionnaire: Questionnaire, item: Item) -> list[Value | None]:
    """Answers enough to try every way that conditions can tell apart; None is no answer."""
    shape = item.shape
    if isinstance(shape, Choice | Matrix):
        single: list[Value | None] = [None, *(option.code for option in shape.options)]
        if isinstance(shape, Choice) and shape.many:
            together = tuple(option.code for option in shape.options if not option.exclusive)
            return [*single, together]
        return single
    if isinstance(shape, FreeText):
        return [None, "x"]
    return [None, *_steps(questionnaire, item)]


def _steps(questionnaire: Questionnaire, item: Item) -> list[Value]:
    shape = item.shape
    if isinstance(shape, Scale):
        return list(range(shape.first, shape.last + 1))
    bounds: set[Value] = set()
    for one in questionnaire.items:
        for leaf in leaves(one.shown_when) if one.shown_when is not None else ():
            if isinstance(leaf, Compared) and leaf.part == item.code:
                bounds.update(bound for bound in (leaf.at_least, leaf.at_most) if bound is not None)
    if isinstance(shape, Number):
        inside = [b for b in bounds if isinstance(b, Decimal) and shape.minimum <= b <= shape.maximum]
        return [shape.minimum, *inside, shape.maximum]
    if isinstance(shape, Day):
        days = [b for b in bounds if isinstance(b, date) and shape.earliest <= b <= shape.latest]
        return [shape.earliest, *days, shape.latest]
    if isinstance(shape, WholeMonth):
        months = [b for b in bounds if isinstance(b, Month) and shape.earliest <= b <= shape.latest]
        return [shape.earliest, *months, shape.latest]
    return []


def _leads_to(questionnaire: Questionnaire, item: Item, answers: dict[str, Value | None]) -> bool:
    kept: dict[str, Value] = {}
    for one in questionnaire.items:
        if one.code == item.code:
            return item.shown_when is not None and holds(item.shown_when, kept)
        if is_shown(one, kept):
            for part in one.parts:
                value = answers.get(part)
                if value is not None:
                    kept[part] = value
    return False
