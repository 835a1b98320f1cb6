"""Check a published family against its proof. Imports nothing of the protector and trusts no solver."""

from __future__ import annotations

import time

import numpy as np

from samfrid.domain.disclosure.saved import SavedBase, SavedRelease
from samfrid.domain.disclosure.verify.insiders import check_insiders, insiders
from samfrid.domain.disclosure.verify.primaries import check_data, check_list
from samfrid.domain.disclosure.verify.verdict import Fault, Verdict
from samfrid.domain.disclosure.verify.witnesses import (
    check_base,
    check_files,
    check_primaries,
    check_tables,
    check_witnesses,
    incidence,
    width,
)
from samfrid.domain.wording import Refused, Text

__all__ = ["Fault", "NoProof", "Verdict", "check"]


class NoProof(Refused):
    """The release has no proof, so there is nothing to check; it may still be attacked."""


def check(saved: SavedRelease, data: SavedBase | None = None) -> Verdict:
    """Check that a release keeps the promise of disclosure.md, and say what does not hold.

    Shape:   `data`, when given, counts the release's own columns, one row a combination.
    Promise: a verdict without faults means that every primary on the list has two whole-number tables at
             least `width` apart that agree with everything published, at the release's `reader_minimum`, and
             for every insider where the rule says so; with `data` also that the list is complete.
    Errors:  NoProof when the release was saved without a proof.
    """
    began = time.perf_counter()
    proof = saved.proof
    if proof is None:
        raise NoProof(
            Text(
                f"{saved.folder} har ingen mapp proof, så det finns inget att kontrollera.",
                f"{saved.folder} has no folder proof, so there is nothing to check.",
            )
        )
    cells_by_rows = incidence(saved, proof.base)
    truth = cells_by_rows @ proof.base.counts
    faults = [*check_files(saved, proof), *check_base(saved, proof.base), *check_tables(saved, truth)]
    more, blocks = check_witnesses(saved, proof, cells_by_rows, truth)
    faults += more
    widths = np.zeros(len(truth), dtype=np.int64)
    widths[saved.hidden] = width(blocks, int(saved.hidden.sum()))
    listed = saved.find(proof.primaries)
    if (listed < 0).any():
        row = int(np.argmax(listed < 0)) + 2
        text = Text(
            f"primaries.csv rad {row}: ingen tabell har cellen.", f"primaries.csv row {row}: in no table."
        )
        faults.append(Fault("unknown", text))
    primaries = np.unique(listed[listed >= 0])
    faults += check_primaries(saved, primaries, widths)
    tried = 0
    if saved.rule.insider:
        alone, person = insiders(saved, cells_by_rows, truth, proof.base.counts)
        tried = len(alone)
        faults += check_insiders(saved, primaries, blocks, alone, person)
    if data is not None:
        faults += check_data(saved, proof, data)
        faults += check_list(saved, proof, listed, incidence(saved, data) @ data.counts)
    return Verdict(
        faults=tuple(faults),
        cells=len(truth),
        hidden=int(saved.hidden.sum()),
        primaries=len(primaries),
        proven=0 if more else int((saved.hidden[primaries] & (widths[primaries] >= saved.rule.width)).sum()),
        witnesses=int(proof.witness.max(initial=-1)) + 1,
        insiders=tried,
        reader_minimum=saved.rule.reader_minimum,
        width=saved.rule.width,
        primaries_rechecked=data is not None,
        seconds=time.perf_counter() - began,
    )
