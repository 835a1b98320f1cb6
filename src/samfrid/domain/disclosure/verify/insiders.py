"""Half 1 for insider level 1: who is alone in a cell knows that cell and learns no other primary by it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp

from samfrid.domain.disclosure.saved import Ints, SavedRelease
from samfrid.domain.disclosure.verify.verdict import SHOWN, Fault
from samfrid.domain.wording import Text


def insiders(
    release: SavedRelease, cells_by_rows: sp.csr_array, truth: Ints, base: Ints
) -> tuple[Ints, Ints]:
    """Find the hidden cells with one person, and the base row that the person is in."""
    alone = np.flatnonzero(release.hidden & (truth == 1))
    rows = sp.csr_array(cells_by_rows[alone]).indices
    return alone, rows[base[rows] > 0].astype(np.int64)


def check_insiders(
    release: SavedRelease, primaries: Ints, blocks: list[sp.csr_array], alone: Ints, person: Ints
) -> Iterator[Fault]:
    """See that each primary of other persons stays wide over the witnesses that leave an insider's cell at 1.

    `blocks` are the changes of the hidden cells (hidden cells × witnesses); `alone` and `person` are as
    `insiders` gives them. Primaries with the same only person are the insider's own.
    """
    hidden = np.flatnonzero(release.hidden)
    at = np.full(len(release.counts), -1, dtype=np.int64)
    at[hidden] = np.arange(len(hidden))
    changes = sp.csr_array(sp.hstack(blocks)) if blocks else sp.csr_array((len(hidden), 0), dtype=np.int64)
    primaries = primaries[at[primaries] >= 0]
    moves = sp.csr_array(changes[at[primaries]])
    moves.eliminate_zeros()
    by_witness = moves.tocsc()
    own = dict(zip(alone.tolist(), person.tolist(), strict=True))
    persons = np.array([own.get(cell, -1) for cell in primaries.tolist()], dtype=np.int64)
    found = 0
    for cell, row in own.items():
        ruled_out = np.zeros(changes.shape[1], dtype=bool)
        mine = changes[[int(at[cell])]]
        ruled_out[mine.indices[mine.data != 0]] = True
        # Only primaries that a ruled-out witness moves can have become narrower.
        touched = np.unique(by_witness[:, np.flatnonzero(ruled_out)].indices)
        left = sp.csr_array(moves[touched])
        left.data[ruled_out[left.indices]] = 0
        widths = left.max(axis=1).toarray().ravel().clip(0) - left.min(axis=1).toarray().ravel().clip(None, 0)
        narrow = touched[(widths < release.rule.width) & (persons[touched] != row)]
        found += len(narrow)
        for other in primaries[narrow][: max(0, SHOWN - found + len(narrow))].tolist():
            who, what = release.cell_name(cell), release.cell_name(other)
            yield Fault(
                "insider",
                Text(
                    f"Den som är ensam i {who} kan komma för nära {what}.",
                    f"Whoever is alone in {who} may come too close to {what}.",
                ),
            )
    if found > SHOWN:
        yield Fault(
            "insider",
            Text(f"… och {found - SHOWN} sådana par till.", f"… and {found - SHOWN} such pairs more."),
        )
