"""Invented questionnaires and answers to them, for tests that say always or never."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from samfrid.domain.questionnaires.conditions import (
    AllOf,
    Answered,
    AnyOf,
    Chosen,
    Compared,
    Condition,
    Never,
)
from samfrid.domain.questionnaires.model import (
    Choice,
    FreeText,
    Item,
    Matrix,
    Mode,
    Number,
    Option,
    Questionnaire,
    Rights,
    Row,
    Scale,
    Score,
    ScoreKind,
    Sensitivity,
    Shape,
)
from samfrid.domain.questionnaires.wordings import Words
from samfrid.domain.wording import Text

ANY = Words(Text("ord", "words"))
OPTIONS = ("a", "b", "c")


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    options = tuple(
        Option(code, ANY, points=draw(st.none() | st.integers(-3, 5)))
        for code in OPTIONS[: draw(st.integers(2, 3))]
    )
    kind = draw(st.sampled_from(["single", "multi", "number", "scale", "text", "matrix"]))
    if kind == "single":
        return Choice(options, many=False)
    if kind == "multi":
        return Choice(
            (*options, Option("no", ANY, exclusive=True, points=draw(st.none() | st.just(0)))), many=True
        )
    if kind == "number":
        return Number(Decimal(-5), Decimal(20), draw(st.integers(0, 2)))
    if kind == "scale":
        return Scale(1, 5, ANY, ANY)
    if kind == "matrix":
        return Matrix((Row("r1", ANY), Row("r2", ANY)), options)
    return FreeText(20)


@st.composite
def conditions(draw: st.DrawFn, items: list[Item], depth: int = 2) -> Condition:
    if depth and draw(st.booleans()):
        inner = conditions(items, depth - 1)
        form = draw(st.sampled_from(["all", "any", "not"]))
        if form == "not":
            return Never(draw(inner))
        parts = tuple(draw(st.lists(inner, min_size=1, max_size=2)))
        return AllOf(parts) if form == "all" else AnyOf(parts)
    item = draw(st.sampled_from(items))
    part = draw(st.sampled_from(item.parts))
    if item.options:
        chosen = draw(st.lists(st.sampled_from([o.code for o in item.options]), min_size=1, unique=True))
        return Chosen(part, tuple(chosen))
    if isinstance(item.shape, Number | Scale):
        return Compared(part, at_least=Decimal(draw(st.integers(-5, 20))))
    return Answered(part)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    items: list[Item] = []
    for number in range(draw(st.integers(1, 6))):
        routed = items and draw(st.booleans())
        items.append(
            Item(
                code=f"q{number}",
                words=ANY,
                shape=draw(shapes()),
                required=draw(st.integers(0, 4)) == 0,
                shown_when=draw(conditions(items)) if routed else None,
            )
        )
    scored = [item for item in items if not isinstance(item.shape, FreeText)]
    scores = ()
    if scored:
        chosen = draw(st.lists(st.sampled_from(scored), min_size=1, unique_by=lambda item: item.code))
        turned = [item.code for item in chosen if draw(st.booleans())]
        kind = draw(st.sampled_from(ScoreKind))
        codes = tuple(item.code for item in chosen)
        scores = (Score("s", ANY, codes, kind, draw(st.integers(1, 4)), tuple(turned)),)
    return Questionnaire(
        code="invented",
        version=1,
        title=ANY,
        heading=ANY,
        introduction=ANY,
        languages=("sv", "en"),
        sensitivity=Sensitivity.ORDINARY,
        modes=(Mode.STAFF_LED,),
        rights=Rights("samfrid", "CC0-1.0", ANY, ANY),
        items=tuple(items),
        scores=scores,
    )


@st.composite
def forms(draw: st.DrawFn, questionnaire: Questionnaire, *, wild: bool = True) -> dict[str, list[str]]:
    """What a form may send: mostly fitting strings, with `wild` also forged ones."""
    given: dict[str, list[str]] = {}
    for part, item in questionnaire.parts():
        if draw(st.booleans()):
            given[part] = draw(given_for(item, wild=wild))
    if wild and draw(st.integers(0, 9)) == 0:
        given[draw(st.sampled_from(["q99", "q0.r9", ""]))] = ["a"]
    return given


def given_for(item: Item, *, wild: bool) -> st.SearchStrategy[list[str]]:
    odd = st.lists(st.sampled_from(["", "x", "9999", "a"]), max_size=2)
    codes = [option.code for option in item.options]
    if isinstance(item.shape, Choice) and item.shape.many:
        open_ones = [option.code for option in item.options if not option.exclusive]
        fits = st.lists(st.sampled_from(open_ones), unique=True) | st.just(["no"])
    elif codes:
        fits = st.sampled_from(codes).map(lambda code: [code])
    elif isinstance(item.shape, Scale):
        fits = st.integers(1, 5).map(lambda step: [str(step)])
    elif isinstance(item.shape, Number):
        fits = st.integers(-5, 20).map(lambda number: [str(number)])
    else:
        fits = st.just(["ord"])
    return st.one_of(fits, fits, fits, odd) if wild else fits
