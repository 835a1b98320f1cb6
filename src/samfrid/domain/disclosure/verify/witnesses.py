"""Half 1 of the check: the tables are what was proven, and the witnesses prove it. Trusts no solver.

A witness is a list of whole-number changes to the base, the counts of the finest combinations. With `C` the
incidence of cells on base rows, a witness table is C(base + change). All that is done here is to multiply and
look.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp

from samfrid.domain.disclosure.saved import HIDDEN, Flags, Ints, SavedBase, SavedProof, SavedRelease
from samfrid.domain.disclosure.verify.verdict import SHOWN, Fault
from samfrid.domain.wording import Text

NEEDED = ("structure.json", "proof/base.csv", "proof/witnesses.csv", "proof/primaries.csv")
_AT_ONCE = 2000
"""Witnesses that are multiplied at one time, so that memory stays small."""


def incidence(release: SavedRelease, base: SavedBase) -> sp.csr_array:
    """Build `C`: one row a cell, one column a base row, 1 where the base row is counted in the cell."""
    cells, rows = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    named = release.labels >= 0
    pattern = named @ (1 << np.arange(len(release.columns), dtype=np.int64))
    for one in np.unique(pattern[(release.labels >= -1).all(axis=1)]):
        here = np.flatnonzero(pattern == one)
        cell_key, row_key = np.zeros(len(here), dtype=np.int64), np.zeros(len(base.counts), dtype=np.int64)
        for column in np.flatnonzero(named[here[0]]):
            cell_key = cell_key * len(release.codes[column]) + release.labels[here, column]
            row_key = row_key * len(release.codes[column]) + base.codes[:, column]
        order = np.argsort(cell_key)
        at = np.minimum(np.searchsorted(cell_key[order], row_key), len(here) - 1)
        inside = cell_key[order][at] == row_key
        cells.append(here[order][at][inside])
        rows.append(np.flatnonzero(inside))
    cell, row = np.concatenate(cells), np.concatenate(rows)
    shape = (len(release.labels), len(base.counts))
    return sp.csr_array((np.ones(len(cell), dtype=np.int64), (cell, row)), shape=shape)


def check_files(release: SavedRelease, proof: SavedProof) -> Iterator[Fault]:
    """See that the files are those that were proven: same hashes, same rule, no file beside them."""
    for file in sorted({*NEEDED, *(table.file for table in release.tables), *release.hashes, *proof.files}):
        if file == "proof/manifest.json" or proof.files.get(file) == release.hashes.get(file):
            continue
        yield Fault(
            "hash", Text(f"Filen {file} är inte den som bevisades.", f"File {file} is not what was proven.")
        )
    if proof.rule != release.rule.given:
        yield Fault(
            "rule", Text("Regeln är inte den som bevisades.", "The rule is not the one that was proven.")
        )


def check_base(release: SavedRelease, base: SavedBase) -> Iterator[Fault]:
    """See that every combination stands once and lies under the right coarser codes."""
    key = np.ravel_multi_index(tuple(base.codes.T), [len(codes) for codes in release.codes])
    wrong = np.ones(len(key), dtype=bool)
    wrong[np.unique(key, return_index=True)[1]] = False
    for dimension, above in release.hierarchies.items():
        finest = base.codes[:, release.columns.index(dimension)]
        for hierarchy in above:
            wrong |= hierarchy.parent[finest] != base.codes[:, release.columns.index(hierarchy.level)]
    for row in np.flatnonzero(wrong)[:SHOWN] + 2:
        yield Fault(
            "base",
            Text(
                f"proof/base.csv rad {row}: kombinationen finns redan eller ligger under fel kod.",
                f"proof/base.csv row {row}: the combination stands twice or lies under a wrong code.",
            ),
        )


def check_tables(release: SavedRelease, truth: Ints) -> Iterator[Fault]:
    """See that what is published is the sum of the base, and that a hidden cell is hidden everywhere."""
    wrong = (release.counts != HIDDEN) & (release.counts != truth)
    yield from _name(release, wrong, "value", "är inte summan av basen.", "is not the sum of the base.")
    torn = release.torn
    yield from _name(
        release,
        torn,
        "torn",
        "är dold i en tabell och publicerad i en annan.",
        "is hidden in one table, not in another.",
    )
    low = release.hidden & (truth < release.rule.reader_minimum)
    yield from _name(
        release,
        low,
        "low",
        "är dold men mindre än läsarens nedre gräns.",
        "is hidden but below the reader's minimum.",
    )


def check_witnesses(
    release: SavedRelease, proof: SavedProof, cells_by_rows: sp.csr_array, truth: Ints
) -> tuple[list[Fault], list[sp.csr_array]]:
    """See that every witness table could be the true one for whoever reads what is published.

    Returns the faults, and the changes of the hidden cells (hidden cells × witnesses) in blocks of witnesses.
    """
    hidden = np.flatnonzero(release.hidden)
    size = (len(proof.base.counts), int(proof.witness.max(initial=-1)) + 1)
    changes = sp.csc_array((proof.change, (proof.row, proof.witness)), shape=size)
    reached = proof.base.counts[changes.indices] + changes.data
    negative = np.repeat(np.arange(size[1]), np.diff(changes.indptr))[reached < 0]
    faults = _witness_faults(negative, "negative", "har ett tal under 0.", "has a number below 0.")
    blocks = []
    shown = cells_by_rows[np.flatnonzero(~release.hidden)]
    kept = cells_by_rows[hidden]
    for start in range(0, size[1], _AT_ONCE):
        some = changes[:, start : start + _AT_ONCE]
        moved = (shown @ some).tocoo()
        faults += _witness_faults(
            moved.col[moved.data != 0].astype(np.int64) + start,
            "moves",
            "ändrar ett publicerat tal.",
            "changes a published number.",
        )
        block = sp.csr_array(kept @ some)
        where = block.tocoo()
        below = truth[hidden][where.row] + where.data < release.rule.reader_minimum
        faults += _witness_faults(
            where.col[below].astype(np.int64) + start,
            "low",
            "har en dold cell under gränsen.",
            "has a hidden cell below the minimum.",
        )
        blocks.append(block)
    return faults, blocks


def width(blocks: list[sp.csr_array], size: int) -> Ints:
    """How far apart the lowest and the highest value of each hidden cell are, over truth and witnesses."""
    low, high = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for block in blocks:
        high = np.maximum(high, block.max(axis=1).toarray().ravel())
        low = np.minimum(low, block.min(axis=1).toarray().ravel())
    return high - low


def check_primaries(release: SavedRelease, primaries: Ints, widths: Ints) -> Iterator[Fault]:
    """See that every primary is hidden and as wide as the rule says. `widths` has one number a cell."""
    listed = np.zeros(len(release.counts), dtype=bool)
    listed[primaries] = True
    yield from _name(
        release,
        listed & ~release.hidden,
        "published",
        "är en primärcell men publicerad.",
        "is primary but published.",
    )
    narrow = listed & release.hidden & (widths < release.rule.width)
    yield from _name(
        release,
        narrow,
        "narrow",
        "är inte bevisad: vittnena är för nära.",
        "is not proven: its witnesses are too close.",
    )


def _name(release: SavedRelease, wrong: Flags, kind: str, sv: str, en: str) -> Iterator[Fault]:
    """Name the first cells of a kind of fault and count the rest."""
    found = np.flatnonzero(wrong)
    for cell in found[:SHOWN]:
        name = release.cell_name(int(cell))
        yield Fault(kind, Text(f"Cellen {name} {sv}", f"Cell {name} {en}"))
    if len(found) > SHOWN:
        more = len(found) - SHOWN
        yield Fault(kind, Text(f"… och {more} celler till: {sv}", f"… and {more} cells more: {en}"))


def _witness_faults(witness: Ints, kind: str, sv: str, en: str) -> list[Fault]:
    """Name the first witnesses of a kind of fault and count the rest."""
    found = np.unique(witness)
    faults = [Fault(kind, Text(f"Vittne {w} {sv}", f"Witness {w} {en}")) for w in found[:SHOWN]]
    if len(found) > SHOWN:
        more = len(found) - SHOWN
        faults.append(
            Fault(kind, Text(f"… och {more} vittnen till: {sv}", f"… and {more} witnesses more: {en}"))
        )
    return faults
