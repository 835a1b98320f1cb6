"""Half 2 of the check: the list of primaries is complete. Recounts the data and asks the rule again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from samfrid.domain.disclosure.saved import (
    Flags,
    GroupRule,
    Ints,
    SavedBase,
    SavedProof,
    SavedRelease,
    SavedTable,
)
from samfrid.domain.disclosure.verify.verdict import SHOWN, Fault
from samfrid.domain.wording import Text

RECOUNTED = ("threshold", "group", "forced")
"""The reasons that this half can find again; differences and denominators belong to releases over time."""


def check_data(release: SavedRelease, proof: SavedProof, data: SavedBase) -> Iterator[Fault]:
    """See that the base of the proof is what the data say."""
    if proof.data_sha256 is not None and proof.data_sha256 != data.data_sha256:
        yield Fault(
            "data", Text("Datafilen är inte den som skyddades.", "The data file is not what was protected.")
        )
    size = [len(codes) for codes in release.codes]
    told, counted = (
        dict(zip(np.ravel_multi_index(tuple(b.codes.T), size).tolist(), b.counts.tolist(), strict=True))
        for b in (proof.base, data)
    )
    wrong = [key for key in sorted(told.keys() | counted.keys()) if told.get(key, 0) != counted.get(key, 0)]
    for key in wrong[:SHOWN]:
        name = release.name_of(np.array(np.unravel_index(key, size), dtype=np.int64))
        yield Fault(
            "base", Text(f"Basen säger annat än data om {name}.", f"The base and the data differ on {name}.")
        )
    if len(wrong) > SHOWN:
        more = len(wrong) - SHOWN
        yield Fault("base", Text(f"… och {more} rader till.", f"… and {more} rows more."))


def primaries_by_rule(release: SavedRelease, truth: Ints) -> Flags:
    """Find every primary that the rule names: threshold, group disclosure, forced."""
    primary = by_threshold(release, truth)
    for table in release.tables:
        for rule in release.rule.groups:
            primary[by_group(release, table, rule, truth)] = True
    for cell in release.rule.force_hide:
        named = forced(release, cell)
        primary[named[(truth[named] > 0) | (not release.rule.zeros_published)]] = True
    return primary


def by_threshold(release: SavedRelease, truth: Ints) -> Flags:
    """Find the cells with 1 … T−1 persons; T is the highest that any of the cell's categories has."""
    threshold = np.full(len(release.counts), release.rule.threshold, dtype=np.int64)
    for column, categories in release.rule.thresholds.items():
        at = release.columns.index(column)
        for code, own in categories.items():
            for table in release.tables:
                cells = _cells_under(release, table, at, code)
                threshold[cells] = np.maximum(threshold[cells], own)
    return (truth >= 1) & (truth < threshold)


def _cells_under(release: SavedRelease, table: SavedTable, column: int, code: str) -> Ints:
    """List a table's cells of one category."""
    found = [np.zeros(0, dtype=np.int64)]
    for axis, members in enumerate(table.members):
        match = [
            i for i, (c, k) in enumerate(members.tolist()) if c == column and release.codes[c][k] == code
        ]
        found.append(np.take(table.cells, match, axis=axis).ravel())
    return np.concatenate(found)


def by_group(release: SavedRelease, table: SavedTable, rule: GroupRule, truth: Ints) -> Ints:
    """Find the cells that tell of a small group that (nearly) all of it is in one sensitive category.

    These are the category itself and the others beside it, which say who is not in it; others that are 0 only
    where zeros are hidden.
    """
    found = [np.zeros(0, dtype=np.int64)]
    for axis, members in enumerate(table.members):
        beside = [i for i, (c, _) in enumerate(members[:-1]) if release.columns[c] == rule.dimension]
        lines = np.moveaxis(table.cells, axis, 0).reshape(len(members), -1)
        counts = truth[lines]
        for at in beside:
            if release.codes[members[at, 0]][members[at, 1]] in rule.sensitive:
                tells = (counts[-1] > 0) & (counts[-1] < rule.group_below) & (counts[at] > 0)
                tells &= counts[at] >= counts[-1] - rule.all_but
                told = lines[np.ix_(beside, tells)].ravel()
                found.append(told[(truth[told] > 0) | (not release.rule.zeros_published)])
    return np.concatenate(found)


def forced(release: SavedRelease, cell: Mapping[str, str]) -> Ints:
    """Find the cell that an owner names; none when the release does not have it."""
    label = np.full((1, len(release.columns)), -1, dtype=np.int64)
    for column, code in cell.items():
        at = release.columns.index(column)
        label[0, at] = release.codes[at].index(code)
    found = release.find(label)
    return found[found >= 0]


def check_list(release: SavedRelease, proof: SavedProof, listed: Ints, truth: Ints) -> Iterator[Fault]:
    """Compare the list of the proof with what the rule names."""
    ruled = primaries_by_rule(release, truth)
    told = np.zeros(len(ruled), dtype=bool)
    told[listed[listed >= 0]] = True
    missing = np.flatnonzero(ruled & ~told)
    for cell in missing[:SHOWN].tolist():
        name = release.cell_name(cell)
        yield Fault(
            "missing", Text(f"Primärcellen {name} saknas i listan.", f"Primary {name} is not in the list.")
        )
    if len(missing) > SHOWN:
        more = len(missing) - SHOWN
        yield Fault("missing", Text(f"… och {more} primärceller till.", f"… and {more} primaries more."))
    for cell, reason in zip(listed.tolist(), proof.reasons, strict=True):
        if cell >= 0 and reason in RECOUNTED and not ruled[cell]:
            name = release.cell_name(cell)
            yield Fault("extra", Text(f"Regeln nämner inte {name}.", f"The rule does not name {name}."))
