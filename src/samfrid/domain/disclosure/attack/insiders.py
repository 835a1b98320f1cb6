"""Attack 5: each person who is alone in a cell knows that cell. What else do they learn?"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from samfrid.domain.disclosure.attack.bounds import Bounds, propagate
from samfrid.domain.disclosure.attack.intervals import Found, Programs, pool, search
from samfrid.domain.disclosure.attack.system import System
from samfrid.domain.disclosure.saved import Flags, Ints


@dataclass(frozen=True, slots=True)
class Learnt:
    """What one insider learns: `cell` from knowing `own`; `low` to `high` is what is left for it."""

    own: int
    cell: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Insiders:
    """All insiders tried: what they learn, how many there are, and how many time did not allow."""

    learnt: tuple[Learnt, ...]
    tried: int
    unresolved: int


def insiders(
    system: System,
    low: Bounds,
    high: Bounds,
    judged: Flags,
    truth: Ints,
    person: Ints,
    seen: Found,
    *,
    width: int,
    until: float,
) -> Insiders:
    """Fix the cell of each person who is alone in it, and look at every judged cell of other persons.

    Shape: one number a hidden cell; `person` numbers the only person of a cell with one, -1 elsewhere.
    """
    alone = np.flatnonzero((truth == 1) & (high > low))
    tables = pool(seen)
    learnt: list[Learnt] = []
    unresolved = 0
    kept: dict[int, Programs] = {}
    for own in alone:
        if time.perf_counter() > until:
            unresolved += 1
            continue
        others = judged & (system.part == system.part[own])
        others[(person == person[own]) & (truth == 1)] = False
        found = Found.nothing(len(low))
        part = np.flatnonzero(system.part == system.part[own])
        # Tables already seen with this cell at 1 are what this insider cannot rule out either.
        for table in tables[np.abs(tables[:, own] - 1) < 1e-9]:
            found.see(table[part], part)
        number = int(system.part[own])
        if number not in kept:
            kept[number] = Programs(system, number, low, high, whole=False)
        programs = kept[number]
        at = int(np.searchsorted(part, own))
        programs.fix(at, 1, 1)
        search(programs, others, width, until, found)
        programs.fix(at, float(low[own]), float(high[own]))
        ends = found.low_is_end & found.high_is_end
        for cell in np.flatnonzero(others & ends & (found.width < width)):
            learnt.append(Learnt(int(own), int(cell), float(found.low[cell]), float(found.high[cell])))
        unresolved += bool((others & ~ends & (found.width < width)).any())
        learnt += _by_bounds(system, low, high, others & ~ends & (found.width < width), int(own), width)
    return Insiders(tuple(learnt), len(alone), unresolved)


def _by_bounds(system: System, low: Bounds, high: Bounds, left: Flags, own: int, width: int) -> list[Learnt]:
    """Where time ran out, let bound propagation say what it can."""
    if not left.any():
        return []
    fixed_low, fixed_high = low.copy(), high.copy()
    fixed_low[own] = fixed_high[own] = 1
    narrow_low, narrow_high = propagate(system, fixed_low, fixed_high)
    found = np.flatnonzero(left & (narrow_high - narrow_low < width))
    return [Learnt(own, int(c), float(narrow_low[c]), float(narrow_high[c])) for c in found]
