"""Search of boxes in machine code: climb a primary step by step, always by the cheapest box."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from samfrid.domain.disclosure.moves import (
    BOX_LEAD,
    BOX_MASK,
    BOX_SIGN,
    FULL_LOOK,
    LOOKS,
    NEVER,
    ROWS,
    SAMPLE,
    TOUCHED,
    Frame,
    Ints,
    State,
    corner_group,
    discard,
    draw,
    find_giver,
    inner,
    kind_of,
    move_cells,
    move_one,
    move_rows,
    newly_cost,
    outer,
    price_box,
    range_of,
)

WIDE, THIN, A_SORT = 64, 2_000, 4
"""More options of a compound than this are thinned out to a few of each sort; how many may be looked through."""
MOST_ROOMS = 40
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
    frame: Frame,
    state: State,
    options: Options,
    cell: int,
    sign: int,
    need: int,
    reach: int,
    limit: float,
    enough: float,
) -> float:
    """Find the cheapest box that moves a cell one step, or any at most `enough`; it is left in `state.box`."""
    shape = frame.owner[cell]
    own = np.int64(0)
    for c in range(len(frame.stride)):
        if frame.divides[shape, c]:
            own |= np.int64(1) << c
    best = NEVER
    mask = own
    while mask and best > enough:
        best = _look(frame, state, options, mask, sign, need, best, limit, enough)
        mask = (mask - 1) & own
    if best >= NEVER and reach == OPEN:
        best = _look_whole(frame, state, cell, shape, sign, need, limit)
    return best


@inner
def _find_mask(frame: Frame, mask: int) -> int:
    """Where a mask stands in the list, or -1 when nothing is won by alternating it."""
    keys = frame.masks.keys
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) // 2
        if keys[middle] < mask:
            low = middle + 1
        else:
            high = middle
    return low if low < len(keys) and keys[low] == mask else -1


@inner
def _thin(frame: Frame, options: Options, c: int, number: int, alternates: bool, kept: Ints) -> int:
    """Keep a few options of each sort that the shapes of a mask can tell apart; return how many."""
    starts = options.pairs_start if alternates else options.inside_start
    start, size = starts[c], starts[c + 1] - starts[c]
    at, points = frame.offset[c], frame.offset[c + 1] - frame.offset[c]
    part = frame.masks.part[number]
    most = np.int64(0)
    for point in range(points):
        most = max(most, part[at + point])
    sorts = (most + 1) * (most + 1)
    if sorts * A_SORT >= min(size, len(kept)):
        return -1
    seen = np.zeros(sorts, dtype=np.int64)
    used = 0
    # A stride prime to most sizes spreads the few over the many.
    step = np.int64(7919)
    while size % 7919 == 0 and step == 7919:
        step = np.int64(7907)
    for i in range(size):
        option = (options.pairs if alternates else options.inside)[start + (i * step) % size]
        a, b = (option // points, option % points) if alternates else (option, option)
        sort = part[at + a] * (most + 1) + part[at + b]
        if seen[sort] < A_SORT:
            seen[sort] += 1
            kept[used] = option
            used += 1
    return used


@inner
def _look(
    frame: Frame,
    state: State,
    options: Options,
    mask: int,
    sign: int,
    need: int,
    best: float,
    limit: float,
    enough: float,
) -> float:
    """Look through the boxes that alternate one set of compounds."""
    # Long because the arrays that a box is put together in are made once and used at every step of the loop.
    number = _find_mask(frame, mask)
    if number < 0:
        return best
    compounds = len(frame.stride)
    shapes = frame.masks.shapes[frame.masks.start[number] : frame.masks.start[number + 1]]
    relevant = frame.masks.relevant[number]
    sizes, start = np.ones(compounds, np.int64), np.zeros(compounds, np.int64)
    thinned, kept = np.zeros(compounds, np.int64), np.empty((compounds, THIN), np.int64)
    total = 1.0
    for c in range(compounds):
        if mask >> c & 1:
            start[c] = options.pairs_start[c]
            sizes[c] = options.pairs_start[c + 1] - start[c]
        else:
            start[c] = options.inside_start[c]
            sizes[c] = options.inside_start[c + 1] - start[c] if relevant >> c & 1 else 1
        if sizes[c] > WIDE:
            used = _thin(frame, options, c, number, mask >> c & 1 == 1, kept[c])
            if used > 0:
                thinned[c], sizes[c] = 1, used
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
        for c in range(compounds):
            at = left % sizes[c] if every else draw(state.random, sizes[c])
            left //= sizes[c]
            size = frame.offset[c + 1] - frame.offset[c]
            if mask >> c & 1:
                choice = kept[c, at] if thinned[c] else options.pairs[start[c] + at]
                a[c], b[c] = choice // size, choice % size
            else:
                a[c] = kept[c, at] if thinned[c] else options.inside[start[c] + at]
                b[c] = a[c]
        price = price_box(frame, state, shapes, a, b, mask, sign, need, best, limit)
        state.size[LOOKS] += 1
        if price < best:
            lead = _lead(frame, a, b, mask)
            if _can_move(frame, state, a, b, mask, lead, sign) or _find_room(
                frame, state, a, b, mask, relevant, lead, sign
            ):
                best = price
                _keep(state, a, b, mask, lead, sign)
                if best <= enough:
                    break
    return best


@inner
def _lead(frame: Frame, a: Ints, b: Ints, mask: int) -> np.int64:
    """Choose the alternating compound whose move shows least: persons move along it."""
    lead, fewest = np.int64(-1), np.int64(1 << 60)
    for c in range(len(frame.stride)):
        if mask >> c & 1:
            groups = frame.kinds.groups[kind_of(frame, a, b, c)]
            if groups < fewest:
                lead, fewest = np.int64(c), groups
    return lead


@inner
def _find_room(
    frame: Frame, state: State, a: Ints, b: Ints, mask: int, relevant: int, lead: int, sign: int
) -> bool:
    """Find points of the compounds that no changing shape divides, where the persons for the box are."""
    kind, compounds = kind_of(frame, a, b, lead), len(frame.stride)
    free = False
    for c in range(compounds):
        if not relevant >> c & 1:
            for point in range(frame.offset[c], frame.offset[c + 1]):
                free |= frame.kinds.part[kind, point] > 0
    if not free:
        return False
    # The corner where `lead` is at a and everything else too loses a person, or its mirror along `lead` does.
    losing = b[lead] if sign > 0 else a[lead]
    rows = len(frame.rows)
    first, tried = draw(state.random, rows), 0
    for i in range(rows):
        row = (i + first) % rows
        fits = frame.rows[row, lead] == losing
        for c in range(compounds):
            if fits and c != lead and relevant >> c & 1:
                part, at = frame.kinds.part[kind], frame.offset[c]
                fits = part[at + frame.rows[row, c]] == part[at + a[c]]
        if not fits:
            continue
        for c in range(compounds):
            if not relevant >> c & 1:
                a[c] = frame.rows[row, c]
                b[c] = a[c]
        if _can_move(frame, state, a, b, mask, lead, sign):
            return True
        tried += 1
        if tried >= MOST_ROOMS:
            return False
    return False


@inner
def _can_move(frame: Frame, state: State, a: Ints, b: Ints, mask: int, lead: int, sign: int) -> bool:
    """Whether persons for each losing corner are there."""
    corner, kind = mask, kind_of(frame, a, b, lead)
    while True:
        if not corner >> lead & 1:
            up = sign
            for c in range(len(frame.stride)):
                if corner >> c & 1:
                    up = -up
            group = corner_group(frame, a, b, mask, lead, kind, corner, up > 0)
            if find_giver(frame, state, kind, group) < 0:
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
    shapes = np.arange(len(frame.shape_start))
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
        price = price_box(frame, state, shapes, a, a, np.int64(0), sign, need, best, limit)
        if price < best and (sign > 0 or find_giver(frame, state, len(frame.kinds.keys) - 1, key) >= 0):
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
    if mask == 0:
        return False
    number = _find_mask(frame, mask)
    shapes = frame.masks.shapes[frame.masks.start[number] : frame.masks.start[number + 1]]
    if price_box(frame, state, shapes, a, b, mask, sign, need, NEVER, limit) > 0.0:
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
    frame: Frame, state: State, stash: Ints, cell: int, widest: int, cheap: float, limit: float, enough: float
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
                    and best_box(frame, state, options, cell, sign, target - made, reach, limit, enough)
                    >= NEVER
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
