"""Which persons a cell takes in: columns, compounds, shapes and one number for each distinct cell.

A *compound* is a set of columns that depend on each other (municipality, county, police region): its *points*
are the combinations that exist, so that nobody invents a municipality in another county. A *shape* says for
each compound how finely a cell divides it. Cells that take in the same points are one cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from samfrid.domain.disclosure.refusals import TooLarge
from samfrid.domain.tables import TOTAL, RawCounts, ShapeError, TableShape

Ints = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]

MOST_CELLS = 4_000_000
EMPTY = -1
"""The number of a cell that can take in nobody: a municipality in another county."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Every column of a family with its codes, and the code of each base row.

    Shape: `rows` has one row a base combination and one column a column.
    """

    names: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    rows: Ints
    counts: Ints
    finest: tuple[bool, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Compound:
    """Columns that depend on each other, and the combinations of their codes that exist.

    Shape: `points` has one row a point and one column a column of `columns` (indices into `Columns`).
    """

    columns: tuple[int, ...]
    points: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """One way to divide a compound: `member[point]` numbers the part it lies in, `lookup[codes]` finds a part."""

    columns: tuple[int, ...]
    member: Ints
    whole: Ints
    size: int
    lookup: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """The cells of a family.

    Shape:   `rows` holds the point of each base row in each compound; `contribution[shape, point]` adds up over
             compounds to a place in `cell_at`, which numbers cells; `owner[cell]` is the first shape it stands in;
             `inside[cell]` is one point of each compound that the cell takes in; `grids` has one array of cell
             numbers a table, an axis a dimension, members in the order of `Dimension.members()`.
    Promise: two keys have one number exactly when they take in the same points.
    """

    columns: Columns
    compounds: tuple[Compound, ...]
    rows: Ints
    point_offset: Ints
    contribution: Ints
    shape_start: Ints
    divides: npt.NDArray[np.bool_]
    cell_at: Ints
    owner: Ints
    inside: Ints
    counts: Ints
    grids: tuple[Ints, ...]

    @property
    def size(self) -> int:
        """How many distinct cells the family has."""
        return len(self.counts)


def build_structure(counts: RawCounts) -> Structure:
    """Number every distinct cell of a family and count it.

    Errors: ShapeError when a column contradicts a hierarchy; TooLarge beyond what this machine can hold.
    """
    columns = read_columns(counts)
    compounds = tuple(find_compounds(columns, counts))
    rows = _place_rows(columns, compounds)
    place = {column: (i, at) for i, c in enumerate(compounds) for at, column in enumerate(c.columns)}
    maker = _ShapeMaker(columns, compounds, place)
    plans = [maker.plan(table) for table in counts.family.tables]
    return _number_cells(columns, compounds, rows, maker, plans, counts.family.tables)


def read_columns(counts: RawCounts) -> Columns:
    """List every column once, dimensions and coarser levels alike, with the code of each base row."""
    codes: dict[str, dict[str, int]] = {}
    values: dict[str, Ints] = {}
    finest: dict[str, bool] = {}
    for at, dimension in enumerate(counts.family.dimensions):
        own = codes.setdefault(dimension.name, {})
        for code in dimension.codes:
            own.setdefault(code, len(own))
        number = np.array([own[code] for code in dimension.codes], dtype=np.int64)
        _set_values(values, dimension.name, number[counts.codes[:, at]] if len(number) else counts.counts[:0])
        finest.setdefault(dimension.name, True)
        for hierarchy in dimension.hierarchies:
            above = codes.setdefault(hierarchy.level, {})
            for code in hierarchy.codes:
                above.setdefault(code, len(above))
            parent = np.array([above[hierarchy.parent[code]] for code in dimension.codes], dtype=np.int64)
            _set_values(
                values, hierarchy.level, parent[counts.codes[:, at]] if len(parent) else counts.counts[:0]
            )
            finest[hierarchy.level] = False
    names = tuple(codes)
    rows = (
        np.column_stack([values[name] for name in names]) if names else np.zeros((len(counts.counts), 0), int)
    )
    return Columns(
        names,
        tuple(tuple(codes[name]) for name in names),
        rows.astype(np.int64),
        counts.counts.astype(np.int64),
        tuple(finest[name] for name in names),
    )


def _set_values(values: dict[str, Ints], name: str, found: Ints) -> None:
    """Keep a column's codes, and refuse a second account of it that differs."""
    if name in values and not np.array_equal(values[name], found):
        raise ShapeError(f"column {name!r} does not agree with the hierarchy of the same name")
    values.setdefault(name, found)


def find_compounds(columns: Columns, counts: RawCounts) -> list[Compound]:
    """Join columns that depend on each other, as declared or as every row of the data has it."""
    total = len(columns.names)
    at = {name: i for i, name in enumerate(columns.names)}
    leader = list(range(total))

    def find(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    for dimension in counts.family.dimensions:
        for hierarchy in dimension.hierarchies:
            leader[find(at[hierarchy.level])] = find(at[dimension.name])
    kinds = [len(np.unique(columns.rows[:, i])) for i in range(total)]
    for i, j in product(range(total), repeat=2):
        if i != j and min(kinds[i], kinds[j]) > 1 and find(i) != find(j) and kinds[i] >= kinds[j]:
            pairs = columns.rows[:, i] * len(columns.codes[j]) + columns.rows[:, j]
            if len(np.unique(pairs)) == kinds[i]:
                leader[find(j)] = find(i)
    together: dict[int, list[int]] = {}
    for i in range(total):
        together.setdefault(find(i), []).append(i)
    return [Compound(tuple(group), _points(columns, group, counts)) for group in together.values()]


def _points(columns: Columns, group: list[int], counts: RawCounts) -> Ints:
    """List the combinations of a compound's codes: those in the data, and those a lone dimension declares."""
    seen = columns.rows[:, group]
    names = [columns.names[i] for i in group]
    for dimension in counts.family.dimensions:
        if set(dimension.levels) == set(names) and dimension.name in names:
            above = {h.level: h.parent for h in dimension.hierarchies}
            declared = [
                [
                    columns.codes[i].index(code if name == dimension.name else above[name][code])
                    for i, name in zip(group, names, strict=True)
                ]
                for code in dimension.codes
            ]
            seen = np.vstack([seen, np.array(declared, dtype=np.int64).reshape(-1, len(group))])
    return np.unique(seen, axis=0)


def _place_rows(columns: Columns, compounds: tuple[Compound, ...]) -> Ints:
    """Find the point of each base row in each compound."""
    placed = np.zeros((len(columns.counts), len(compounds)), dtype=np.int64)
    for i, compound in enumerate(compounds):
        stacked = np.vstack([compound.points, columns.rows[:, compound.columns]])
        inverse = np.unique(stacked, axis=0, return_inverse=True)[1].reshape(-1)
        placed[:, i] = inverse[len(compound.points) :]
    return placed


class _ShapeMaker:
    """Makes projections and shapes, each once."""

    def __init__(
        self, columns: Columns, compounds: tuple[Compound, ...], place: dict[int, tuple[int, int]]
    ) -> None:
        self.columns, self.compounds, self.place = columns, compounds, place
        self.column_at = {name: i for i, name in enumerate(columns.names)}
        self.wholes: list[dict[bytes, int]] = [{} for _ in compounds]
        self.projections: dict[tuple[int, tuple[int, ...]], Projection] = {}
        self.shapes: dict[tuple[bytes, ...], int] = {}
        self.parts: list[tuple[Projection, ...]] = []

    def projection(self, compound: int, chosen: tuple[int, ...]) -> Projection:
        """Divide a compound by some of its columns; no column means everybody together."""
        key = (compound, chosen)
        if key not in self.projections:
            points = self.compounds[compound].points
            inner = [self.place[column][1] for column in chosen]
            parts, member = np.unique(points[:, inner], axis=0, return_inverse=True)
            member = member.reshape(-1)
            if not chosen:
                parts, member = np.zeros((1, 0), dtype=np.int64), np.zeros(len(points), dtype=np.int64)
            lookup = np.full([len(self.columns.codes[column]) for column in chosen], EMPTY, dtype=np.int64)
            lookup[tuple(parts.T)] = np.arange(len(parts)) if chosen else 0
            names = self.wholes[compound]
            whole = [
                names.setdefault(np.packbits(member == part).tobytes(), len(names))
                for part in range(len(parts))
            ]
            self.projections[key] = Projection(
                chosen, member.astype(np.int64), np.array(whole, dtype=np.int64), len(parts), lookup
            )
        return self.projections[key]

    def plan(self, table: TableShape) -> list[tuple[tuple[str, ...], int, tuple[Projection, ...]]]:
        """List the level combinations of a table, each with its shape and its own projections."""
        plans = []
        for levels in product(*([*dimension.levels, TOTAL] for dimension in table.dimensions)):
            chosen: list[list[int]] = [[] for _ in self.compounds]
            for level in levels:
                if level != TOTAL:
                    column = self.column_at[level]
                    chosen[self.place[column][0]].append(column)
            parts = tuple(self.projection(i, tuple(dict.fromkeys(c))) for i, c in enumerate(chosen))
            key = tuple(part.whole[part.member].tobytes() for part in parts)
            if key not in self.shapes:
                self.shapes[key] = len(self.parts)
                self.parts.append(parts)
            plans.append((levels, self.shapes[key], parts))
        return plans


def _number_cells(
    columns: Columns,
    compounds: tuple[Compound, ...],
    rows: Ints,
    maker: _ShapeMaker,
    plans: list[list[tuple[tuple[str, ...], int, tuple[Projection, ...]]]],
    tables: tuple[TableShape, ...],
) -> Structure:
    """Number the parts of every shape, let equal parts share a number, and lay the tables out."""
    sizes = [int(np.prod([part.size for part in parts], dtype=float)) for parts in maker.parts]
    radix = [len(names) for names in maker.wholes]
    if sum(sizes) > MOST_CELLS or float(np.prod(radix, dtype=float)) > 2.0**62:
        raise TooLarge(sum(sizes), MOST_CELLS, tables)
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    offset = np.concatenate([[0], np.cumsum([len(c.points) for c in compounds])]).astype(np.int64)
    contribution = np.zeros((len(sizes), int(offset[-1])), dtype=np.int64)
    divides = np.zeros((len(sizes), len(compounds)), dtype=bool)
    wholes = np.zeros(int(start[-1]), dtype=np.int64)
    inside = np.zeros((int(start[-1]), len(compounds)), dtype=np.int64)
    for shape, parts in enumerate(maker.parts):
        stride, weight = 1, 1
        local = np.arange(sizes[shape])
        for i in reversed(range(len(compounds))):
            part = parts[i]
            contribution[shape, offset[i] : offset[i + 1]] = part.member * stride
            divides[shape, i] = part.size > 1
            piece = (local // stride) % max(part.size, 1)
            block = slice(int(start[shape]), int(start[shape + 1]))
            if part.size:
                first = np.zeros(part.size, dtype=np.int64)
                first[part.member[::-1]] = np.arange(len(part.member))[::-1]
                wholes[block] += part.whole[piece] * weight
                inside[block, i] = first[piece]
            stride, weight = stride * part.size, weight * max(radix[i], 1)
    first_at, cell_at = np.unique(wholes, return_index=True, return_inverse=True)[1:]
    cell_at = cell_at.reshape(-1).astype(np.int64)
    owner = (np.searchsorted(start, first_at, side="right") - 1).astype(np.int64)
    counts = np.zeros(len(first_at), dtype=np.int64)
    for shape in range(len(sizes)):
        at = start[shape] + sum(contribution[shape, offset[i] + rows[:, i]] for i in range(len(compounds)))
        cells = cell_at[np.broadcast_to(at, len(rows))]
        mine = owner[cells] == shape
        counts += np.bincount(cells[mine], columns.counts[mine], len(counts)).astype(np.int64)
    grids = tuple(
        _lay_out(table, plan, maker, columns, start, cell_at)
        for table, plan in zip(tables, plans, strict=True)
    )
    return Structure(
        columns, compounds, rows, offset, contribution, start[:-1].copy(), divides, cell_at, owner,
        inside[first_at], counts, grids,
    )  # fmt: skip


def _lay_out(
    table: TableShape,
    plan: list[tuple[tuple[str, ...], int, tuple[Projection, ...]]],
    maker: _ShapeMaker,
    columns: Columns,
    start: Ints,
    cell_at: Ints,
) -> Ints:
    """Lay a table's cell numbers out, an axis a dimension, members in their order."""
    axes = [len(dimension.members()) for dimension in table.dimensions]
    grid = np.full(axes, EMPTY, dtype=np.int64)
    spans = [_level_spans(table, at) for at in range(len(axes))]
    for levels, shape, parts in plan:
        block = [spans[at][level] for at, level in enumerate(levels)]
        column = [-1 if level == TOTAL else maker.column_at[level] for level in levels]
        codes = [
            np.zeros(1, dtype=np.int64) if c < 0 else _codes_in_order(table, at, level, columns, c)
            for at, (level, c) in enumerate(zip(levels, column, strict=True))
        ]
        mesh = np.meshgrid(*codes, indexing="ij") if codes else []
        size = tuple(len(c) for c in codes)
        # A table may name a shape that another table's columns made: the parts are equal, their order may not be.
        own = maker.parts[shape]
        at, void = np.full(size, start[shape], dtype=np.int64), np.zeros(size, dtype=bool)
        stride = 1
        for i in reversed(range(len(parts))):
            part = parts[i]
            if part.columns:
                index = part.lookup[tuple(mesh[column.index(c)] for c in part.columns)]
                void |= index == EMPTY
                for axis, c in enumerate(column):
                    first = column.index(c)
                    if c in part.columns and first != axis:
                        void |= mesh[axis] != mesh[first]
                same = np.zeros(part.size, dtype=np.int64)
                same[part.member] = own[i].member
                at += same[np.maximum(index, 0)] * stride if part.size else 0
            stride *= own[i].size
        if cell_at.size:
            grid[tuple(slice(*b) for b in block)] = np.where(void, EMPTY, cell_at[np.where(void, 0, at)])
    return grid


def _level_spans(table: TableShape, at: int) -> dict[str, tuple[int, int]]:
    """Find where each level of a dimension stands among its members."""
    dimension, spans, begin = table.dimensions[at], {}, 0
    for level in dimension.levels:
        length = len(dimension.members(level=level))
        spans[level] = (begin, begin + length)
        begin += length
    spans[TOTAL] = (begin, begin + 1)
    return spans


def _codes_in_order(table: TableShape, at: int, level: str, columns: Columns, column: int) -> Ints:
    """Number a level's codes as the family's columns do, in the order of the table."""
    number = {code: i for i, code in enumerate(columns.codes[column])}
    members = table.dimensions[at].members(level=level)
    return np.array([number[member.code] for member in members], dtype=np.int64)
