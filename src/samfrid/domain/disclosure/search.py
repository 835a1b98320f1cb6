"""Search of boxes in machine code: climb a primary step by step, always by the cheapest box."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from samfrid.domain.disclosure.moves import (
    BOX_LEAD,
    BOX_MASK,
    BOX_SIGN,
    FULL_LOOK,
    MOST_ALTERNATING,
    NEVER,
    ROWS,
    SAMPLE,
    TOUCHED,
    Frame,
    Ints,
    State,
    corner_keys,
    discard,
    draw,
    find_giver,
    inner,
    move_cells,
    move_one,
    move_rows,
    newly_cost,
    outer,
    price_box,
    range_of,
)

NEAR, FAR, OPEN = 0, 1, 2
"""How wide to look: points that share what they can; any points; and totals that move as a whole."""


class Options(NamedTuple):
    """Which points a search may use: inside the cell, and pairs of one inside and one outside (a * points + b)."""

    inside: Ints
    inside_start: Ints
    pairs: Ints
    pairs_start: Ints


@inner
def list_options(frame: Frame, cell: int, reach: int) -> Options:
    """List the points and pairs of each compound for one cell."""
    compounds = len(frame.stride)
    shape = frame.owner[cell]
    inside_start, pairs_start = np.zeros(compounds + 1, np.int64), np.zeros(compounds + 1, np.int64)
    room = 0
    for c in range(compounds):
        at, end = frame.offset[c], frame.offset[c + 1]
        here = frame.contribution[shape, at + frame.inside[cell, c]]
        within = 0
        for point in range(end - at):
            if frame.contribution[shape, at + point] == here:
                within += 1
        inside_start[c + 1] = inside_start[c] + within
        room += within * (end - at - within)
    inside, pairs = np.empty(inside_start[compounds], np.int64), np.empty(room, np.int64)
    used = 0
    for c in range(compounds):
        at, end = frame.offset[c], frame.offset[c + 1]
        size = end - at
        here = frame.contribution[shape, at + frame.inside[cell, c]]
        k = inside_start[c]
        for a in range(size):
            if frame.contribution[shape, at + a] != here:
                continue
            inside[k] = a
            k += 1
            line = frame.distance_start[c] + a * size
            nearest = np.int64(1 << 60)
            if reach == NEAR:
                for b in range(size):
                    if frame.contribution[shape, at + b] != here:
                        nearest = min(nearest, frame.distance[line + b])
            for b in range(size):
                if frame.contribution[shape, at + b] != here and frame.distance[line + b] <= nearest:
                    pairs[used] = a * size + b
                    used += 1
        pairs_start[c + 1] = used
    return Options(inside, inside_start, pairs, pairs_start)


@inner
def best_box(
    frame: Frame, state: State, options: Options, cell: int, sign: int, need: int, reach: int, limit: float
) -> float:
    """Find the cheapest box that moves a cell one step; it is left in `state.box`."""
    shape = frame.owner[cell]
    own = np.int64(0)
    for c in range(len(frame.stride)):
        if frame.divides[shape, c]:
            own |= np.int64(1) << c
    best = NEVER
    mask = own
    while mask:
        best = _look(frame, state, options, own, mask, sign, need, best, limit)
        mask = (mask - 1) & own
    if best >= NEVER and reach == OPEN:
        best = _look_whole(frame, state, cell, shape, sign, need, limit)
    return best


@inner
def _lead(frame: Frame, mask: int) -> np.int64:
    """Choose the alternating compound with the fewest companions: persons move along it."""
    lead, fewest = np.int64(-1), np.int64(1 << 60)
    for c in range(len(frame.stride)):
        if mask >> c & 1:
            companions = np.int64(0)
            for other in range(len(frame.stride)):
                companions += frame.together[c, other]
            if companions < fewest:
                lead, fewest = np.int64(c), companions
    return lead


@inner
def _look(
    frame: Frame,
    state: State,
    options: Options,
    own: int,
    mask: int,
    sign: int,
    need: int,
    best: float,
    limit: float,
) -> float:
    """Look through the boxes that alternate one set of compounds."""
    compounds = len(frame.stride)
    alternating = 0
    for c in range(compounds):
        alternating += mask >> c & 1
    if alternating > MOST_ALTERNATING:
        return best
    lead = _lead(frame, mask)
    sizes, start = np.ones(compounds, np.int64), np.zeros(compounds, np.int64)
    total = 1.0
    for c in range(compounds):
        if mask >> c & 1:
            start[c] = options.pairs_start[c]
            sizes[c] = options.pairs_start[c + 1] - start[c]
        else:
            start[c] = options.inside_start[c]
            sizes[c] = options.inside_start[c + 1] - start[c] if frame.together[lead, c] else 1
        total *= sizes[c]
    if total == 0:
        return best
    a, b = np.zeros(compounds, dtype=np.int64), np.zeros(compounds, dtype=np.int64)
    every = total <= FULL_LOOK
    tries = np.int64(total) if every else np.int64(SAMPLE)
    # Ties go to whoever comes first: a drawn beginning lets another run find another way.
    first = draw(state.random, tries)
    for trial in range(tries):
        left = (trial + first) % tries
        drawn = np.int64(-1) if every else draw(state.random, len(frame.rows))
        for c in range(compounds):
            at = left % sizes[c] if every else draw(state.random, sizes[c])
            left //= sizes[c]
            if mask >> c & 1:
                size = frame.offset[c + 1] - frame.offset[c]
                choice = options.pairs[start[c] + at]
                a[c], b[c] = choice // size, choice % size
            else:
                a[c] = options.inside[start[c] + at]
                if drawn >= 0 and not own >> c & 1:
                    a[c] = frame.rows[drawn, c]
                b[c] = a[c]
        price = price_box(frame, state, a, b, mask, sign, need, best, limit)
        if price < best and _can_move(frame, state, a, b, mask, lead, sign):
            best = price
            _keep(state, a, b, mask, lead, sign)
    return best


@inner
def _can_move(frame: Frame, state: State, a: Ints, b: Ints, mask: int, lead: int, sign: int) -> bool:
    """Whether persons for each losing corner are there."""
    corner = mask
    while True:
        if not corner >> lead & 1:
            up = sign
            for c in range(len(frame.stride)):
                if corner >> c & 1:
                    up = -up
            key, group = corner_keys(frame, a, b, mask, lead, corner, up > 0)
            if find_giver(frame, state, lead, key, group) < 0:
                return False
        if corner == 0:
            return True
        corner = (corner - 1) & mask


@inner
def _keep(state: State, a: Ints, b: Ints, mask: int, lead: int, sign: int) -> None:
    """Leave a box where `make_box` finds it."""
    state.box[BOX_MASK], state.box[BOX_LEAD], state.box[BOX_SIGN] = mask, lead, sign
    for c in range(len(a)):
        state.box[3 + 2 * c], state.box[4 + 2 * c] = a[c], b[c]


@inner
def _look_whole(
    frame: Frame, state: State, cell: int, shape: int, sign: int, need: int, limit: float
) -> float:
    """Last resort: one person more or fewer, all totals included."""
    compounds = len(frame.stride)
    a = np.zeros(compounds, dtype=np.int64)
    best = NEVER
    for row in range(len(frame.rows)):
        within = True
        key = np.int64(0)
        for c in range(compounds):
            at = frame.offset[c]
            a[c] = frame.rows[row, c]
            key += a[c] * frame.stride[c]
            if frame.contribution[shape, at + a[c]] != frame.contribution[shape, at + frame.inside[cell, c]]:
                within = False
        if not within:
            continue
        price = price_box(frame, state, a, a, np.int64(0), sign, need, best, limit)
        if price < best and (sign > 0 or find_giver(frame, state, np.int64(compounds), key, key) >= 0):
            best = price
            _keep(state, a, a, np.int64(0), np.int64(-1), sign)
    return best


@inner
def make_box(frame: Frame, state: State) -> bool:
    """Make the box that was found."""
    compounds = len(frame.stride)
    mask, lead, sign = state.box[BOX_MASK], state.box[BOX_LEAD], state.box[BOX_SIGN]
    a, b = np.empty(compounds, dtype=np.int64), np.empty(compounds, dtype=np.int64)
    for c in range(compounds):
        a[c], b[c] = state.box[3 + 2 * c], state.box[4 + 2 * c]
    moved = move_one(frame, state, a, sign) if mask == 0 else move_rows(frame, state, a, b, mask, lead, sign)
    if moved:
        move_cells(frame, state, a, b, mask, sign)
    return bool(moved)


@inner
def _fits_again(frame: Frame, state: State, sign: int, need: int, limit: float) -> bool:
    """Whether the box made last can be made once more and hides nothing new: then no search is needed."""
    compounds = len(frame.stride)
    mask, lead = state.box[BOX_MASK], state.box[BOX_LEAD]
    a, b = np.empty(compounds, dtype=np.int64), np.empty(compounds, dtype=np.int64)
    for c in range(compounds):
        a[c], b[c] = state.box[3 + 2 * c], state.box[4 + 2 * c]
    if mask == 0 or price_box(frame, state, a, b, mask, sign, need, NEVER, limit) > 0.0:
        return False
    return bool(_can_move(frame, state, a, b, mask, lead, sign))


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


@outer
def find_witness(
    frame: Frame, state: State, stash: Ints, cell: int, widest: int, cheap: float, limit: float
) -> np.int64:
    """Find the cheapest witness that widens a primary, all the way if any does; it is left under way.

    Returns by how much it widens: 0 when nothing was found. No single box may cost more than `limit`.
    """
    width, p = frame.numbers[1], frame.primary[cell]
    lowest, highest = range_of(state.seen, p, width)
    best_gain, best_cost = np.int64(0), 0.0
    missing = width - (highest - lowest)
    for reach in range(widest + 1):
        if best_gain >= missing and (best_cost <= cheap or reach == OPEN):
            break
        options = list_options(frame, cell, reach)
        for turn in range(2):
            sign = np.int64(1 - 2 * turn)
            target = width + lowest if sign > 0 else width - highest
            made = np.int64(0)
            while made < target and state.size[ROWS] + 64 < len(state.row_keys):
                again = made > 0 and _fits_again(frame, state, sign, target - made, limit)
                if (
                    not again
                    and best_box(frame, state, options, cell, sign, target - made, reach, limit) >= NEVER
                ):
                    break
                if not make_box(frame, state):
                    break
                made += 1
            gain = missing - (target - made)
            cost = newly_cost(frame, state)
            if gain > best_gain or (gain == best_gain and gain > 0 and cost < best_cost):
                best_gain, best_cost = gain, cost
                _stash(state, stash)
            discard(state)
    if best_gain > 0:
        _unstash(state, stash)
    return best_gain
