"""The promise, against every whole-number table there is: no solver, no witness, only counting."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samfrid.domain.disclosure import NotProtectable, ProtectedFamily, Rule, protect
from samfrid.domain.disclosure.structure import build_structure
from samfrid.domain.tables import Dimension, Hierarchy, RawCounts, TableFamily, TableShape
from samfrid.domain.wording import Text

MOST_TABLES = 60_000


def a_family(sizes: tuple[int, ...], tables: list[tuple[int, ...]], nested: bool) -> TableFamily:
    dimensions = []
    for at, size in enumerate(sizes):
        codes = tuple(f"{'abcd'[at]}{i}" for i in range(size))
        above = {code: f"{'ABCD'[at]}{i // 2}" for i, code in enumerate(codes)}
        coarser = (
            (Hierarchy(f"coarse{at}", above, Text.same("c")),) if nested and at == 0 and size > 2 else ()
        )
        dimensions.append(Dimension(f"d{at}", codes, Text.same("d"), coarser))
    shapes = [TableShape(f"t{i}", tuple(dimensions[d] for d in table)) for i, table in enumerate(tables)]
    return TableFamily("f", tuple(shapes))


@st.composite
def families(draw: st.DrawFn) -> RawCounts:
    sizes = draw(st.sampled_from([(2, 2), (3, 2), (2, 2, 2), (3, 3), (4, 2)]))
    subsets = [(0, 1)] if len(sizes) == 2 else [(0, 1, 2)]
    linked = (
        [[(0, 1)], [(0,), (1,)]]
        if len(sizes) == 2
        else [[(0, 1, 2)], [(0, 1), (1, 2)], [(0, 1), (0, 2), (1, 2)]]
    )
    tables = draw(st.sampled_from([subsets, *linked]))
    family = a_family(sizes, tables, draw(st.booleans()))
    used = [sizes[int(d.name[1:])] for d in family.dimensions]
    combinations = list(product(*(range(n) for n in used)))
    counts = draw(st.lists(st.integers(0, 9), min_size=len(combinations), max_size=len(combinations)))
    kept = [i for i, count in enumerate(counts) if count]
    return RawCounts(
        family,
        np.array([combinations[i] for i in kept], dtype=np.int32).reshape(len(kept), len(used)),
        np.array([counts[i] for i in kept], dtype=np.int64),
    )


rules = st.builds(
    Rule,
    threshold=st.integers(3, 5),
    width=st.integers(1, 4),
    reader_minimum=st.integers(0, 1),
    insider=st.integers(0, 1),
)


def tables_that_fit(counts: RawCounts, protected: ProtectedFamily, rule: Rule) -> np.ndarray:
    """Every cell vector that a reader can't exclude, counted over all base tables up to a highest count."""
    structure = build_structure(counts)
    points = [range(n) for n in np.diff(structure.point_offset)]
    rows = np.array(list(product(*points)), dtype=np.int64)
    from samfrid.domain.disclosure.check import incidence

    cells = incidence(structure, rows).toarray()
    truth = dict(zip(map(tuple, structure.rows.tolist()), counts.counts.tolist(), strict=True))
    true = np.array([truth.get(tuple(row), 0) for row in rows.tolist()])
    shown = shown_cells(structure.size, structure.grids, protected)
    # What is shown as nought, and the highest a base count can be, leave a box to search.
    zero = {row for cell in np.flatnonzero(shown == 0) for row in np.flatnonzero(cells[cell])}
    reach = rule.width + 1
    ranges = [
        [0] if row in zero else range(max(0, true[row] - reach), true[row] + reach + 1)
        for row in range(len(rows))
    ]
    size = int(np.prod([float(len(r)) for r in ranges]))
    assume(size <= MOST_TABLES)
    tables = np.array(list(product(*ranges)), dtype=np.int64)
    seen = tables @ cells.T
    fits = (seen[:, shown >= 0] == shown[shown >= 0]).all(axis=1)
    fits &= (seen[:, shown < 0] >= rule.hidden_minimum).all(axis=1)
    return seen[fits]


def structure_cells(structure) -> np.ndarray:
    """Which base rows of the data each cell takes in."""
    from samfrid.domain.disclosure.check import incidence

    return incidence(structure, structure.rows).toarray()


def shown_cells(size: int, grids: tuple[np.ndarray, ...], protected: ProtectedFamily) -> np.ndarray:
    """The published count of each cell, -1 where hidden; a cell is the same wherever it stands."""
    shown = np.full(size, -2, dtype=np.int64)
    for grid, table in zip(grids, protected.tables.values(), strict=True):
        for cell, (_, seen) in zip(grid.reshape(-1), table, strict=True):
            value = -1 if seen.value is None else int(seen.value)
            if cell >= 0:
                assert shown[cell] in (-2, value)
                shown[cell] = value
    return shown


@settings(max_examples=60)
@given(families(), rules)
def test_every_primary_can_always_be_a_width_apart_in_tables_that_fit_all_that_is_published(counts, rule):
    try:
        protected = protect(counts, rule)
    except NotProtectable:
        return
    structure = build_structure(counts)

    possible = tables_that_fit(counts, protected, rule)

    primary = (structure.counts > 0) & (structure.counts < rule.threshold)
    widths = possible.max(axis=0) - possible.min(axis=0)
    assert (widths[primary] >= rule.width).all()


@settings(max_examples=40)
@given(families(), rules)
def test_who_is_alone_in_a_cell_never_narrows_another_primary(counts, rule):
    rule = Rule(threshold=rule.threshold, width=rule.width, reader_minimum=rule.reader_minimum, insider=1)
    try:
        protected = protect(counts, rule)
    except NotProtectable:
        return
    structure = build_structure(counts)

    possible = tables_that_fit(counts, protected, rule)

    primary = (structure.counts > 0) & (structure.counts < rule.threshold)
    for alone in np.flatnonzero(structure.counts == 1):
        known = possible[possible[:, alone] == 1]
        widths = known.max(axis=0) - known.min(axis=0)
        # Who is alone in a cell and alone in a wider one knows both: they hold the same person.
        same = structure_cells(structure)[:, structure_cells(structure)[alone] > 0].any(axis=1)
        others = primary & ~(same & (structure.counts == 1))
        assert (widths[others] >= rule.width).all()


@settings(max_examples=60)
@given(families(), rules, st.sampled_from(["published", "hidden"]))
def test_what_is_published_is_always_true_and_no_primary_is(counts, rule, zeros):
    rule = Rule(threshold=rule.threshold, width=rule.width, zeros=zeros, reader_minimum=0)
    try:
        protected = protect(counts, rule)
    except NotProtectable:
        return
    structure = build_structure(counts)

    shown = shown_cells(structure.size, structure.grids, protected)

    assert (shown[shown >= 0] == structure.counts[shown >= 0]).all()
    assert (shown[(structure.counts > 0) & (structure.counts < rule.threshold)] == -1).all()
    assert ((shown == 0) == ((structure.counts == 0) & (zeros == "published"))).all()


@settings(max_examples=25)
@given(families(), rules)
def test_the_same_input_and_seed_always_give_the_same_tables_and_proof(counts, rule):
    def once() -> object:
        try:
            made = protect(counts, rule)
        except NotProtectable as refused:
            return str(refused)
        return made.id, made.proof.change.tolist(), made.proof.row.tolist(), made.proof.witness.tolist()

    assert once() == once()
