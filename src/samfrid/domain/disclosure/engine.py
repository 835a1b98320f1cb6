"""Run the search: set the frame up, prove every primary, give back, guard insiders, and hand the witnesses over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from samfrid.domain.disclosure import ledger
from samfrid.domain.disclosure.check import lone_persons
from samfrid.domain.disclosure.ledger import Store
from samfrid.domain.disclosure.looks import list_kinds, list_masks
from samfrid.domain.disclosure.moves import LOOKS, MOST_COMPOUNDS, ROWS, TOUCHED, Frame, Ints, Reals, State
from samfrid.domain.disclosure.primaries import Primaries
from samfrid.domain.disclosure.refusals import TooLarge
from samfrid.domain.disclosure.rule import Rule
from samfrid.domain.disclosure.search import FAR, NEAR, OPEN, find_witness
from samfrid.domain.disclosure.structure import Structure
from samfrid.domain.tables import TableFamily

Progress = Callable[[str, float], None]
STRETCH = 50
PASSES = 3
LOOKS_A_CELL, LOOKS_A_TRY = 14_000, 60_000
"""Give back ends when it has priced this many boxes for each cell that could be given
back, and gives one up beyond so many: counts, never a clock, so that equal input gives equal output."""
SIDEWAYS = 0.15
"""All passes but the last may swap a cell for another of about its cost: the next pass finds new ways from there."""
MOST_WITNESSES = 4
MOST_TOUCHED, MOST_LOST = 60, 40
WORTH_A_PASS = 50
"""A cell that holds up more proofs stays hidden; a pass that gives back less than one in so many is the last."""
NO_LIMIT = 1e17
SHARED, TIGHT = 0.42, 0.1
"""What a box wins by also moving a cell that waits for its proof; what a cell costs that can fall no further."""
MOST_POINTS = 5_000
CHEAP = 4.2
"""A proof that newly hides no more than this is taken without looking further away."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What the search found.

    Shape: `hidden` one flag a cell; `witness`, `row_key` and `change` in step, one a moved base combination;
           `unproven` the primaries without a proof; `seconds` a stage.
    """

    hidden: Ints
    witness: Ints
    row_key: Ints
    change: Ints
    stride: Ints
    unproven: Ints
    seconds: dict[str, float]


def search_witnesses(
    structure: Structure,
    family: TableFamily,
    primaries: Primaries,
    rule: Rule,
    cost: Reals,
    progress: Progress,
) -> Outcome:
    """Hide secondaries until every primary has its witnesses, as few and as inner as can be found.

    Promise: deterministic for a seed. What is returned is checked by `check` before anything is published.
    """
    run = _Run(structure, build_frame(structure, family, primaries, rule, cost), primaries, rule, progress)
    run.prove()
    run.give_back()
    if rule.insider:
        run.guard_insiders()
    return run.outcome()


class _Run:
    """One search; holds the arrays and lets them grow."""

    def __init__(
        self, structure: Structure, frame: Frame, primaries: Primaries, rule: Rule, progress: Progress
    ) -> None:
        self.structure, self.primaries, self.rule, self.progress = structure, primaries, rule, progress
        self.seconds: dict[str, float] = {}
        self.frame = frame
        self.state = _new_state(structure, primaries, rule)
        self.store = _new_store(structure)
        self.stash = np.zeros(5 * structure.size + 3 * len(self.state.row_keys) + 16, dtype=np.int64)
        self.keep = np.zeros(structure.size, dtype=np.int64)
        self.keep[primaries.cells] = 1
        if rule.zeros == "hidden":
            self.keep[structure.counts == 0] = 1
        self.left: set[int] = set()

    def is_proven(self, cell: int) -> bool:
        """Whether the witnesses that count prove a primary."""
        return bool(ledger.is_proven(self.state.seen, self.frame.primary[cell], self.rule.width))

    def prove_one(
        self, cell: int, widest: int, cheap: float, limit: float, enough: float = -NO_LIMIT
    ) -> bool:
        """Prove a primary with a few witnesses, or leave everything as it was; the first box that costs no more
        than `enough` is taken."""
        if self.is_proven(cell):
            return True
        witnesses, logged = int(self.store.size[ledger.WITNESSES]), int(self.store.size[ledger.LOG])
        for _ in range(MOST_WITNESSES):
            if not find_witness(self.frame, self.state, self.stash, cell, widest, cheap, limit, enough):
                break
            self._commit()
            if self.is_proven(cell):
                return True
        ledger.roll_back(self.frame, self.state, self.store, witnesses, logged)
        return False

    def _commit(self) -> None:
        store, state = self.store, self.state
        moved, rows = int(state.size[TOUCHED]), int(state.size[ROWS])
        if (
            store.size[ledger.CELLS] + moved + 1 >= len(store.cells)
            or store.size[ledger.MOVED_ROWS] + rows + 1 >= len(store.row_keys)
            or store.size[ledger.WITNESSES] + 2 >= len(store.alive)
            or store.size[ledger.LOG] + moved + 1 >= len(store.log)
        ):
            self.store = _grown(store, moved + rows)
        ledger.commit(self.frame, state, self.store)

    def prove(self) -> None:
        """Prove every primary: inner cells first, the smallest first, then wider looks for what is left."""
        begun = perf_counter()
        cells = self.primaries.cells
        order = cells[np.lexsort((cells, self.structure.counts[cells], self.frame.cost[cells].round(0)))]
        for widest in (NEAR, FAR, OPEN):
            for done, cell in enumerate(order.tolist()):
                self.prove_one(cell, widest, CHEAP, NO_LIMIT)
                if done % STRETCH == 0:
                    self.progress("prove", done / len(order))
        self.seconds["prove"] = perf_counter() - begun

    def give_back(self) -> None:
        """Un-hide what no proof needs, a few times over: first what holds up least, then what costs most."""
        begun = perf_counter()
        last = self.state.size[LOOKS] + LOOKS_A_CELL * ((self.state.hidden == 1) & (self.keep == 0)).sum()
        for turn in range(PASSES):
            hidden = np.flatnonzero((self.state.hidden == 1) & (self.keep == 0))
            order = hidden[np.lexsort((hidden, -self.frame.cost[hidden], self.store.touch[hidden]))]
            returned = 0
            slack = SIDEWAYS if turn < PASSES - 1 else 0.0
            for done, cell in enumerate(order.tolist()):
                if self.state.size[LOOKS] > last:
                    break
                returned += self._try_return(cell, slack)
                if done % STRETCH == 0:
                    self.progress("give back", (turn + done / len(order)) / PASSES)
            if returned * WORTH_A_PASS < len(order):
                break
        self.seconds["give back"] = perf_counter() - begun

    def _try_return(self, cell: int, slack: float) -> bool:
        """Un-hide one cell and prove again what it had proven, if that costs less than the cell."""
        state, keep, cost = self.state, self.keep, self.frame.cost
        if not state.hidden[cell]:
            return False
        if self.store.touch[cell] == 0:
            state.hidden[cell] = 0
            return True
        if self.store.touch[cell] > MOST_TOUCHED:
            return False
        witnesses, logged = int(self.store.size[ledger.WITNESSES]), int(self.store.size[ledger.LOG])
        killed, lost = ledger.withdraw_through(self.frame, state, self.store, cell)
        freed = ledger.free_idle(state, self.store, keep, killed)
        if not state.hidden[cell]:
            freed = freed[freed != cell]
        worth = float(cost[cell] + cost[freed].sum()) + slack
        state.hidden[cell], state.frozen[cell] = 0, 1
        most = int(state.size[LOOKS]) + LOOKS_A_TRY
        spent, held = 0.0, len(lost) <= MOST_LOST
        # The dearest first: what can't be proven again shows soonest.
        for primary in dict.fromkeys(lost[np.lexsort((lost, -cost[lost]))].tolist()) if held else ():
            held = self.prove_one(primary, NEAR, 0.7, worth - spent - 1e-6, 0.0)
            spent = float(cost[self.store.log[logged : int(self.store.size[ledger.LOG])]].sum())
            held &= spent < worth - 1e-9 and int(state.size[LOOKS]) < most
            if not held:
                break
        state.frozen[cell] = 0
        if held:
            return True
        ledger.roll_back(self.frame, state, self.store, witnesses, logged)
        state.hidden[freed] = 1
        state.hidden[cell] = 1
        ledger.revive(self.frame, state, self.store, killed)
        return False

    def guard_insiders(self) -> None:
        """Prove every primary for each person who is alone in a cell."""
        begun = perf_counter()
        lone = np.flatnonzero((self.structure.counts == 1) & (self.state.hidden == 1))
        person = lone_persons(self.structure)
        for done, cell in enumerate(lone.tolist()):
            killed, lost = ledger.withdraw_through(self.frame, self.state, self.store, cell)
            self.state.frozen[cell] = 1
            for primary in dict.fromkeys(lost.tolist()):
                if person[primary] != person[cell] and not self.prove_one(primary, OPEN, CHEAP, NO_LIMIT):
                    self.left.add(primary)
            self.state.frozen[cell] = 0
            ledger.revive(self.frame, self.state, self.store, killed)
            self.progress("insiders", done / len(lone))
        self.seconds["insiders"] = perf_counter() - begun

    def outcome(self) -> Outcome:
        """Hand over what was found."""
        store, size = self.store, int(self.store.size[ledger.WITNESSES])
        length = np.diff(store.row_start[: size + 1])
        alive = store.alive[:size].astype(bool)
        number = np.repeat(np.cumsum(alive) - 1, length)
        kept = np.repeat(alive, length)
        rows = int(store.row_start[size])
        unproven = self.left | {cell for cell in self.primaries.cells.tolist() if not self.is_proven(cell)}
        return Outcome(
            self.state.hidden.copy(),
            number[kept],
            store.row_keys[:rows][kept],
            store.row_changes[:rows][kept],
            self.frame.stride,
            np.array(sorted(unproven), dtype=np.int64),
            self.seconds,
        )


def build_frame(
    structure: Structure, family: TableFamily, primaries: Primaries, rule: Rule, cost: Reals
) -> Frame:
    """Lay out what the machine code reads.

    Errors: TooLarge when base combinations can't be numbered.
    """
    sizes = np.diff(structure.point_offset)
    if (
        len(sizes) > MOST_COMPOUNDS
        or sizes.max(initial=0) > MOST_POINTS
        or float(np.prod(sizes, dtype=float)) > 2.0**62
    ):
        raise TooLarge(structure.size, structure.size, family.tables)
    stride = np.ones(len(sizes), dtype=np.int64)
    for c in reversed(range(len(sizes) - 1)):
        stride[c] = stride[c + 1] * max(sizes[c + 1], 1)
    counts = structure.columns.counts
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
        *_distances(structure),
        structure.rows,
        counts,
        list_kinds(structure, stride),
        list_masks(structure),
        cost,
        primary,
        numbers,
        np.array([SHARED, TIGHT], dtype=np.float64),
    )


def _distances(structure: Structure) -> tuple[Ints, Ints]:
    """In how many ways of dividing a compound each two of its points fall apart, compound after compound."""
    blocks, start = [], [0]
    for c in range(len(structure.compounds)):
        block = structure.contribution[:, structure.point_offset[c] : structure.point_offset[c + 1]]
        ways = {np.unique(line, return_inverse=True)[1].astype(np.int64).tobytes(): line for line in block}
        apart = np.zeros((block.shape[1], block.shape[1]), dtype=np.int64)
        for line in ways.values():
            apart += line[:, None] != line[None, :]
        blocks.append(apart.reshape(-1))
        start.append(start[-1] + apart.size)
    return np.concatenate([np.zeros(0, dtype=np.int64), *blocks]), np.array(start, dtype=np.int64)


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
    room = 100_000
    arrays = {name: np.zeros(room, dtype=np.int64) for name in Store._fields}
    arrays["size"] = np.zeros(4, dtype=np.int64)
    arrays["head"] = np.full(structure.size, -1, dtype=np.int64)
    arrays["touch"] = np.zeros(structure.size, dtype=np.int64)
    return Store(**arrays)


def _grown(store: Store, more: int) -> Store:
    """The same store with at least twice the room."""
    fixed = ("size", "head", "touch")
    grown = {
        name: np.concatenate([array, np.zeros(len(array) + more, dtype=np.int64)])
        for name, array in zip(store._fields, store, strict=True)
        if name not in fixed
    }
    return store._replace(**grown)
