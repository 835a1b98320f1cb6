"""A questionnaire as frozen data: items, options, routing, constraints, scores, marks and outcomes.

Built by `load`, never by hand in the product; nothing here changes once a version is in use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samfrid.domain.periods import Month
from samfrid.domain.questionnaires.conditions import Condition
from samfrid.domain.questionnaires.wordings import Words


class Kind(StrEnum):
    """The seven ways to answer."""

    SINGLE = "single"
    MULTI = "multi"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    SCALE = "scale"
    MATRIX = "matrix"


class Sensitivity(StrEnum):
    """How careful an answer is to be kept: nobody's, somebody's, or of a special category (GDPR art. 9, 10)."""

    ORDINARY = "ordinary"
    PERSONAL = "personal"
    SPECIAL = "special"


class Mode(StrEnum):
    """The ways a questionnaire may be answered."""

    TALLY = "tally"
    INVITED = "invited"
    STAFF_LED = "staff_led"


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """The time a question or an option asks about; `months` back from today, or none for open frames."""

    code: str
    words: Words
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `exclusive` stands alone; `declines` says that the person won't answer."""

    code: str
    words: Words
    exclusive: bool = False
    declines: bool = False
    time_frame: str = ""
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of several, or some of them."""

    options: tuple[Option, ...]
    many: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number with at most so many decimals, from `minimum` to `maximum`, both taken in."""

    minimum: Decimal
    maximum: Decimal
    decimals: int = 0
    unit: Words | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day, from `earliest` to `latest`, both taken in."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class WholeMonth:
    """A month, never its first day, from `earliest` to `latest`."""

    earliest: Month
    latest: Month


@dataclass(frozen=True, slots=True)
class FreeText:
    """Words of one's own, so many characters at most."""

    longest: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole steps from `first` to `last` with words at both ends."""

    first: int
    last: int
    low: Words
    high: Words


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a matrix."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Matrix:
    """One option for each row."""

    rows: tuple[Row, ...]
    options: tuple[Option, ...]


Shape = Choice | Number | Day | WholeMonth | FreeText | Scale | Matrix


@dataclass(frozen=True, slots=True)
class Item:
    """One question."""

    code: str
    words: Words
    shape: Shape
    description: Words | None = None
    required: bool = False
    time_frame: str = ""
    shown_when: Condition | None = None
    purpose: Words | None = None
    legal_basis: str = ""

    @property
    def kind(self) -> Kind:
        """Which of the seven ways it is answered."""
        if isinstance(self.shape, Choice):
            return Kind.MULTI if self.shape.many else Kind.SINGLE
        return _KINDS[type(self.shape)]

    @property
    def parts(self) -> tuple[str, ...]:
        """Where answers to it stand: its code, or `item.row` for each row of a matrix."""
        if isinstance(self.shape, Matrix):
            return tuple(f"{self.code}.{row.code}" for row in self.shape.rows)
        return (self.code,)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options to choose from; none where there is nothing to choose."""
        return self.shape.options if isinstance(self.shape, Choice | Matrix) else ()


_KINDS: dict[type[Shape], Kind] = {
    Number: Kind.NUMBER,
    Day: Kind.DATE,
    WholeMonth: Kind.DATE,
    FreeText: Kind.TEXT,
    Scale: Kind.SCALE,
    Matrix: Kind.MATRIX,
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """What must hold about the whole answer once everything it names is answered; `message` says it in words."""

    code: str
    must: Condition
    message: Words


class ScoreKind(StrEnum):
    """How points are put together."""

    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class CutOff:
    """From this value on the score is called so."""

    at_least: Decimal
    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Score:
    """Points put together from items; none where fewer than `least_answered` parts have points."""

    code: str
    words: Words
    items: tuple[str, ...]
    kind: ScoreKind
    least_answered: int
    reversed_items: tuple[str, ...] = ()
    cut_offs: tuple[CutOff, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What a tally keeps of an answer: yes or no to one thing, with no person behind.

    `short` is what staff tick. `needs` are marks of which one must stand beside it.
    """

    code: str
    words: Words
    short: Words
    when: Condition
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer comes to, told from the marks: any of these and none of those.

    With neither, it holds where no mark is set.
    """

    code: str
    words: Words
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """Words shown at once to the person who answers so."""

    code: str
    words: Words
    when: Condition
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """Who owns the words, under which licence they are here, and where they come from."""

    owner: str
    licence: str
    statement: Words
    source: Words
    validated: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One version of one questionnaire."""

    code: str
    version: int
    title: Words
    heading: Words
    introduction: Words
    languages: tuple[str, ...]
    sensitivity: Sensitivity
    modes: tuple[Mode, ...]
    rights: Rights
    items: tuple[Item, ...]
    alone_check: bool = False
    time_frames: tuple[TimeFrame, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    scores: tuple[Score, ...] = ()
    marks: tuple[Mark, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    help: tuple[Help, ...] = ()

    @property
    def key(self) -> str:
        """Code and version, as a record names them: `user-survey@1`."""
        return f"{self.code}@{self.version}"

    def item(self, code: str) -> Item | None:
        """Find an item by its code."""
        return next((item for item in self.items if item.code == code), None)

    def parts(self) -> Iterator[tuple[str, Item]]:
        """Give every part with the item it belongs to, in the order they are asked."""
        for item in self.items:
            for part in item.parts:
                yield part, item
