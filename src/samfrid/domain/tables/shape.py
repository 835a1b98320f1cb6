"""Dimensions and their coarser partitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samfrid.domain.wording import Text

TOTAL = "Total"
EVERYBODY = Text("Alla", "All")


class ShapeError(ValueError):
    """A dimension, hierarchy or family was described so that it contradicts itself."""


@dataclass(frozen=True, slots=True)
class Member:
    """One place a cell can have along one dimension: a level (a column's name) and a code at that level.

    The total is `Member.total()`: level and code are both `TOTAL`, as in the files of disclosure.md.
    """

    level: str
    code: str

    @classmethod
    def total(cls) -> Member:
        """The member that takes everybody in."""
        return cls(TOTAL, TOTAL)

    @property
    def is_total(self) -> bool:
        return self.level == TOTAL


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """One coarser partition of a dimension: each finest code lies under exactly one coarser code.

    A dimension may have several that overlap: county, police region and municipality group over the same
    municipalities.
    """

    level: str
    parent: Mapping[str, str]
    label: Text

    @property
    def codes(self) -> tuple[str, ...]:
        """The coarser codes, in order of first appearance."""
        return tuple(dict.fromkeys(self.parent.values()))


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to divide persons: its finest codes, their coarser partitions, and what people read.

    Promise: codes are unique and none is the total; every hierarchy covers exactly the finest codes; labels
             that are not given fall back to the code itself.
    """

    name: str
    codes: tuple[str, ...]
    label: Text
    hierarchies: tuple[Hierarchy, ...] = ()
    labels: Mapping[Member, Text] = field(default_factory=dict)
    total_label: Text = EVERYBODY

    def __post_init__(self) -> None:
        if len(set(self.codes)) != len(self.codes):
            raise ShapeError(f"dimension {self.name!r} has a code twice")
        if TOTAL in self.codes:
            raise ShapeError(f"dimension {self.name!r} uses the reserved code {TOTAL!r}")
        levels = [self.name, *(hierarchy.level for hierarchy in self.hierarchies)]
        if len(set(levels)) != len(levels) or TOTAL in levels:
            raise ShapeError(f"dimension {self.name!r} has a level twice, or one named {TOTAL!r}")
        for hierarchy in self.hierarchies:
            if set(hierarchy.parent) != set(self.codes):
                raise ShapeError(f"hierarchy {hierarchy.level!r} does not cover dimension {self.name!r}")

    @property
    def levels(self) -> tuple[str, ...]:
        """Level names, finest first, without the total."""
        return (self.name, *(hierarchy.level for hierarchy in self.hierarchies))

    def members(self, *, level: str | None = None, total: bool = True) -> tuple[Member, ...]:
        """List members: of one level, or of all levels from finest to coarsest and then the total."""
        found = [Member(self.name, code) for code in self.codes if level in (None, self.name)]
        for hierarchy in self.hierarchies:
            if level in (None, hierarchy.level):
                found += [Member(hierarchy.level, code) for code in hierarchy.codes]
        return (*found, Member.total()) if total and level is None else tuple(found)

    def finest(self, member: Member) -> frozenset[str]:
        """The finest codes that a member takes in."""
        if member.is_total:
            return frozenset(self.codes)
        if member.level == self.name:
            return frozenset((member.code,)) & frozenset(self.codes)
        for hierarchy in self.hierarchies:
            if hierarchy.level == member.level:
                return frozenset(code for code, above in hierarchy.parent.items() if above == member.code)
        raise ShapeError(f"dimension {self.name!r} has no level {member.level!r}")

    def label_of(self, member: Member) -> Text:
        """What people read for a member."""
        if member.is_total:
            return self.total_label
        return self.labels.get(member) or Text.same(member.code)
