"""What a search may look at: which compounds are worth alternating together, and who may move along which.

A *mask* is a set of compounds that alternate. Only shapes that divide all of them change, so what else such a box
touches is worked out once. A *kind* is a way for two points of a compound to fall apart: a move between two
municipalities of one county is seen by fewer shapes than a move between two counties.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np

from samfrid.domain.disclosure.structure import Ints, Structure

MOST_ALTERNATING = 5
MOST_KINDS = 8


class Masks(NamedTuple):
    """Masks in rising order, and for each the shapes that change and how those divide every compound.

    Shape: `shapes[start[m]:start[m + 1]]` are the shapes of mask m; `relevant` has a bit for each compound that
           they divide; points with one number in `part[m]` are alike to them.
    """

    keys: Ints
    start: Ints
    shapes: Ints
    relevant: Ints
    part: Ints


class Kinds(NamedTuple):
    """Kinds of pairs, and base combinations grouped by what a move of that kind shows of them.

    Shape: `of[distance_start[c] + a * points + b]` is the kind of a pair; `part[kind, point]` numbers what is shown;
           `keys` and `rows` are base combinations in order of their group; `groups` counts groups. The last kind
           shows everything.
    """

    of: Ints
    part: Ints
    keys: Ints
    rows: Ints
    groups: Ints


def list_masks(structure: Structure) -> Masks:
    """List the masks that move a cell and are not only another one with more corners."""
    divides = structure.divides.astype(bool)
    moved: dict[int, Ints] = {}
    for line in np.unique(divides, axis=0):
        own = np.flatnonzero(line).tolist()
        for number in range(1, min(len(own), MOST_ALTERNATING) + 1):
            for chosen in combinations(own, number):
                mask = sum(1 << c for c in chosen)
                if mask not in moved:
                    moved[mask] = np.flatnonzero(divides[:, chosen].all(axis=1)).astype(np.int64)
    useful = []
    for mask in sorted(moved):
        fewer = [mask & ~(1 << c) for c in range(divides.shape[1]) if mask >> c & 1]
        if not any(less and len(moved[less]) == len(moved[mask]) for less in fewer):
            useful.append(mask)
    shapes = [moved[mask] for mask in useful]
    relevant = [int(sum(1 << c for c in np.flatnonzero(divides[s].any(axis=0)).tolist())) for s in shapes]
    start = np.concatenate([[0], np.cumsum([len(s) for s in shapes])]).astype(np.int64)
    part = np.array([_parts(structure, s) for s in shapes], dtype=np.int64).reshape(
        len(useful), int(structure.point_offset[-1])
    )
    return Masks(
        np.array(useful, dtype=np.int64),
        start,
        np.concatenate([np.zeros(0, dtype=np.int64), *shapes]),
        np.array(relevant, dtype=np.int64),
        part,
    )


def _parts(structure: Structure, shapes: Ints) -> Ints:
    """Number the points of each compound so that points alike to all these shapes share a number."""
    numbered = np.zeros(int(structure.point_offset[-1]), dtype=np.int64)
    for c in range(len(structure.compounds)):
        block = slice(int(structure.point_offset[c]), int(structure.point_offset[c + 1]))
        lines = structure.contribution[shapes, block]
        if lines.size:
            numbered[block] = np.unique(lines, axis=1, return_inverse=True)[1].reshape(-1)
    return numbered


def list_kinds(structure: Structure, stride: Ints) -> Kinds:
    """Tell the kinds of pairs apart and group the base combinations for each."""
    blocks = [np.zeros(0, dtype=np.int64)]
    parts: list[Ints] = []
    for c in range(len(structure.compounds)):
        lines = structure.contribution[:, structure.point_offset[c] : structure.point_offset[c + 1]]
        ways, way_of = np.unique(
            [np.unique(line, return_inverse=True)[1].reshape(-1) for line in lines],
            axis=0,
            return_inverse=True,
        )
        code = np.zeros((lines.shape[1], lines.shape[1]), dtype=np.int64)
        for way, line in enumerate(ways[:62]):
            code |= (line[:, None] != line[None, :]).astype(np.int64) << way
        codes, kind = np.unique(code[code > 0], return_inverse=True)
        if len(ways) > 62 or len(codes) > MOST_KINDS:
            codes, kind = np.array([-1], dtype=np.int64), np.zeros(int((code > 0).sum()), dtype=np.int64)
        of = np.full(code.shape, -1, dtype=np.int64)
        of[code > 0] = kind.reshape(-1) + len(parts)
        blocks.append(of.reshape(-1))
        for one in codes.tolist():
            seen = np.flatnonzero([one < 0 or one >> min(int(way), 61) & 1 for way in way_of.reshape(-1)])
            part = _parts(structure, seen.astype(np.int64))
            own = slice(int(structure.point_offset[c]), int(structure.point_offset[c + 1]))
            part[own] = np.arange(lines.shape[1])
            parts.append(part)
    parts.append(np.concatenate([np.zeros(0, np.int64), *map(np.arange, np.diff(structure.point_offset))]))
    part = np.array(parts, dtype=np.int64)
    counts = structure.columns.counts
    keys = np.zeros((len(parts), len(structure.rows)), dtype=np.int64)
    for c in range(len(structure.compounds)):
        keys += part[:, structure.point_offset[c] + structure.rows[:, c]] * stride[c]
    order = np.array([np.lexsort((np.arange(len(counts)), -counts, key)) for key in keys], dtype=np.int64)
    groups = np.array([len(np.unique(key)) for key in keys], dtype=np.int64)
    return Kinds(np.concatenate(blocks), part, np.take_along_axis(keys, order, axis=1), order, groups)
