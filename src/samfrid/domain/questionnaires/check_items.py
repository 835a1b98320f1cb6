"""Faults within one item: options, limits, time frames."""

from __future__ import annotations

from collections.abc import Iterator

from samfrid.domain.questionnaires.model import (
    Choice,
    Day,
    FreeText,
    Item,
    Matrix,
    Number,
    Option,
    Questionnaire,
    Scale,
    WholeMonth,
)
from samfrid.domain.wording import Text, closest

_MOST_STEPS = 11
_LONGEST_TEXT = 5000
_MOST_DECIMALS = 6

Found = Iterator[tuple[str, Text]]


def item_problems(questionnaire: Questionnaire, item: Item) -> Found:
    """Tell what is wrong within an item."""
    where = f"items.{item.code}"
    frames = {frame.code for frame in questionnaire.time_frames}
    for place, frame in [(where, item.time_frame)] + [
        (f"{where}.options.{option.code}", option.time_frame) for option in item.options
    ]:
        if frame and frame not in frames:
            yield (
                f"{place}.time_frame",
                Text("Tidsramen finns inte.", "There is no such time frame.") + closest(frame, frames),
            )
    if isinstance(item.shape, Choice | Matrix):
        yield from _option_problems(
            where, item.shape.options, many=isinstance(item.shape, Choice) and item.shape.many
        )
    if isinstance(item.shape, Matrix) and not item.shape.rows:
        yield f"{where}.rows", Text("Det finns inga rader.", "There are no rows.")
    yield from _limits(where, item)


def _option_problems(where: str, options: tuple[Option, ...], *, many: bool) -> Found:
    if len(options) < 2:
        yield f"{where}.options", Text("Minst två alternativ behövs.", "At least two options are needed.")
    for option in options:
        place = f"{where}.options.{option.code}"
        if option.exclusive and not many:
            yield (
                place,
                Text(
                    "exclusive hör bara till frågor med flera svar (multi).",
                    "exclusive belongs to questions with several answers (multi) only.",
                ),
            )
        if option.declines and many and not option.exclusive:
            yield (
                place,
                Text(
                    "Att inte vilja svara går inte ihop med andra svar: skriv exclusive = true.",
                    "Not wanting to answer stands alone: write exclusive = true.",
                ),
            )
        if option.declines and option.points is not None:
            yield (
                place,
                Text("Den som inte vill svara får inga poäng.", "Who doesn't want to answer gets no points."),
            )


def _limits(where: str, item: Item) -> Found:
    shape = item.shape
    backwards = Text("Den övre gränsen ligger under den nedre.", "The upper limit is below the lower.")
    if isinstance(shape, Number):
        if shape.maximum < shape.minimum:
            yield f"{where}.maximum", backwards
        if not 0 <= shape.decimals <= _MOST_DECIMALS:
            yield f"{where}.decimals", Text("Välj 0 till 6 decimaler.", "Choose 0 to 6 decimals.")
    elif isinstance(shape, Scale):
        if not shape.first < shape.last <= shape.first + _MOST_STEPS - 1:
            yield f"{where}.last", Text("En skala har 2 till 11 steg.", "A scale has 2 to 11 steps.")
    elif isinstance(shape, FreeText):
        if not 1 <= shape.longest <= _LONGEST_TEXT:
            yield f"{where}.longest", Text("Välj 1 till 5 000 tecken.", "Choose 1 to 5,000 characters.")
    elif isinstance(shape, Day):
        if shape.latest < shape.earliest:
            yield f"{where}.latest", backwards
    elif isinstance(shape, WholeMonth) and shape.latest < shape.earliest:
        yield f"{where}.latest", backwards
