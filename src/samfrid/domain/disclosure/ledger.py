"""The witnesses found so far, in machine code: which cells each moves, and which primaries they prove."""

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
    outer,
    range_of,
)

WITNESSES, CELLS, MOVED_ROWS, LOG = 0, 1, 2, 3


class Store(NamedTuple):
    """Witnesses as lists of moved cells and rows, and for each cell the witnesses that move it."""

    size: Ints
    start: Ints
    row_start: Ints
    alive: Ints
    cells: Ints
    changes: Ints
    of: Ints
    following: Ints
    row_keys: Ints
    row_changes: Ints
    head: Ints
    touch: Ints
    log: Ints


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


@outer
def commit(frame: Frame, state: State, store: Store) -> None:
    """Keep the witness under way, and hide what it newly moves."""
    w, at, row = store.size[WITNESSES], store.size[CELLS], store.size[MOVED_ROWS]
    for i in range(state.size[TOUCHED]):
        cell = state.touched[i]
        if state.change[cell] == 0:
            continue
        store.cells[at], store.changes[at], store.of[at] = cell, state.change[cell], w
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
    _count(frame, state, store, w, np.int64(1))
    discard(state)


@outer
def roll_back(frame: Frame, state: State, store: Store, witnesses: int, logged: int) -> None:
    """Undo all that was committed since a mark."""
    for w in range(store.size[WITNESSES] - 1, witnesses - 1, -1):
        if store.alive[w]:
            _count(frame, state, store, np.int64(w), np.int64(-1))
        for at in range(store.start[w + 1] - 1, store.start[w] - 1, -1):
            store.head[store.cells[at]] = store.following[at]
    store.size[WITNESSES] = witnesses
    store.size[CELLS], store.size[MOVED_ROWS] = store.start[witnesses], store.row_start[witnesses]
    for at in range(logged, store.size[LOG]):
        state.hidden[store.log[at]] = 0
    store.size[LOG] = logged


@outer
def is_proven(seen: Ints, primary: int, width: int) -> bool:
    """Whether the witnesses that count show a primary at least a width apart."""
    lowest, highest = range_of(seen, primary, width)
    return bool(highest - lowest >= width)


@outer
def withdraw_through(frame: Frame, state: State, store: Store, cell: int) -> tuple[Ints, Ints]:
    """Count out every witness that moves a cell; list them, and the primaries that lost their proof."""
    killed = np.empty(store.touch[cell], dtype=np.int64)
    size, at, room = 0, store.head[cell], 0
    while at >= 0:
        w = store.of[at]
        if store.alive[w]:
            _count(frame, state, store, w, np.int64(-1))
            killed[size] = w
            size += 1
            room += store.start[w + 1] - store.start[w]
        at = store.following[at]
    lost = np.empty(room, dtype=np.int64)
    found = 0
    for i in range(size):
        for entry in range(store.start[killed[i]], store.start[killed[i] + 1]):
            p = frame.primary[store.cells[entry]]
            if p >= 0:
                lowest, highest = range_of(state.seen, p, frame.numbers[1])
                if highest - lowest < frame.numbers[1]:
                    lost[found] = store.cells[entry]
                    found += 1
    return killed[:size], lost[:found]


@outer
def revive(frame: Frame, state: State, store: Store, killed: Ints) -> None:
    """Count withdrawn witnesses in again."""
    for i in range(len(killed)):
        _count(frame, state, store, killed[i], np.int64(1))


@outer
def free_idle(state: State, store: Store, keep: Ints, killed: Ints) -> Ints:
    """Un-hide the cells of withdrawn witnesses that no witness moves any more; list them."""
    room = 0
    for i in range(len(killed)):
        room += store.start[killed[i] + 1] - store.start[killed[i]]
    freed = np.empty(room, dtype=np.int64)
    size = 0
    for i in range(len(killed)):
        for entry in range(store.start[killed[i]], store.start[killed[i] + 1]):
            other = store.cells[entry]
            if store.touch[other] == 0 and state.hidden[other] and not keep[other]:
                state.hidden[other] = 0
                freed[size] = other
                size += 1
    return freed[:size]
