"""What a drawing is made of: plain numbers between 0 and 1, words in one language, and looks.

No table and no comparison gets past this point: a hidden number is not here to be drawn by mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samfrid.adapters.charts.style import Look
from samfrid.domain.equality import Comparison
from samfrid.domain.tables import ProtectedTable, RawTable, Sign
from samfrid.domain.wording import Refused, Text

AnyComparison = Comparison[ProtectedTable] | Comparison[RawTable]
"""What the core reads: the doors have asked which of the two it is."""


class ChartRefused(Refused):
    """A figure was asked for that can't be drawn honestly."""


NOTHING_SAID = Text("", "")


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a figure: its file name, the finding, measure with period and n, and the source.

    `words` is the figure in one sentence; without it one is made from the numbers.
    """

    name: str
    title: Text
    subtitle: Text
    source: Text = NOTHING_SAID
    words: Text | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """Where a series may not be read across: after the row of that code, and why."""

    after: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Axis:
    """Which shares an axis shows, and how far its lines are apart. Unit: shares between 0 and 1.

    Promise: nought is in it unless somebody said otherwise, and then the drawing says so.
    """

    low: float = 0.0
    high: float = 1.0
    step: float = 0.25

    def __post_init__(self) -> None:
        lines = (self.high - self.low) / self.step if self.step > 0 else 0
        if not (0 <= self.low < self.high <= 1 and 1 <= lines <= 20):
            raise ChartRefused(
                Text(
                    "Axeln måste ligga mellan 0 och 100 % och ha 1 till 20 steg.",
                    "The axis must lie between 0 and 100% and have 1 to 20 steps.",
                )
            )

    @property
    def ticks(self) -> tuple[float, ...]:
        """Where the lines stand, both ends taken in."""
        count = int((self.high - self.low) / self.step + 1e-9)
        inner = tuple(round(self.low + i * self.step, 12) for i in range(count + 1))
        return inner if abs(inner[-1] - self.high) < self.step / 2 else (*inner, self.high)

    def holds(self, share: float) -> bool:
        """Whether a share can be drawn on this axis."""
        return self.low - 1e-9 <= share <= self.high + 1e-9

    def clipped(self, share: float) -> float:
        """The nearest share that can be drawn."""
        return min(max(share, self.low), self.high)


SHARES = Axis()


def fitting(shares: Sequence[float]) -> Axis:
    """The smallest round axis from nought that holds all the shares."""
    top = max(shares, default=1.0)
    for high, step in ((0.05, 0.01), (0.1, 0.025), (0.2, 0.05), (0.4, 0.1), (0.6, 0.2), (0.8, 0.2)):
        if top <= high:
            return Axis(0.0, high, step)
    return SHARES


@dataclass(frozen=True, slots=True)
class Interval:
    """A share that may be shown, and how unsure it is. Unit: shares between 0 and 1."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Blank:
    """The sign that stands instead of a number, in words."""

    sign: Sign
    words: str


Reading = Interval | Blank


@dataclass(frozen=True, slots=True)
class DotGroup:
    """One group in one row: its share or sign, and the share and what it is a share of in words."""

    member_key: str
    label: str
    look: Look
    reading: Reading
    value: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference in words: the number with its sign, how sure it is, and whether it is certain."""

    number: str
    certainty: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row: a place or a measure, its groups, and the difference or the words that stand instead."""

    label: str
    groups: tuple[DotGroup, ...]
    contrast: Contrast | str
    is_total: bool = False
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Dots with intervals, row by row; `contrast_heading` stands above the differences, a line each.

    In a way the rows are steps: a pale line leads each group from one to the next.
    """

    rows: tuple[DotRow, ...]
    axis: Axis
    contrast_heading: tuple[str, ...]
    axis_note: str = ""
    is_way: bool = False
    tells_values: bool = False
    names_groups: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """One group's shares, period by period, and the last one in words."""

    label: str
    look: Look
    readings: tuple[Reading, ...]
    last: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart over time: its label, its series, and what it can't show in words."""

    label: str
    series: tuple[Series, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrendPlot:
    """Lines over the same periods, a panel each; `breaks` are places between periods with their reasons."""

    periods: tuple[str, ...]
    panels: tuple[Panel, ...]
    breaks: tuple[tuple[int, str], ...]
    axis: Axis
    axis_note: str = ""


@dataclass(frozen=True, slots=True)
class SpreadPoint:
    """One place: how many it counted, and the share it found."""

    label: str
    persons: int
    share: float


@dataclass(frozen=True, slots=True)
class SpreadPlot:
    """Shares against how many were counted, about the share of all, with the limits of chance."""

    points: tuple[SpreadPoint, ...]
    centre: float
    centre_label: str
    look: Look
    axis: Axis
    persons_label: str
    notes: tuple[str, ...] = ()
