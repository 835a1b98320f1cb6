"""Count, protect, attack and prove one standard family; and the median that goes with its counts.

Pure: facts in, what may be published with its proof and report out. Knows no database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from samfrid.adapters.disclosure_files.read import read_release
from samfrid.adapters.disclosure_files.write import write_family
from samfrid.adapters.warehouse import EngineLimits, Warehouse
from samfrid.apps.analysis.rearranging import rearranged
from samfrid.domain.disclosure import (
    ProtectedFamily,
    RawValues,
    Rule,
    attack,
    protect,
    protect_means,
    verify,
)
from samfrid.domain.disclosure.rule import GroupRule
from samfrid.domain.measures import Counting, Facts, Median, gather
from samfrid.domain.measures.standard import StandardFamily, StandardMedian
from samfrid.domain.measures.standard.axes import AGE, GENDER, MAN, WOMAN
from samfrid.domain.tables import TOTAL, Dimension, ProtectedTable
from samfrid.domain.wording import Refused, Text

WEIGHTS = {GENDER: {WOMAN: 8.0, MAN: 8.0, TOTAL: 2.0}}
"""How much dearer than others it is to hide women, men, and everybody together: what readers compare."""

ATTACK_SECONDS = 4.0
"""How long each attack may search while somebody waits; the nightly check takes longer."""

Tell = Callable[[Text], None]


class AttackSucceeded(Refused):
    """An attack narrowed a hidden number down: nothing of the family may leave."""


@dataclass(frozen=True, slots=True, eq=False)
class Worked:
    """A family that may be published, and what is to be told of it to those who decide.

    `report` holds numbers only: cells shown and hidden by table, reasons, cost, what proof and attacks said.
    """

    counting: Counting
    protected: ProtectedFamily
    report: Mapping[str, Any]


def rule_of(family: StandardFamily) -> Rule:
    """The rule that a standard family is protected by."""
    return Rule(
        thresholds=family.thresholds,
        groups=tuple(GroupRule(dimension, codes) for dimension, codes in family.sensitive.items()),
    )


def work_out(
    family: StandardFamily,
    facts: Facts,
    places: Dimension,
    half_years: Dimension,
    *,
    folder: Path,
    limits: EngineLimits,
    tell: Tell,
) -> Worked:
    """Count a family, protect it, attack it and check its proof; write tables and proof into `folder`.

    Promise: what is returned has a proof that holds and has withstood every attack.
    Errors:  NotProtectable, AttackSucceeded, NotProven as refusals that say what to do.
    """
    counting = family.counting(places, half_years)
    tell(Text(f"Räknar: {family.topic.sv}", f"Counting: {family.topic.en}"))
    with Warehouse.of(facts, limits) as warehouse:
        counted = warehouse.count_family(counting)
    tell(Text(f"Skyddar: {family.topic.sv}", f"Protecting: {family.topic.en}"))
    counts = rearranged(counted.counts, {AGE, *family.own})
    protected = protect(counts, rule_of(family), weights=WEIGHTS)
    write_family(protected, folder)
    tell(Text(f"Angriper: {family.topic.sv}", f"Attacking: {family.topic.en}"))
    return Worked(counting, protected, _report(protected, folder))


def _report(protected: ProtectedFamily, folder: Path) -> dict[str, Any]:
    saved = read_release(folder)
    verdict = verify.check(saved)
    found = attack.run(saved, seconds=ATTACK_SECONDS)
    if not verdict.holds or not found.found_nothing:
        raise AttackSucceeded(
            Text(
                "Skyddet höll inte för våra egna angrepp. Inget har publicerats. Säg till driften.",
                "The protection did not withstand our own attacks. Nothing was published. Tell those in charge.",
            )
        )
    return {
        "tables": {name: _shown_and_hidden(table) for name, table in protected.tables.items()},
        "cells": dict(protected.protocol["cells"]),
        "primaries": dict(protected.protocol["primaries"]),
        "reasons": dict(Counter(primary.reason for primary in protected.proof.primaries)),
        "cost": protected.protocol["cost"],
        "witnesses": verdict.witnesses,
        "attack": {
            "judged": found.judged,
            "unresolved": found.unresolved + found.unresolved_algebra + found.unresolved_insiders,
            "seconds": round(sum(found.seconds.values()), 1),
        },
    }


def _shown_and_hidden(table: ProtectedTable) -> dict[str, int]:
    hidden = sum(1 for cell in table.cells.values() if not cell.is_shown)
    return {"cells": table.shape.size, "hidden": hidden}


def work_out_median(
    median: StandardMedian, facts: Facts, counts: ProtectedFamily, counting: Counting, limits: EngineLimits
) -> ProtectedTable:
    """Work out the medians that may be shown, where the same groups' counts are shown."""
    shape = counts.shape.table(median.counted_in)
    divisions = [d for d in counting.divisions if d.dimension.name in shape.dimension_names]
    name = median.measure.tables[0]
    asked = gather(name, divisions, tables={name: shape.dimension_names})
    measure = Median(
        name=median.measure.code,
        label=median.measure.name,
        definition=median.measure.definition,
        column=median.column,
    )
    with Warehouse.of(facts, limits) as warehouse:
        found = warehouse.collect_values(measure, asked).values
    persons = RawValues(
        found.family.table(name),
        np.repeat(found.codes, found.persons, axis=0),
        np.repeat(found.values / found.scale, found.persons),
    )
    return protect_means(
        persons,
        unit="days",
        step=median.step,
        statistic="median",
        counted_in=counts.tables[median.counted_in],
    )
