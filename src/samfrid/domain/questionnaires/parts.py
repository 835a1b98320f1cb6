"""Reading one given answer into its type, and writing it back as it was given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from samfrid.domain.periods import Month
from samfrid.domain.questionnaires.conditions import Value
from samfrid.domain.questionnaires.model import (
    Choice,
    Day,
    FreeText,
    Item,
    Matrix,
    Number,
    Option,
    Scale,
    Shape,
    WholeMonth,
)
from samfrid.domain.wording import Text

_NUMBER = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_WHOLE = re.compile(r"-?[0-9]{1,6}")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
# Control characters other than line breaks have no place in words; some of them turn the text around.
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class BadPart(Exception):  # noqa: N818 - becomes one sentence of a Refused
    """What is wrong with one part, in words that don't repeat it."""

    def __init__(self, what: Text) -> None:
        self.what = what
        super().__init__(what.en)


def read_part(item: Item, given: Sequence[str]) -> Value:
    """Read what was given for one part of an item; `given` holds no empty strings and at least one.

    Errors: BadPart, which never repeats the value.
    """
    shape = item.shape
    if isinstance(shape, Choice) and shape.many:
        return _several(shape.options, given)
    if len(given) > 1:
        raise BadPart(Text("Här går det bara att lämna ett svar.", "Only one answer can be given here."))
    if isinstance(shape, Choice | Matrix):
        return _option(shape.options, given[0]).code
    return _simple(shape, given[0].strip())


def _simple(shape: Shape, words: str) -> Value:
    if isinstance(shape, Number):
        return _number(shape, words)
    if isinstance(shape, Scale):
        return _step(shape, words)
    if isinstance(shape, Day):
        return _day(shape, words)
    if isinstance(shape, WholeMonth):
        return _month(shape, words)
    if isinstance(shape, FreeText):
        return _text(shape, words)
    raise BadPart(_UNKNOWN_OPTION)


_UNKNOWN_OPTION = Text("Välj ett av alternativen.", "Choose one of the options.")


def _option(options: Sequence[Option], code: str) -> Option:
    for option in options:
        if option.code == code:
            return option
    raise BadPart(_UNKNOWN_OPTION)


def _several(options: Sequence[Option], given: Sequence[str]) -> tuple[str, ...]:
    chosen = {_option(options, code).code for code in given}
    if len(chosen) != len(given):
        raise BadPart(Text("Ett alternativ är valt två gånger.", "An option was chosen twice."))
    picked = [option for option in options if option.code in chosen]
    if len(picked) > 1 and any(option.exclusive for option in picked):
        raise BadPart(
            Text(
                "Två svar går inte ihop. Välj antingen det ena eller det andra.",
                "Two answers contradict each other. Choose one or the other.",
            )
        )
    return tuple(option.code for option in picked)


def _number(shape: Number, words: str) -> Decimal:
    if not _NUMBER.fullmatch(words):
        raise BadPart(Text("Skriv ett tal med siffror.", "Write a number in digits."))
    number = Decimal(words.replace(",", "."))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > shape.decimals:
        raise BadPart(
            Text(f"Skriv högst {shape.decimals} decimaler.", f"Write at most {shape.decimals} decimals.")
            if shape.decimals
            else Text("Skriv ett heltal.", "Write a whole number.")
        )
    if not shape.minimum <= number <= shape.maximum:
        raise BadPart(
            Text(
                f"Talet ska vara från {shape.minimum} till {shape.maximum}.",
                f"The number should be from {shape.minimum} to {shape.maximum}.",
            )
        )
    return number.normalize() if number else Decimal(0)


def _step(shape: Scale, words: str) -> int:
    if not _WHOLE.fullmatch(words) or not shape.first <= int(words) <= shape.last:
        raise BadPart(
            Text(
                f"Välj ett steg från {shape.first} till {shape.last}.",
                f"Choose a step from {shape.first} to {shape.last}.",
            )
        )
    return int(words)


def _day(shape: Day, words: str) -> date:
    try:
        day = date.fromisoformat(words) if len(words) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise BadPart(Text("Skriv dagen som 2026-11-21.", "Write the day as 2026-11-21."))
    if not shape.earliest <= day <= shape.latest:
        raise BadPart(
            Text(
                f"Dagen ska vara från {shape.earliest} till {shape.latest}.",
                f"The day should be from {shape.earliest} to {shape.latest}.",
            )
        )
    return day


def _month(shape: WholeMonth, words: str) -> Month:
    match = _MONTH.fullmatch(words)
    if not match or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1:
        raise BadPart(Text("Skriv månaden som 2026-11.", "Write the month as 2026-11."))
    month = Month(int(match[1]), int(match[2]))
    if not shape.earliest <= month <= shape.latest:
        raise BadPart(
            Text(
                f"Månaden ska vara från {shape.earliest.code} till {shape.latest.code}.",
                f"The month should be from {shape.earliest.code} to {shape.latest.code}.",
            )
        )
    return month


def _text(shape: FreeText, words: str) -> str:
    cleaned = words.replace("\r\n", "\n").replace("\r", "\n")
    if _UNSEEN.search(cleaned):
        raise BadPart(
            Text("Texten innehåller tecken som inte syns.", "The text holds characters that can't be seen.")
        )
    if len(cleaned) > shape.longest:
        raise BadPart(
            Text(f"Skriv högst {shape.longest} tecken.", f"Write at most {shape.longest} characters.")
        )
    return cleaned


def written(value: Value) -> tuple[str, ...]:
    """Write a checked answer as it is given by a form: one string, or several for several options."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, Month):
        return (value.code,)
    if isinstance(value, date):
        return (value.isoformat(),)
    if isinstance(value, Decimal):
        return (f"{value:f}",)
    return (str(value),)
