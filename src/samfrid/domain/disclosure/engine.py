"""Run the search: set the frame up, prove every primary, give back, guard insiders, and hand the witnesses over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from samfrid.domain.disclosure import ledger
from samfrid.domain.disclosure.ledger import Store
from samfrid.domain.disclosure.moves import MOST_COMPOUNDS, Frame, Ints, Reals, State
from samfrid.domain.disclosure.primaries import Primaries
from samfrid.domain.disclosure.refusals import TooLarge
from samfrid.domain.disclosure.rule import Rule
from samfrid.domain.disclosure.search import FAR, NEAR, OPEN
from samfrid.domain.disclosure.structure import Structure
from samfrid.domain.tables import TableFamily

Progress = Callable[[str, float], None]
STRETCH = 200
PASSES = 3
OPEN_TOTAL, OPEN_LEVEL, LARGE = 1.5, 0.75, 0.03
"""Cost of hiding: an inner cell 1; more for each total, each coarser level, and slightly for size."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What the search found.

    Shape: `hidden` one flag a cell; `witness`, `row_key` and `change` in step, one a moved base combination;
           `unproven` the primaries without a proof; `cost` of the secondaries; `seconds` a stage.
    """

    hidden: Ints
    witness: Ints
    row_key: Ints
    change: Ints
    stride: Ints
    unproven: Ints
    cost: float
    seconds: dict[str, float]


def search_witnesses(
    structure: Structure, family: TableFamily, primaries: Primaries, rule: Rule, progress: Progress
) -> Outcome:
    """Hide secondaries until every primary has its witnesses, as few and as inner as can be found.

    Promise: deterministic for a seed. What is returned is checked by `check` before anything is published.
    """
    run = _Run(structure, family, primaries, rule, progress)
    run.prove()
    run.give_back()
    if rule.insider:
        run.guard_insiders()
    return run.outcome()


class _Run:
    """One search; holds the arrays and lets them grow."""

    def __init__(
        self, structure: Structure, family: TableFamily, primaries: Primaries, rule: Rule, progress: Progress
    ) -> None:
        self.structure, self.primaries, self.rule, self.progress = structure, primaries, rule, progress
        self.seconds: dict[str, float] = {}
        self.frame = build_frame(structure, family, primaries, rule)
        self.state = _new_state(structure, primaries, rule)
        self.store = _new_store(structure)
        self.keep = np.zeros(structure.size, dtype=np.int64)
        self.keep[primaries.cells] = 1
        if rule.zeros == "hidden":
            self.keep[structure.counts == 0] = 1
        self.left: Ints = np.zeros(0, dtype=np.int64)

    def prove(self) -> None:
        """Prove every primary: inner cells first, the largest first, then wider looks for what is left."""
        begun = perf_counter()
        cells = self.primaries.cells
        order = cells[np.lexsort((cells, -self.structure.counts[cells], self.frame.cost[cells].round(0)))]
        for widest in (NEAR, FAR, OPEN):
            self._walk(order, widest, "prove")
        self.seconds["prove"] = perf_counter() - begun

    def _walk(self, order: Ints, widest: int, stage: str) -> None:
        at = 0
        while at < len(order):
            after = ledger.prove_all(
                self.frame, self.state, self.store, order, at, STRETCH, widest, ledger.CHEAP
            )
            if after < min(at + STRETCH, len(order)):
                self.store = _grown(self.store)
            at = after
            self.progress(stage, at / max(len(order), 1))

    def give_back(self) -> None:
        """Un-hide what no proof needs, a few times over."""
        begun = perf_counter()
        for turn in range(PASSES):
            hidden = np.flatnonzero((self.state.hidden == 1) & (self.keep == 0))
            order = hidden[np.lexsort((hidden, -self.frame.cost[hidden], self.store.touch[hidden]))]
            returned, at = 0, 0
            while at < len(order):
                after, back = ledger.give_back(
                    self.frame, self.state, self.store, self.keep, order, at, STRETCH, 60
                )
                if after < min(at + STRETCH, len(order)):
                    self.store = _grown(self.store)
                at, returned = after, returned + back
                self.progress("give back", (turn + at / len(order)) / PASSES)
            if returned * 100 < len(order):
                break
        self.seconds["give back"] = perf_counter() - begun

    def guard_insiders(self) -> None:
        """Prove every primary for each person who is alone in a cell."""
        begun = perf_counter()
        lone = np.flatnonzero((self.structure.counts == 1) & (self.state.hidden == 1))
        left, at = np.zeros(len(lone) * 64 + 100_000, dtype=np.int64), 0
        found: list[Ints] = []
        while at < len(lone):
            after, failed = ledger.guard_insiders(self.frame, self.state, self.store, lone, at, 50, left)
            if after < min(at + 50, len(lone)):
                self.store = _grown(self.store)
            found.append(left[:failed].copy())
            at = after
            self.progress("insiders", at / len(lone))
        self.left = np.unique(np.concatenate([self.left, *found]))
        self.seconds["insiders"] = perf_counter() - begun

    def outcome(self) -> Outcome:
        """Hand over what was found."""
        store, size = self.store, int(self.store.size[ledger.WITNESSES])
        length = np.diff(store.row_start[: size + 1])
        alive = store.alive[:size].astype(bool)
        number = np.repeat(np.cumsum(alive) - 1, length)
        kept = np.repeat(alive, length)
        rows = int(store.row_start[size])
        unproven = [
            int(cell) for i, cell in enumerate(self.primaries.cells) if not ledger.is_proven(self.frame, self.state, i)
        ]
        hidden = self.state.hidden.astype(bool)
        return Outcome(
            self.state.hidden.copy(),
            number[kept],
            store.row_keys[:rows][kept],
            store.row_changes[:rows][kept],
            self.frame.stride,
            np.unique(np.concatenate([self.left, np.array(unproven, dtype=np.int64)])),
            float(self.frame.cost[hidden & (self.keep == 0)].sum()),
            self.seconds,
        )


def build_frame(structure: Structure, family: TableFamily, primaries: Primaries, rule: Rule) -> Frame:
    """Lay out what the machine code reads.

    Errors: TooLarge when base combinations can't be numbered.
    """
    sizes = np.diff(structure.point_offset)
    if len(sizes) > MOST_COMPOUNDS or float(np.prod(sizes, dtype=float)) > 2.0**62:
        raise TooLarge(structure.size, structure.size, family.tables)
    stride = np.ones(len(sizes), dtype=np.int64)
    for c in reversed(range(len(sizes) - 1)):
        stride[c] = stride[c + 1] * max(sizes[c + 1], 1)
    together = (structure.divides.astype(np.int64).T @ structure.divides.astype(np.int64) > 0).astype(np.int64)
    np.fill_diagonal(together, 1)
    # One more line, for the lead of nobody: everything stands beside it.
    together = np.vstack([together, np.ones((1, len(sizes)), dtype=np.int64)])
    keys = (structure.rows[None, :, :] * stride[None, None, :] * together[:, None, :]).sum(axis=2)
    counts = structure.columns.counts
    order = np.array([np.lexsort((np.arange(len(counts)), -counts, key)) for key in keys], dtype=np.int64)
    numbers = np.array([rule.hidden_minimum, rule.width], dtype=np.int64)
    primary = np.full(structure.size, -1, dtype=np.int64)
    primary[primaries.cells] = np.arange(len(primaries.cells))
    return Frame(
        structure.point_offset,
        structure.contribution,
        structure.shape_start,
        structure.divides.astype(np.int64),
        structure.cell_at,
        structure.owner,
        structure.inside,
        structure.counts,
        stride,
        _divisions(structure),
        structure.rows,
        counts,
        np.take_along_axis(keys, order, axis=1),
        order,
        together,
        _costs(structure),
        primary,
        numbers,
    )


def _divisions(structure: Structure) -> Ints:
    """For each compound: how many different ways it is divided, and a shape for each."""
    found = np.zeros((len(structure.compounds), len(structure.shape_start) + 1), dtype=np.int64)
    for c in range(len(structure.compounds)):
        block = structure.contribution[:, structure.point_offset[c] : structure.point_offset[c + 1]]
        seen: set[bytes] = set()
        for s, line in enumerate(block):
            shape = np.unique(line, return_inverse=True)[1].astype(np.int64).tobytes()
            if structure.divides[s, c] and shape not in seen:
                seen.add(shape)
                found[c, 0] += 1
                found[c, found[c, 0]] = s
    return found


def _costs(structure: Structure) -> Reals:
    """What it costs to hide each cell: totals and coarser levels are what readers care about."""
    sizes = np.diff(structure.point_offset)
    per_shape = np.ones(len(structure.shape_start))
    for c in range(len(structure.compounds)):
        block = structure.contribution[:, structure.point_offset[c] : structure.point_offset[c + 1]]
        parts = np.array([len(np.unique(line)) for line in block])
        finest = parts.max(initial=1)
        if sizes[c] > 1 and finest > 1:
            per_shape += np.where(parts == 1, OPEN_TOTAL, np.where(parts < finest, OPEN_LEVEL, 0.0))
    return per_shape[structure.owner] + LARGE * np.log2(1.0 + structure.counts)


def _new_state(structure: Structure, primaries: Primaries, rule: Rule) -> State:
    """Everything as it is before the search: primaries hidden, shown noughts fixed."""
    cells = structure.size
    hidden = np.zeros(cells, dtype=np.int64)
    hidden[primaries.cells] = 1
    fixed = primaries.forced_open.astype(np.int64)
    if rule.zeros == "hidden":
        hidden[(structure.counts == 0) & ~primaries.forced_open] = 1
    else:
        fixed[structure.counts == 0] = 1
    seed = np.array([(rule.seed * 2 + 1) * 0x9E3779B97F4A7C15 % 2**64], dtype=np.uint64)
    return State(
        hidden,
        fixed,
        np.zeros(cells, dtype=np.int64),
        np.zeros(cells, dtype=np.int64),
        np.zeros(cells, dtype=np.int64),
        np.zeros(cells + 1, dtype=np.int64),
        np.zeros(4096, dtype=np.int64),
        np.zeros(4096, dtype=np.int64),
        np.zeros(4, dtype=np.int64),
        np.zeros((len(primaries.cells), 2 * rule.width + 1), dtype=np.int64),
        np.zeros(3 + 2 * MOST_COMPOUNDS, dtype=np.int64),
        seed,
    )


def _new_store(structure: Structure) -> Store:
    """An empty store of witnesses."""
    room = 20 * ledger.ROOM
    ints = [np.zeros(n, dtype=np.int64) for n in (4, room, room, room, room, room, room, room, room)]
    return Store(
        *ints,
        np.full(structure.size, -1, dtype=np.int64),
        np.zeros(structure.size, dtype=np.int64),
        np.zeros(room, dtype=np.int64),
        np.zeros(4 * structure.size + 20_000, dtype=np.int64),
    )


def _grown(store: Store) -> Store:
    """The same store with twice the room."""

    def twice(array: Ints) -> Ints:
        return np.concatenate([array, np.zeros_like(array)])

    grown = {name: twice(getattr(store, name)) for name in store._fields if name not in ("size", "head", "touch", "stash")}
    return store._replace(**grown)
