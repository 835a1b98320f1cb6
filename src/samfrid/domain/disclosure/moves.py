"""Box moves in machine code: whole-number changes of a table that leave everything published as it is.

A box alternates some compounds between two points each and moves one person up or down in each corner. Shapes
that do not divide all of the alternating compounds stay as they are; the others move by one in each corner.
Several boxes stacked are one *witness*: a second table that fits what is published.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from samfrid.domain.disclosure.looks import MOST_ALTERNATING, Kinds, Masks

Ints = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]

inner: Any = numba.njit(  # type: ignore[call-overload]  # options that the type stubs leave out
    cache=True, nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True
)
outer: Any = numba.njit(cache=True, nogil=True, no_cfunc_wrapper=True)  # type: ignore[call-overload]
"""Inner functions are called from machine code only: without wrappers they compile several times faster."""

MOST_COMPOUNDS = 40
FULL_LOOK = 3_000
SAMPLE = 1_000
NEVER = 1e18


class Frame(NamedTuple):
    """What does not change while a family is protected."""

    offset: Ints
    contribution: Ints
    shape_start: Ints
    divides: Ints
    cell_at: Ints
    owner: Ints
    inside: Ints
    counts: Ints
    stride: Ints
    distance: Ints
    distance_start: Ints
    rows: Ints
    row_counts: Ints
    kinds: Kinds
    masks: Masks
    cost: Reals
    primary: Ints
    numbers: Ints
    weights: Reals


class State(NamedTuple):
    """What changes: hidden cells, the witness under way, and what each primary has been seen to be.

    `numbers` of the frame: reader's minimum, width. `size` here: touched cells, rows, boxes priced so far.
    """

    hidden: Ints
    fixed: Ints
    frozen: Ints
    change: Ints
    newly: Ints
    touched: Ints
    row_keys: Ints
    row_changes: Ints
    size: Ints
    seen: Ints
    box: Ints
    random: npt.NDArray[np.uint64]


TOUCHED, ROWS, LOOKS = 0, 1, 2
BOX_MASK, BOX_LEAD, BOX_SIGN = 0, 1, 2


@inner
def draw(random: npt.NDArray[np.uint64], below: int) -> Any:
    """Draw a number from 0 to below, the same for the same seed."""
    x = random[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    random[0] = x
    return np.int64((x >> np.uint64(11)) % np.uint64(below))


@inner
def range_of(seen: Ints, primary: int, width: int) -> tuple[int, int]:
    """Lowest and highest change a primary has been seen to take, nought included."""
    lowest, highest = 0, 0
    for step in range(width):
        if seen[primary, step] > 0:
            lowest = step - width
            break
    for step in range(2 * width, width, -1):
        if seen[primary, step] > 0:
            highest = step - width
            break
    return lowest, highest


@inner
def row_change(state: State, key: int) -> int:
    """How far the witness under way has moved a base combination."""
    for at in range(state.size[ROWS]):
        if state.row_keys[at] == key:
            return int(state.row_changes[at])
    return 0


@inner
def change_row(state: State, key: int, by: int) -> None:
    """Move a base combination."""
    size = state.size[ROWS]
    for at in range(size):
        if state.row_keys[at] == key:
            state.row_changes[at] += by
            return
    state.row_keys[size] = key
    state.row_changes[size] = by
    state.size[ROWS] = size + 1


@inner
def find_giver(frame: Frame, state: State, kind: int, group: int) -> int:
    """Find a base combination with a person left to move, alike in all that such a move shows; -1 if none."""
    keys = frame.kinds.keys[kind]
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) // 2
        if keys[middle] < group:
            low = middle + 1
        else:
            high = middle
    while low < len(keys) and keys[low] == group:
        row = frame.kinds.rows[kind, low]
        found = np.int64(0)
        for c in range(len(frame.stride)):
            found += frame.rows[row, c] * frame.stride[c]
        if frame.row_counts[row] + row_change(state, found) > 0:
            return int(found)
        low += 1
    return -1


@inner
def price_box(
    frame: Frame,
    state: State,
    shapes: Ints,
    a: Ints,
    b: Ints,
    mask: int,
    sign: int,
    need: int,
    best: float,
    limit: float,
) -> float:
    """Cost of the cells a box would newly hide, or NEVER when it may not be made or costs more than `limit`."""
    # Long because it is the innermost loop: a call for each of its steps would cost more than the steps do.
    compounds = len(frame.stride)
    minimum, width = frame.numbers[0], frame.numbers[1]
    price, won, paid = 0.0, 0.0, 0.0
    corners = 0
    order = np.empty(MOST_ALTERNATING, dtype=np.int64)
    for c in range(compounds):
        if mask >> c & 1:
            order[corners] = c
            corners += 1
    step = np.empty(MOST_ALTERNATING, dtype=np.int64)
    for s in shapes:
        separates = True
        for j in range(corners):
            c = order[j]
            at = frame.offset[c]
            step[j] = frame.contribution[s, at + b[c]] - frame.contribution[s, at + a[c]]
            if step[j] == 0:
                separates = False
                break
        if not separates:
            continue
        start = frame.shape_start[s]
        for c in range(compounds):
            start += frame.contribution[s, frame.offset[c] + a[c]]
        for corner in range(1 << corners):
            place, up = start, sign
            for j in range(corners):
                if corner >> j & 1:
                    place += step[j]
                    up = -up
            cell = frame.cell_at[place]
            if frame.owner[cell] != s:
                continue
            if state.fixed[cell] or state.frozen[cell]:
                return NEVER
            after = frame.counts[cell] + state.change[cell] + up
            if after < minimum:
                return NEVER
            if not state.hidden[cell] and not state.newly[cell]:
                price += frame.cost[cell]
                paid += frame.cost[cell]
                if paid > limit or price - won > best + 8.0:
                    return NEVER
            if up < 0 and after - minimum < need - 1:
                price += frame.weights[1] * (need - 1 - (after - minimum))
            p = frame.primary[cell]
            if p >= 0:
                lowest, highest = range_of(state.seen, p, width)
                moved = state.change[cell] + up
                if highest - lowest < width and (moved > highest or moved < lowest):
                    won += frame.weights[0]
    return price - won


@inner
def corner_group(
    frame: Frame, a: Ints, b: Ints, mask: int, lead: int, kind: int, corner: int, swap: bool
) -> Any:
    """Group of one corner's base combination: what a move along `lead` shows of it."""
    group = np.int64(0)
    for c in range(len(frame.stride)):
        point = a[c]
        if mask >> c & 1 and ((corner >> c & 1) != 0) != (swap and c == lead):
            point = b[c]
        group += frame.kinds.part[kind, frame.offset[c] + point] * frame.stride[c]
    return group


@inner
def kind_of(frame: Frame, a: Ints, b: Ints, c: int) -> int:
    """The kind of a box's pair of points in one compound."""
    size = frame.offset[c + 1] - frame.offset[c]
    return int(frame.kinds.of[frame.distance_start[c] + a[c] * size + b[c]])


@inner
def move_rows(frame: Frame, state: State, a: Ints, b: Ints, mask: int, lead: int, sign: int) -> bool:
    """Move one person along `lead` for each corner of the other compounds; nothing moves when one is missing."""
    before, kind = state.size[ROWS], kind_of(frame, a, b, lead)
    kept = np.empty(before, dtype=np.int64)
    for at in range(before):
        kept[at] = state.row_changes[at]
    corner = mask
    done = False
    while not done:
        # Walk the corners whose `lead` bit is off; each has one that gains and one that loses.
        if not corner >> lead & 1:
            up = sign
            for c in range(len(frame.stride)):
                if corner >> c & 1:
                    up = -up
            gain_swapped = up < 0
            group = corner_group(frame, a, b, mask, lead, kind, corner, not gain_swapped)
            found = find_giver(frame, state, kind, group)
            if found < 0:
                state.size[ROWS] = before
                for at in range(before):
                    state.row_changes[at] = kept[at]
                return False
            gap = (b[lead] - a[lead]) * frame.stride[lead]
            change_row(state, found, -1)
            change_row(state, found + (gap if gain_swapped else -gap), 1)
        if corner == 0:
            done = True
        else:
            corner = (corner - 1) & mask
    return True


@inner
def move_one(frame: Frame, state: State, a: Ints, sign: int) -> bool:
    """Let one person come or go, where no compound alternates."""
    key = np.int64(0)
    for c in range(len(frame.stride)):
        key += a[c] * frame.stride[c]
    if sign < 0 and find_giver(frame, state, len(frame.kinds.keys) - 1, key) < 0:
        return False
    change_row(state, key, sign)
    return True


@inner
def move_cells(frame: Frame, state: State, a: Ints, b: Ints, mask: int, sign: int) -> None:
    """Move the cells of a box that was priced and can be made."""
    compounds = len(frame.stride)
    for s in range(len(frame.shape_start)):
        separates = True
        for c in range(compounds):
            at = frame.offset[c]
            if mask >> c & 1 and frame.contribution[s, at + b[c]] == frame.contribution[s, at + a[c]]:
                separates = False
        if not separates:
            continue
        corner = mask
        done = False
        while not done:
            place, up = frame.shape_start[s], sign
            for c in range(compounds):
                flipped = corner >> c & 1
                place += frame.contribution[s, frame.offset[c] + (b[c] if flipped else a[c])]
                if flipped:
                    up = -up
            cell = frame.cell_at[place]
            if frame.owner[cell] == s:
                if state.change[cell] == 0:
                    _touch(state, cell)
                state.change[cell] += up
                if not state.hidden[cell]:
                    state.newly[cell] = 1
            if corner == 0:
                done = True
            else:
                corner = (corner - 1) & mask


@inner
def _touch(state: State, cell: int) -> None:
    """Remember a cell of the witness under way, once."""
    for at in range(state.size[TOUCHED]):
        if state.touched[at] == cell:
            return
    state.touched[state.size[TOUCHED]] = cell
    state.size[TOUCHED] += 1


@inner
def discard(state: State) -> None:
    """Forget the witness under way."""
    for at in range(state.size[TOUCHED]):
        state.change[state.touched[at]] = 0
        state.newly[state.touched[at]] = 0
    state.size[TOUCHED] = 0
    state.size[ROWS] = 0


@inner
def newly_cost(frame: Frame, state: State) -> float:
    """Cost of what the witness under way would newly hide."""
    cost = 0.0
    for at in range(state.size[TOUCHED]):
        cell = state.touched[at]
        if state.newly[cell] and state.change[cell] != 0:
            cost += frame.cost[cell]
    return cost
