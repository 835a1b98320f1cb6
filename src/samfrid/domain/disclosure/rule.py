"""The rule a family is protected by: what is too small to be known, and what a reader knows beforehand.

Values are data; the floors under them are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from samfrid.domain.wording import Refused, Text

LOWEST_THRESHOLD = 3
HIGHEST_WIDTH = 50


class RuleError(Refused):
    """A rule that contradicts itself, falls below a floor or names what is not there."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Forced:
    """One cell that an owner wants published or hidden, named by its labels, and why."""

    cell: Mapping[str, str]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GroupRule:
    """Fewer than `group_below` persons may not all, or all but `all_but`, be in one sensitive category."""

    dimension: str
    sensitive: tuple[str, ...]
    group_below: int = 10
    all_but: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """What must not be known, by whom, and how well.

    `threshold`: counts from 1 to one below it are primary; `thresholds` sets stricter ones per category.
    `zeros`: "published" shows every nought; "hidden" hides every nought.
    `reader_minimum`: the least a reader knows a hidden cell to be. `width`: how many persons apart two tables
    that fit must be in every primary cell. `insider`: 1 when a person alone in a cell is reckoned with.

    Errors: RuleError when a value is below its floor or contradicts another.
    """

    threshold: int = 5
    thresholds: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    zeros: Literal["published", "hidden"] = "published"
    reader_minimum: int = 1
    width: int = 4
    insider: int = 0
    groups: tuple[GroupRule, ...] = ()
    force_publish: tuple[Forced, ...] = ()
    force_hide: tuple[Forced, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        _within("threshold", self.threshold, LOWEST_THRESHOLD, None)
        for column, categories in self.thresholds.items():
            for category, threshold in categories.items():
                _within(f"thresholds.{column}.{category}", threshold, LOWEST_THRESHOLD, None)
        _one_of("zeros", self.zeros, ("published", "hidden"))
        _one_of("reader_minimum", self.reader_minimum, (0, 1))
        _one_of("insider", self.insider, (0, 1))
        _within("width", self.width, 1, HIGHEST_WIDTH)
        _within("seed", self.seed, 0, 2**63 - 1)
        for group in self.groups:
            _within("groups.group_below", group.group_below, 2, None)
            _within("groups.all_but", group.all_but, 0, group.group_below - 1)

    @property
    def hidden_minimum(self) -> int:
        """The bound that is true: a hidden cell may be nought as soon as noughts are hidden."""
        return self.reader_minimum if self.zeros == "published" else 0

    def as_data(self) -> dict[str, Any]:
        """Write the whole rule as plain values, as the files hold it."""
        data = asdict(self)
        data["groups"] = [{**asdict(group), "sensitive": list(group.sensitive)} for group in self.groups]
        for name in ("force_publish", "force_hide"):
            data[name] = [{**forced.cell, "reason": forced.reason} for forced in getattr(self, name)]
        data["reader_minimum"] = self.hidden_minimum
        data["thresholds"] = {column: dict(categories) for column, categories in self.thresholds.items()}
        return data


def _within(name: str, value: object, lowest: int, highest: int | None) -> None:
    """Refuse what is not a whole number within its bounds."""
    if isinstance(value, bool) or not isinstance(value, int) or value < lowest:
        raise RuleError(
            Text(
                f"Regelns ”{name}” ska vara ett heltal, minst {lowest}.",
                f"The rule's “{name}” must be a whole number, {lowest} or more.",
            )
        )
    if highest is not None and value > highest:
        raise RuleError(
            Text(
                f"Regelns ”{name}” får vara högst {highest}.",
                f"The rule's “{name}” may be {highest} at most.",
            )
        )


def _one_of(name: str, value: object, allowed: tuple[object, ...]) -> None:
    """Refuse a value that is not one of those allowed."""
    if isinstance(value, bool) or value not in allowed:
        sv = " eller ".join(str(word) for word in allowed)
        en = " or ".join(str(word) for word in allowed)
        raise RuleError(Text(f"Regelns ”{name}” ska vara {sv}.", f"The rule's “{name}” must be {en}."))
