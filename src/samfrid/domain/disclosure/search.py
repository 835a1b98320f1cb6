"""Search of boxes in machine code: climb a primary step by step, always by the cheapest box."""

from __future__ import annotations

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
    Frame,
    Ints,
    State,
    corner_keys,
    draw,
    inner,
    find_giver,
    move_cells,
    move_one,
    move_rows,
    price_box,
)

NEAR, FAR, OPEN = 0, 1, 2
"""How wide to look: points that share what they can; any points; and totals that move as a whole."""


@inner
def best_box(frame: Frame, state: State, cell: int, sign: int, need: int, reach: int) -> float:
    """Find the cheapest box that moves a cell one step; it is left in `state.box`."""
    compounds = len(frame.stride)
    shape = frame.owner[cell]
    own = 0
    for c in range(compounds):
        if frame.divides[shape, c]:
            own |= 1 << c
    best = NEVER
    mask = own
    while mask:
        best = _look(frame, state, cell, shape, own, mask, sign, need, reach, best)
        mask = (mask - 1) & own
    if best >= NEVER and reach == OPEN:
        best = _look_whole(frame, state, cell, shape, sign, need)
    return best


@inner
def _points(frame: Frame, cell: int, shape: int, c: int, within: bool) -> Ints:
    """List a compound's points inside a cell, or outside it."""
    at, end = frame.offset[c], frame.offset[c + 1]
    here = frame.contribution[shape, at + frame.inside[cell, c]]
    found = np.empty(end - at, dtype=np.int64)
    size = 0
    for point in range(end - at):
        if (frame.contribution[shape, at + point] == here) == within:
            found[size] = point
            size += 1
    return found[:size]


@inner
def _pairs(frame: Frame, cell: int, shape: int, c: int, reach: int) -> Ints:
    """List the pairs of points a compound may alternate between, as a * points + b."""
    size = frame.offset[c + 1] - frame.offset[c]
    inner, outer = _points(frame, cell, shape, c, True), _points(frame, cell, shape, c, False)
    found = np.empty(len(inner) * len(outer), dtype=np.int64)
    used = 0
    for a in inner:
        nearest = 1 << 60
        if reach == NEAR:
            for b in outer:
                nearest = min(nearest, _distance(frame, c, a, b))
        for b in outer:
            if reach != NEAR or _distance(frame, c, a, b) <= nearest:
                found[used] = a * size + b
                used += 1
    return found[:used]


@inner
def _distance(frame: Frame, c: int, a: int, b: int) -> int:
    """In how many ways of dividing a compound two of its points fall apart."""
    apart = 0
    for s in range(frame.partners[c, 0]):
        division = frame.partners[c, s + 1]
        at = frame.offset[c]
        if frame.contribution[division, at + a] != frame.contribution[division, at + b]:
            apart += 1
    return apart


@inner
def _lead(frame: Frame, mask: int) -> int:
    """Choose the alternating compound with the fewest companions: persons move along it."""
    lead, fewest = -1, 1 << 60
    for c in range(len(frame.stride)):
        if mask >> c & 1:
            companions = 0
            for other in range(len(frame.stride)):
                companions += frame.together[c, other]
            if companions < fewest:
                lead, fewest = c, companions
    return lead


@inner
def _look(
    frame: Frame, state: State, cell: int, shape: int, own: int, mask: int, sign: int, need: int, reach: int, best: float
) -> float:
    """Look through the boxes that alternate one set of compounds."""
    compounds = len(frame.stride)
    alternating = 0
    for c in range(compounds):
        alternating += mask >> c & 1
    if alternating > MOST_ALTERNATING:
        return best
    lead = _lead(frame, mask)
    sizes = np.ones(compounds, dtype=np.int64)
    start = np.zeros(compounds + 1, dtype=np.int64)
    total = 1.0
    room = 0
    for c in range(compounds):
        if mask >> c & 1:
            inner = len(_points(frame, cell, shape, c, True))
            room += inner * (frame.offset[c + 1] - frame.offset[c] - inner)
        else:
            room += frame.offset[c + 1] - frame.offset[c]
    options = np.empty(room + compounds, dtype=np.int64)
    for c in range(compounds):
        if mask >> c & 1:
            listed = _pairs(frame, cell, shape, c, reach)
        elif not frame.together[lead, c]:
            listed = np.zeros(1, dtype=np.int64)
        else:
            listed = _points(frame, cell, shape, c, True)
        sizes[c] = len(listed)
        options[start[c] : start[c] + len(listed)] = listed
        start[c + 1] = start[c] + len(listed)
        total *= len(listed)
    if total == 0:
        return best
    a, b = np.zeros(compounds, dtype=np.int64), np.zeros(compounds, dtype=np.int64)
    every = total <= FULL_LOOK
    tries = int(total) if every else SAMPLE
    for trial in range(tries):
        left = trial
        drawn = -1 if every else draw(state.random, len(frame.rows))
        for c in range(compounds):
            if every:
                choice = options[start[c] + left % sizes[c]]
                left //= sizes[c]
            else:
                choice = options[start[c] + draw(state.random, sizes[c])]
            if mask >> c & 1:
                size = frame.offset[c + 1] - frame.offset[c]
                a[c], b[c] = choice // size, choice % size
            else:
                a[c] = choice
                b[c] = choice
                if drawn >= 0 and not own >> c & 1:
                    a[c] = frame.rows[drawn, c]
                    b[c] = a[c]
        price = price_box(frame, state, a, b, mask, sign, need, best)
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
def _look_whole(frame: Frame, state: State, cell: int, shape: int, sign: int, need: int) -> float:
    """Last resort: one person more or fewer, all totals included."""
    compounds = len(frame.stride)
    a = np.zeros(compounds, dtype=np.int64)
    best = NEVER
    for row in range(len(frame.rows)):
        inside = True
        for c in range(compounds):
            at = frame.offset[c]
            a[c] = frame.rows[row, c]
            if frame.contribution[shape, at + a[c]] != frame.contribution[shape, at + frame.inside[cell, c]]:
                inside = False
        if not inside:
            continue
        price = price_box(frame, state, a, a, 0, sign, need, best)
        key = 0
        for c in range(compounds):
            key += a[c] * frame.stride[c]
        if price < best and (sign > 0 or find_giver(frame, state, compounds, key, key) >= 0):
            best = price
            _keep(state, a, a, 0, -1, sign)
    return best


@inner
def make_box(frame: Frame, state: State) -> bool:
    """Make the box that was found."""
    compounds = len(frame.stride)
    mask, lead, sign = state.box[BOX_MASK], state.box[BOX_LEAD], state.box[BOX_SIGN]
    a, b = np.empty(compounds, dtype=np.int64), np.empty(compounds, dtype=np.int64)
    for c in range(compounds):
        a[c], b[c] = state.box[3 + 2 * c], state.box[4 + 2 * c]
    if mask == 0:
        moved = move_one(frame, state, a, sign)
    else:
        moved = move_rows(frame, state, a, b, mask, lead, sign)
    if moved:
        move_cells(frame, state, a, b, mask, sign)
    return moved


@inner
def climb(frame: Frame, state: State, cell: int, sign: int, target: int, reach: int) -> int:
    """Move a cell towards `target` steps by stacked boxes; say how many were made."""
    for step in range(target):
        if state.size[ROWS] + 64 > len(state.row_keys):
            return step
        if best_box(frame, state, cell, sign, target - step, reach) >= NEVER:
            return step
        if not make_box(frame, state):
            return step
    return target
