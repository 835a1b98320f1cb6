"""All attacks in order, cheapest first, on what a reader of the tables has."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from samfrid.domain.disclosure.attack.bounds import Bounds, propagate
from samfrid.domain.disclosure.attack.elimination import determined
from samfrid.domain.disclosure.attack.groups import exposed_groups
from samfrid.domain.disclosure.attack.insiders import Insiders, insiders
from samfrid.domain.disclosure.attack.intervals import Found, Programs, search
from samfrid.domain.disclosure.attack.report import AttackReport, Narrowed
from samfrid.domain.disclosure.attack.system import System, consistency_system
from samfrid.domain.disclosure.attack.truth import small_counts, thresholds, true_counts
from samfrid.domain.disclosure.saved import Flags, Ints, SavedBase, SavedRelease

_EPSILON = 1e-6
_WHOLE = 300
"""Parts with at most so many hidden cells are searched over whole numbers, larger ones over all numbers."""


@dataclass(slots=True)
class _Clock:
    """Seconds used by each stage, and who is told when one begins."""

    progress: Callable[[str], None]
    seconds: dict[str, float] = field(default_factory=dict)
    stage: str = ""
    began: float = 0.0

    def enter(self, stage: str) -> None:
        """End the stage before and begin the next; an empty name only ends."""
        now = time.perf_counter()
        if self.stage:
            self.seconds[self.stage] = round(now - self.began, 3)
        self.stage, self.began = stage, now
        if stage:
            self.progress(stage)


def run(
    saved: SavedRelease,
    data: SavedBase | None = None,
    *,
    seconds: float = 60.0,
    reader_minimum: int | None = None,
    insider: bool | None = None,
    progress: Callable[[str], None] = lambda stage: None,
) -> AttackReport:
    """Attack a release by bounds, algebra, programs, as an insider, and by group disclosure.

    Unit:    `seconds` is the time for each of algebra, programs and insiders.
    Promise: an interval that is reported contains the true count of every release that is what it says it is;
             `reader_minimum` and `insider`, when given, stand in place of what the release's rule says.
    Errors:  DoesNotAddUp when the published numbers contradict each other.
    """
    # Long because it is the whole attack, stage by stage in order: a part of it alone tells nothing.
    clock = _Clock(progress)
    minimum = saved.rule.reader_minimum if reader_minimum is None else reader_minimum
    base = data or (saved.proof.base if saved.proof else None)
    truth, person = true_counts(saved, base) if base else (None, None)
    primaries = _primaries(saved, data, truth)
    clock.enter("bounds")
    system = consistency_system(saved)
    judged = np.ones(len(system.cells), dtype=bool) if primaries is None else primaries[system.cells]
    exact_by_bounds, low, high = _by_bounds(system, judged, minimum)
    clock.enter("algebra")
    known, beyond_algebra = determined(system, until=time.perf_counter() + seconds)
    clock.enter("programs")
    found = _by_programs(system, low, high, judged, saved.rule.width, time.perf_counter() + seconds)
    low, high = safe_bounds(found, low, high)
    limit = thresholds(saved)[system.cells]
    if primaries is None:
        judged = (low < limit) & (high >= 1)
    narrow = judged & (high - low < saved.rule.width)
    clock.enter("insiders")
    learnt = Insiders((), 0, 0)
    if truth is not None and person is not None and (saved.rule.insider if insider is None else insider):
        learnt = insiders(
            system,
            low,
            high,
            judged & ~narrow,
            truth[system.cells],
            person[system.cells],
            found,
            width=saved.rule.width,
            until=time.perf_counter() + seconds,
        )
    clock.enter("groups")
    groups = _groups(saved, system, low, high, truth)
    clock.enter("")
    names = [saved.cell_name(int(cell)) for cell in system.cells]
    algebra = judged & known
    exact = (narrow & (high == low)) | algebra
    return AttackReport(
        cells=len(saved.counts),
        hidden=int(saved.hidden.sum()),
        judged=int(judged.sum()),
        primaries_known=primaries is not None,
        reader_minimum=minimum,
        width=saved.rule.width,
        exact=_narrowed(names, low, high, np.flatnonzero(exact), algebra),
        narrow=_narrowed(names, low, high, np.flatnonzero(narrow & ~exact), algebra),
        small=int((judged & (low >= 1) & (high < limit)).sum()),
        exact_by_bounds=exact_by_bounds,
        exact_by_algebra=int(algebra.sum()),
        insiders_tried=learnt.tried,
        insider_findings=tuple(
            Narrowed(names[one.cell], *_whole(one.low, one.high), names[one.own]) for one in learnt.learnt
        ),
        groups=groups,
        unresolved=int((judged & ~narrow & (found.width < saved.rule.width)).sum()),
        unresolved_algebra=int((judged & beyond_algebra).sum()),
        unresolved_insiders=learnt.unresolved,
        seconds=clock.seconds,
    )


def _groups(
    saved: SavedRelease, system: System, low: Bounds, high: Bounds, truth: Ints | None
) -> tuple[str, ...]:
    """Name the cells that give a small group away, by the bounds of all cells."""
    every_low, every_high = saved.counts.astype(float), saved.counts.astype(float)
    every_low[system.cells], every_high[system.cells] = low, high
    exposed = exposed_groups(saved, np.maximum(every_low, 0), np.maximum(every_high, 0), truth)
    return tuple(saved.cell_name(int(cell)) for cell in exposed)


def _primaries(saved: SavedRelease, data: SavedBase | None, truth: Ints | None) -> Flags | None:
    """Say which cells are primary, from the proof's list and from the data; nothing when neither is given."""
    if truth is None:
        return None
    primary = np.zeros(len(saved.counts), dtype=bool)
    if saved.proof is not None:
        listed = saved.find(saved.proof.primaries)
        primary[listed[listed >= 0]] = True
    if data is not None or saved.proof is None:
        primary |= small_counts(saved, truth)
    return primary


def _by_bounds(system: System, judged: Flags, minimum: int) -> tuple[dict[str, int], Bounds, Bounds]:
    """Propagate for both lower bounds, count what becomes exact, and keep the bounds of the true reader."""
    exact: dict[str, int] = {}
    size = len(system.cells)
    kept = np.zeros(size), np.full(size, np.inf)
    for lowest in range(minimum + 1):
        # What is certain for the reader who knows less is certain for the one who knows more.
        kept = propagate(system, np.maximum(kept[0], lowest), kept[1])
        exact[str(lowest)] = int((judged & (kept[0] == kept[1])).sum())
    return exact, *kept


def _by_programs(system: System, low: Bounds, high: Bounds, judged: Flags, width: int, until: float) -> Found:
    """Search part by part, small parts first; a part whose bounds say all needs no program."""
    found = Found.nothing(len(system.cells))
    fixed = low == high
    found.low[fixed], found.high[fixed] = low[fixed], high[fixed]
    found.low_is_end |= fixed
    found.high_is_end |= fixed
    sizes = np.bincount(system.part) if len(system.part) else np.zeros(0, dtype=np.int64)
    for part in np.argsort(sizes, kind="stable"):
        here = (system.part == part) & judged & ~fixed
        if here.any() and time.perf_counter() < until:
            programs = Programs(system, int(part), low, high, whole=bool(sizes[part] <= _WHOLE))
            search(programs, here, width, until, found)
    return found


def safe_bounds(found: Found, low: Bounds, high: Bounds) -> tuple[Bounds, Bounds]:
    """Give the tightest whole-number bounds that are certain: the programs' ends where they were reached."""
    lowest = np.where(found.low_is_end, np.maximum(np.ceil(found.low - _EPSILON), low), low)
    highest = np.where(found.high_is_end, np.minimum(np.floor(found.high + _EPSILON), high), high)
    return lowest, highest


def _narrowed(
    names: list[str], low: Bounds, high: Bounds, cells: Ints, algebra: Flags
) -> tuple[Narrowed, ...]:
    return tuple(
        Narrowed(names[cell], *_whole(low[cell], high[cell]), "algebra" if algebra[cell] else "programs")
        for cell in cells.tolist()
    )


def _whole(low: float, high: float) -> tuple[int, int | None]:
    """Round an interval inwards to whole numbers; no upper end is None."""
    return int(np.ceil(low - _EPSILON)), int(np.floor(high + _EPSILON)) if np.isfinite(high) else None
