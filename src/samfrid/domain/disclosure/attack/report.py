"""What an attack found, in numbers, as JSON and in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from samfrid.domain.wording import Language, Text, format_count, format_number

_NAMED = 10


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A cell that a reader can narrow down: `low` to `high` is what is left; `by` names the attack."""

    cell: str
    low: int
    high: int | None
    by: str

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class AttackReport:
    """The outcome of all attacks on one release.

    `judged` cells are the primaries where they are known (`primaries_known`), else every hidden cell that may
    hold a small count. `exact` and `narrow` are judged cells: known to the person, or left with fewer than
    `width` + 1 values. `small` counts the judged cells that must lie in 1 … T−1. `unresolved` cells are those
    that time or size kept from an answer.
    """

    cells: int
    hidden: int
    judged: int
    primaries_known: bool
    reader_minimum: int
    width: int
    exact: tuple[Narrowed, ...]
    narrow: tuple[Narrowed, ...]
    small: int
    exact_by_bounds: Mapping[str, int]
    exact_by_algebra: int
    insiders_tried: int
    insider_findings: tuple[Narrowed, ...]
    groups: tuple[str, ...]
    unresolved: int
    unresolved_algebra: int
    unresolved_insiders: int
    seconds: Mapping[str, float]

    @property
    def found_nothing(self) -> bool:
        """Whether no attack got further than the promise allows."""
        return not (self.exact or self.narrow or self.insider_findings or self.groups)

    def as_json(self) -> dict[str, Any]:
        """Return every figure and every cell found, ready for json.dumps."""
        return {"found_nothing": self.found_nothing, **asdict(self)}

    def into(self, language: Language) -> str:
        """Say the outcome in plain words, a sentence a line."""
        return "\n".join(text.into(language) for text in self.sentences())

    def sentences(self) -> list[Text]:
        """List the outcome first, then what was tried, then what was found."""
        lines = [
            Text("Angreppen hittade ingenting.", "The attacks found nothing.")
            if self.found_nothing
            else Text(
                "Angreppen hittade något: publicera inte.", "The attacks found something: do not publish."
            ),
            self._what_was_judged(),
        ]
        lines += _named(self.exact, "Går att räkna ut exakt", "Can be worked out exactly")
        lines += _named(self.narrow, "Går att ringa in", "Can be narrowed down")
        lines += _named(
            self.insider_findings, "En ensam person kan räkna ut", "A person alone in a cell can work out"
        )
        lines += [
            Text(
                f"Gruppröjande: hela gruppen finns i {cell}.",
                f"Group disclosure: the whole group is in {cell}.",
            )
            for cell in self.groups
        ]
        if self.small:
            n = _count(self.small)
            lines.append(Text(f"{n.sv} celler måste vara små tal.", f"{n.en} cells must hold small counts."))
        return lines + self._what_is_left()

    def _what_was_judged(self) -> Text:
        judged, hidden, cells = _count(self.judged), _count(self.hidden), _count(self.cells)
        who = (
            Text("primärceller", "primary cells")
            if self.primaries_known
            else Text("dolda celler som kan vara små", "hidden cells that may be small")
        )
        used = sum(self.seconds.values())
        seconds = Text(
            format_number(used, Language.SWEDISH, decimals=1),
            format_number(used, Language.ENGLISH, decimals=1),
        )
        return Text(
            f"{judged.sv} {who.sv} prövades ({cells.sv} celler, {hidden.sv} dolda; läsaren vet att en dold "
            f"cell är minst {self.reader_minimum}; {seconds.sv} s).",
            f"{judged.en} {who.en} were tried ({cells.en} cells, {hidden.en} hidden; the reader knows that a "
            f"hidden cell is at least {self.reader_minimum}; {seconds.en} s).",
        )

    def _what_is_left(self) -> list[Text]:
        left = (
            (
                self.unresolved,
                "celler hann inte prövas med program",
                "cells were not reached by the programs",
            ),
            (
                self.unresolved_algebra,
                "celler hann inte prövas med algebra",
                "cells were not reached by the algebra",
            ),
            (
                self.unresolved_insiders,
                "insiders hann inte prövas färdigt",
                "insiders were not tried to the end",
            ),
        )
        return [
            Text(f"{_count(n).sv} {sv}: höj --seconds.", f"{_count(n).en} {en}: raise --seconds.")
            for n, sv, en in left
            if n
        ]


def _count(number: int) -> Text:
    return Text(format_count(number, Language.SWEDISH), format_count(number, Language.ENGLISH))


def _named(found: tuple[Narrowed, ...], sv: str, en: str) -> list[Text]:
    """Name the first cells of a kind and count the rest."""
    lines = []
    for one in found[:_NAMED]:
        top = "…" if one.high is None else str(one.high)
        left = str(one.low) if one.is_exact else f"{one.low}–{top}"
        lines.append(Text(f"{sv}: {one.cell} ({left})", f"{en}: {one.cell} ({left})"))
    if len(found) > _NAMED:
        more = _count(len(found) - _NAMED)
        lines.append(Text(f"… och {more.sv} till.", f"… and {more.en} more."))
    return lines
