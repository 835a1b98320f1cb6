"""The witnesses found so far, in machine code: commit, withdraw, prove a primary, give a cell back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from samfrid.domain.disclosure.moves import (
    ROWS,
    TOUCHED,
    Frame,
    Ints,
    State,
    discard,
    inner,
    newly_cost,
    outer,
    range_of,
)
from samfrid.domain.disclosure.search import FAR, NEAR, OPEN, climb

WITNESSES, CELLS, MOVED_ROWS, LOG = 0, 1, 2, 3
CHEAP = 3.5
"""A proof that newly hides no more than this is taken without looking further away."""
ROOM = 8192
"""Free entries that a single proof may need at most."""


class Store(NamedTuple):
    """Witnesses as lists of moved cells and rows, and for each cell the witnesses that move it."""

    size: Ints
    start: Ints
    row_start: Ints
    alive: Ints
    cells: Ints
    changes: Ints
    following: Ints
    row_keys: Ints
    row_changes: Ints
    head: Ints
    touch: Ints
    log: Ints
    stash: Ints


@inner
def has_room(store: Store) -> bool:
    """Whether one more proof certainly fits."""
    return bool(
        store.size[CELLS] + ROOM < len(store.cells)
        and store.size[MOVED_ROWS] + ROOM < len(store.row_keys)
        and store.size[WITNESSES] + 64 < len(store.alive)
        and store.size[LOG] + ROOM < len(store.log)
    )


@inner
def _count(frame: Frame, state: State, store: Store, witness: int, by: int) -> None:
    """Count a witness in (1) or out (-1)."""
    width = frame.numbers[1]
    store.alive[witness] = 1 if by > 0 else 0
    for at in range(store.start[witness], store.start[witness + 1]):
        cell = store.cells[at]
        store.touch[cell] += by
        p = frame.primary[cell]
        if p >= 0:
            state.seen[p, max(-width, min(width, store.changes[at])) + width] += by


@inner
def commit(frame: Frame, state: State, store: Store) -> None:
    """Keep the witness under way, and hide what it newly moves."""
    w, at, row = store.size[WITNESSES], store.size[CELLS], store.size[MOVED_ROWS]
    for i in range(state.size[TOUCHED]):
        cell = state.touched[i]
        if state.change[cell] == 0:
            continue
        store.cells[at], store.changes[at] = cell, state.change[cell]
        store.following[at] = store.head[cell]
        store.head[cell] = at
        at += 1
        if not state.hidden[cell]:
            state.hidden[cell] = 1
            store.log[store.size[LOG]] = cell
            store.size[LOG] += 1
    for i in range(state.size[ROWS]):
        if state.row_changes[i] != 0:
            store.row_keys[row], store.row_changes[row] = state.row_keys[i], state.row_changes[i]
            row += 1
    store.size[WITNESSES], store.size[CELLS], store.size[MOVED_ROWS] = w + 1, at, row
    store.start[w + 1], store.row_start[w + 1] = at, row
    _count(frame, state, store, w, 1)
    discard(state)


@inner
def roll_back(frame: Frame, state: State, store: Store, witnesses: int, logged: int) -> None:
    """Undo all that was committed since a mark."""
    for w in range(store.size[WITNESSES] - 1, witnesses - 1, -1):
        if store.alive[w]:
            _count(frame, state, store, w, -1)
        for at in range(store.start[w + 1] - 1, store.start[w] - 1, -1):
            store.head[store.cells[at]] = store.following[at]
    store.size[WITNESSES] = witnesses
    store.size[CELLS], store.size[MOVED_ROWS] = store.start[witnesses], store.row_start[witnesses]
    for at in range(logged, store.size[LOG]):
        state.hidden[store.log[at]] = 0
    store.size[LOG] = logged


@outer
def is_proven(frame: Frame, state: State, primary: int) -> bool:
    """Whether the witnesses that count show a primary at least a width apart."""
    lowest, highest = range_of(state.seen, primary, frame.numbers[1])
    return bool(highest - lowest >= frame.numbers[1])


@inner
def _stash(state: State, stash: Ints) -> None:
    """Copy the witness under way."""
    stash[0], stash[1] = state.size[TOUCHED], state.size[ROWS]
    at = 2
    for i in range(state.size[TOUCHED]):
        cell = state.touched[i]
        stash[at], stash[at + 1], stash[at + 2] = cell, state.change[cell], state.newly[cell]
        at += 3
    for i in range(state.size[ROWS]):
        stash[at], stash[at + 1] = state.row_keys[i], state.row_changes[i]
        at += 2


@inner
def _unstash(state: State, stash: Ints) -> None:
    """Take a copied witness up again."""
    discard(state)
    state.size[TOUCHED], state.size[ROWS] = stash[0], stash[1]
    at = 2
    for i in range(stash[0]):
        cell = stash[at]
        state.touched[i], state.change[cell], state.newly[cell] = cell, stash[at + 1], stash[at + 2]
        at += 3
    for i in range(stash[1]):
        state.row_keys[i], state.row_changes[i] = stash[at], stash[at + 1]
        at += 2


@inner
def find_witness(frame: Frame, state: State, store: Store, cell: int, widest: int, cheap: float) -> bool:
    """Find the cheapest witness that widens a primary, all the way if any does; it is left under way."""
    width, p = frame.numbers[1], frame.primary[cell]
    lowest, highest = range_of(state.seen, p, width)
    best_gain, best_cost = 0, 0.0
    missing = width - (highest - lowest)
    for reach in range(NEAR, widest + 1):
        if best_gain >= missing and (best_cost <= cheap or reach == OPEN):
            break
        for sign in (1, -1):
            target = width + lowest if sign > 0 else width - highest
            made = climb(frame, state, cell, sign, target, reach)
            gain = missing - (target - made)
            cost = newly_cost(frame, state)
            if gain > best_gain or (gain == best_gain and gain > 0 and cost < best_cost):
                best_gain, best_cost = gain, cost
                _stash(state, store.stash)
            discard(state)
    if best_gain > 0:
        _unstash(state, store.stash)
    return best_gain > 0


@inner
def prove(frame: Frame, state: State, store: Store, cell: int, widest: int, cheap: float) -> bool:
    """Prove a primary with at most a few witnesses, or leave everything as it was."""
    witnesses, logged = store.size[WITNESSES], store.size[LOG]
    for _ in range(4):
        if is_proven(frame, state, frame.primary[cell]):
            return True
        if not find_witness(frame, state, store, cell, widest, cheap):
            break
        commit(frame, state, store)
    if is_proven(frame, state, frame.primary[cell]):
        return True
    roll_back(frame, state, store, witnesses, logged)
    return False


@outer
def prove_all(
    frame: Frame, state: State, store: Store, order: Ints, begin: int, count: int, widest: int, cheap: float
) -> int:
    """Prove primaries in an order, a stretch at a time; say where to go on."""
    for at in range(begin, min(begin + count, len(order))):
        if not has_room(store):
            return at
        cell = order[at]
        if not is_proven(frame, state, frame.primary[cell]):
            prove(frame, state, store, cell, widest, cheap)
    return min(begin + count, len(order))


@inner
def withdraw_through(frame: Frame, state: State, store: Store, cell: int) -> tuple[Ints, Ints]:
    """Count out every witness that moves a cell; list them, and the primaries that lost their proof."""
    killed = np.empty(store.touch[cell], dtype=np.int64)
    size, at = 0, store.head[cell]
    while at >= 0:
        w = np.searchsorted(store.start[: store.size[WITNESSES] + 1], at, side="right") - 1
        if store.alive[w]:
            _count(frame, state, store, w, -1)
            killed[size] = w
            size += 1
        at = store.following[at]
    room = 0
    for i in range(size):
        room += store.start[killed[i] + 1] - store.start[killed[i]]
    lost = np.empty(room, dtype=np.int64)
    found = 0
    for i in range(size):
        for entry in range(store.start[killed[i]], store.start[killed[i] + 1]):
            other = store.cells[entry]
            if frame.primary[other] >= 0 and not is_proven(frame, state, frame.primary[other]):
                lost[found] = other
                found += 1
    return killed[:size], np.unique(lost[:found])


@inner
def revive(frame: Frame, state: State, store: Store, killed: Ints) -> None:
    """Count withdrawn witnesses in again."""
    for w in killed:
        _count(frame, state, store, w, 1)


@outer
def give_back(
    frame: Frame, state: State, store: Store, keep: Ints, order: Ints, begin: int, count: int, most: int
) -> tuple[int, int]:
    """Un-hide secondaries whose proofs can be had cheaper; say where to go on and how many cells came back."""
    returned = 0
    for at in range(begin, min(begin + count, len(order))):
        if not has_room(store):
            return at, returned
        cell = order[at]
        if not state.hidden[cell] or keep[cell]:
            continue
        if store.touch[cell] == 0:
            state.hidden[cell] = 0
            returned += 1
            continue
        if store.touch[cell] <= most:
            returned += _try_return(frame, state, store, keep, cell)
    return min(begin + count, len(order)), returned


@inner
def _free_idle(frame: Frame, state: State, store: Store, keep: Ints, killed: Ints) -> Ints:
    """Un-hide the cells of withdrawn witnesses that no witness moves any more; list them."""
    room = 0
    for w in killed:
        room += store.start[w + 1] - store.start[w]
    freed = np.empty(room, dtype=np.int64)
    size = 0
    for w in killed:
        for entry in range(store.start[w], store.start[w + 1]):
            other = store.cells[entry]
            if store.touch[other] == 0 and state.hidden[other] and not keep[other]:
                state.hidden[other] = 0
                freed[size] = other
                size += 1
    return freed[:size]


@inner
def _try_return(frame: Frame, state: State, store: Store, keep: Ints, cell: int) -> int:
    """Un-hide one cell and prove again what it had proven, if that costs less than the cell."""
    witnesses, logged = store.size[WITNESSES], store.size[LOG]
    killed, lost = withdraw_through(frame, state, store, cell)
    freed = _free_idle(frame, state, store, keep, killed)
    state.hidden[cell], state.frozen[cell] = 0, 1
    worth = 0.0
    for other in freed:
        worth += frame.cost[other]
    spent, held = 0.0, True
    for primary in lost:
        if is_proven(frame, state, frame.primary[primary]):
            continue
        if not has_room(store) or not prove(frame, state, store, primary, FAR, 0.7):
            held = False
            break
        spent = 0.0
        for i in range(logged, store.size[LOG]):
            spent += frame.cost[store.log[i]]
        if spent >= worth - 1e-9:
            held = False
            break
    state.frozen[cell] = 0
    if held:
        return 1
    roll_back(frame, state, store, witnesses, logged)
    for other in freed:
        state.hidden[other] = 1
    state.hidden[cell] = 1
    revive(frame, state, store, killed)
    return 0


@outer
def guard_insiders(
    frame: Frame, state: State, store: Store, order: Ints, begin: int, count: int, left: Ints
) -> tuple[int, int]:
    """Prove every primary also without the witnesses that move a cell whose one person knows it.

    `left` receives the cells that lack a proof against an insider; returned are where to go on and how many.
    """
    failed = 0
    for at in range(begin, min(begin + count, len(order))):
        if not has_room(store):
            return at, failed
        cell = order[at]
        killed, lost = withdraw_through(frame, state, store, cell)
        state.frozen[cell] = 1
        for primary in lost:
            if primary == cell or is_proven(frame, state, frame.primary[primary]):
                continue
            if not has_room(store) or not prove(frame, state, store, primary, OPEN, 3.5):
                left[failed] = primary
                failed += 1
        state.frozen[cell] = 0
        revive(frame, state, store, killed)
    return min(begin + count, len(order)), failed
