"""The gate: raw counts in, protected tables with their proof out, or a refusal that says what would work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from samfrid.domain.disclosure.check import (
    BrokenProofError,
    Moves,
    check_insiders,
    check_moves,
    lay_base,
)
from samfrid.domain.disclosure.cost import Weights, check_weights, costs_of, factors_of
from samfrid.domain.disclosure.primaries import Primaries, find_primaries
from samfrid.domain.disclosure.refusals import NotProtectable
from samfrid.domain.disclosure.release import ProtectedFamily, build_proof, build_tables
from samfrid.domain.disclosure.rule import Rule
from samfrid.domain.disclosure.structure import Ints, Reals, Structure, build_structure
from samfrid.domain.tables import RawCounts, TableFamily
from samfrid.domain.wording import Language, Text, listed

if TYPE_CHECKING:
    from samfrid.domain.disclosure.engine import Outcome

Progress = Callable[[str, float], None]
MOST_TURNS = 4


def protect(
    counts: RawCounts, rule: Rule, *, weights: Weights | None = None, progress: Progress | None = None
) -> ProtectedFamily:
    """Hide what must be hidden in a family of linked tables, and prove it.

    Shape:   every table of `counts.family`, with every coarser level and total; `weights[column][code]` says how
             much dearer than others a code is to hide, "Total" being the dimension's total: factors multiply
             over a cell's coordinates. What is not named costs 1, and more the more finest codes it takes in.
    Unit:    persons.
    Promise: for every primary cell there are two whole-number tables that agree with all that is published and
             differ by at least `rule.width` in it (where `rule.insider` is 1, also for anyone alone in another
             cell); both are in the proof. Equal input and seed give equal output. Nothing unproven is returned.
    Errors:  NotProtectable with the tables and dimensions in the way and coarser ones that work; RuleError
             when the rule or a weight names what is not there.
    Source:  the promise of the disclosure specification (docs/explanation).
    """
    try:
        return _protect(counts, rule, weights or {}, progress or _silent)
    except NotProtectable as refused:
        if refused.proposals or refused.exit_code != 1:
            raise
        proposals = _coarser_that_work(counts, rule)
        if not proposals:
            raise
        raise NotProtectable(
            refused.problems[0].what,
            tables=refused.tables,
            dimensions=refused.dimensions,
            proposals=proposals,
        ) from None


def _silent(stage: str, done: float) -> None:
    """Tell nobody."""


def _protect(counts: RawCounts, rule: Rule, weights: Weights, progress: Progress) -> ProtectedFamily:
    """Protect a family as asked, or refuse it."""
    begun = perf_counter()
    progress("structure", 0.0)
    check_weights(counts.family, weights)
    structure = build_structure(counts)
    primaries = find_primaries(structure, counts.family, rule)
    seconds = {"structure": perf_counter() - begun}
    # Machine code is loaded only when there is something to protect: reading a release must not wait for it.
    from samfrid.domain.disclosure.engine import search_witnesses

    cost = costs_of(structure, counts.family, weights)
    outcome = search_witnesses(structure, counts.family, primaries, rule, cost, progress)
    if len(outcome.unproven):
        raise _unprovable(counts.family, structure, outcome.unproven)
    begun = perf_counter()
    progress("check", 0.0)
    moves = lay_base(structure, outcome.stride, outcome.witness, outcome.row_key, outcome.change)
    _gate(structure, moves, outcome.hidden, primaries, rule)
    seconds |= outcome.seconds | {"check": perf_counter() - begun}
    if (structure.counts > 0).any() and not ((structure.counts > 0) & (outcome.hidden == 0)).any():
        raise _nothing_left(counts.family)
    return _hand_over(counts, structure, primaries, rule, weights, outcome, moves, seconds)


def _gate(structure: Structure, moves: Moves, hidden: Ints, primaries: Primaries, rule: Rule) -> None:
    """Let nothing pass that the witnesses do not prove.

    Errors: BrokenProofError.
    """
    if not hidden[primaries.cells].all():
        raise BrokenProofError("a primary is not hidden")
    widths = check_moves(structure, moves, hidden, primaries.cells, rule)
    if (widths < rule.width).any():
        raise BrokenProofError("a primary is not proven")
    if rule.insider and len(check_insiders(structure, moves, hidden, primaries.cells, rule)):
        raise BrokenProofError("a primary is not proven against an insider")


def _hand_over(
    counts: RawCounts,
    structure: Structure,
    primaries: Primaries,
    rule: Rule,
    weights: Weights,
    outcome: Outcome,
    moves: Moves,
    seconds: dict[str, float],
) -> ProtectedFamily:
    """Build tables, proof and protocol."""
    begun = perf_counter()
    hidden = outcome.hidden.astype(bool)
    tables, name = build_tables(counts.family, structure, hidden, zeros_hidden=rule.zeros == "hidden")
    proof = build_proof(
        counts.family,
        structure,
        moves.rows,
        moves.counts,
        (moves.witness, moves.row, moves.change),
        dict(zip(primaries.cells.tolist(), primaries.reasons, strict=True)),
    )
    seconds = seconds | {"tables": perf_counter() - begun}
    factors = factors_of(structure, counts.family, weights)
    protocol = _protocol(structure, primaries, rule, outcome, factors, seconds)
    protocol["weights"] = {column: dict(factors) for column, factors in weights.items()}
    return ProtectedFamily(counts.family, tables, proof, protocol, rule.as_data(), name)


def _protocol(
    structure: Structure,
    primaries: Primaries,
    rule: Rule,
    outcome: Outcome,
    factors: Reals,
    seconds: dict[str, float],
) -> dict[str, Any]:
    """Write down what was done and what it cost.

    Promise: nothing here depends on the count of a hidden cell. A sum over hidden counts would be one more published
             number that no witness has to agree with, and could give a small table away.
    """
    hidden = outcome.hidden.astype(bool)
    return {
        "version": version("samfrid"),
        "method": "suppression",
        "rule": rule.as_data(),
        "promise": {"width": rule.width, "reader_minimum": rule.hidden_minimum, "insider": rule.insider},
        "cells": {
            "all": structure.size,
            "published": int((~hidden).sum()),
            "hidden": int(hidden.sum()),
            "zero": int(((structure.counts == 0) & ~hidden).sum()),
        },
        "primaries": {"all": len(primaries.cells), "proven": len(primaries.cells)},
        "witnesses": int(outcome.witness.max(initial=-1)) + 1,
        "cost": round(float(factors[hidden].sum()), 3),
        "seconds": {stage: round(spent, 3) for stage, spent in seconds.items()},
    }


def _unprovable(family: TableFamily, structure: Structure, cells: Ints) -> NotProtectable:
    """Name the tables and dimensions whose cells can't be proven."""
    chosen = np.zeros(structure.size + 1, dtype=bool)
    chosen[cells] = True
    at = [int(chosen[grid].sum()) for grid in structure.grids]
    order = sorted((i for i in range(len(at)) if at[i]), key=lambda i: (-at[i], i))[:3]
    tables = [family.tables[i].name for i in order]
    dimensions = list(dict.fromkeys(d for i in order for d in family.tables[i].dimension_names))
    sv, en = listed(tables, Language.SWEDISH), listed(tables, Language.ENGLISH)
    return NotProtectable(
        Text(
            f"Familjen kan inte skyddas som den är: {len(cells)} celler skulle kunna räknas ut. Flest står i"
            f" {sv}. Välj grövre nivåer, färre dimensioner eller färre celler i ”force_publish”.",
            f"The family can't be protected as it is: {len(cells)} cells could be worked out. Most stand in"
            f" {en}. Choose coarser levels, fewer dimensions or fewer cells in “force_publish”.",
        ),
        tables=tables,
        dimensions=dimensions,
    )


def _nothing_left(family: TableFamily) -> NotProtectable:
    """Say that every number would have to be hidden."""
    tables = [table.name for table in family.tables]
    return NotProtectable(
        Text(
            f"Inget tal skulle kunna visas i {listed(tables, Language.SWEDISH)}: personerna är för få för de här"
            " indelningarna.",
            f"No number could be shown in {listed(tables, Language.ENGLISH)}: there are too few persons for"
            " these divisions.",
        ),
        tables=tables,
        dimensions=[dimension.name for dimension in family.dimensions],
    )


def _coarser_that_work(counts: RawCounts, rule: Rule) -> list[list[list[str]]]:
    """Try families with one dimension fewer; return those that can be protected."""
    # The cells that an owner names may not exist any more, so the trial goes without them.
    plain = replace(rule, force_publish=(), force_hide=(), groups=(), thresholds={})
    working: list[list[list[str]]] = []
    for dropped in counts.family.dimensions:
        tables = [
            replace(table, dimensions=tuple(d for d in table.dimensions if d.name != dropped.name))
            for table in counts.family.tables
        ]
        tables = [table for table in tables if table.dimensions]
        if not tables or sum(table.size for table in tables) > 20_000:
            continue
        family = replace(counts.family, tables=tuple(tables))
        try:
            _protect(without(counts, family), plain, {}, _silent)
        except NotProtectable:
            continue
        working.append([list(table.dimension_names) for table in tables])
        if len(working) == 3:
            break
    return working


def without(counts: RawCounts, family: TableFamily) -> RawCounts:
    """Count the same persons by fewer dimensions."""
    names = [dimension.name for dimension in counts.family.dimensions]
    kept = [names.index(dimension.name) for dimension in family.dimensions]
    codes, inverse = np.unique(counts.codes[:, kept], axis=0, return_inverse=True)
    summed = np.bincount(inverse.reshape(-1), counts.counts, len(codes)).astype(np.int64)
    return RawCounts(family, codes.astype(np.int32), summed)
