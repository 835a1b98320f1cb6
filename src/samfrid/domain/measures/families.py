"""Gather measures and tables into one family, so that what counts the same persons is protected together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samfrid.domain.measures.conditions import EVERYBODY, And, Condition
from samfrid.domain.measures.counting import Counting
from samfrid.domain.measures.definitions import Count, Measure, Rate, Share
from samfrid.domain.measures.divisions import ByAnswer, ByPeriod, Division, answer_dimension
from samfrid.domain.measures.errors import DefinitionRefused
from samfrid.domain.tables import Dimension, TableFamily, TableShape
from samfrid.domain.wording import Place, Problem, Text, closest


def gather(
    name: str,
    divisions: Sequence[Division],
    *,
    measures: Sequence[Measure] = (),
    tables: Mapping[str, Sequence[str]] | None = None,
    population: Condition = EVERYBODY,
    persons: str | None = None,
) -> Counting:
    """Make one counting of all measures and tables of a publication.

    Shape:   a table for each measure, named as it: its groups, its period, and for a share, a rate, or a
             count of fewer than the family's population a dimension named as the measure with the codes yes,
             no and, where it is kept, not_counted. `tables` adds tables by the names of their dimensions; a
             measure may stand there as a dimension too.
    Promise: a dimension is divided in one way in the whole family.
    Errors:  DefinitionRefused for a group, period or dimension that no division has, or a name used twice.
    """
    known = {division.dimension.name: division for division in divisions}
    if len(known) != len(divisions):
        raise _refused(name, Text("Två indelningar har samma namn.", "Two divisions have the same name."))
    wanted: dict[str, tuple[str, ...]] = {}
    for measure in measures:
        if measure.name in wanted or measure.name in known:
            raise _refused(measure.name, Text("Namnet används två gånger.", "The name is used twice."))
        groups = (*measure.groups, *_period(measure, divisions))
        answer = _answer(measure, population)
        if answer is not None:
            known[measure.name] = answer
            groups = (*groups, measure.name)
        wanted[measure.name] = groups
    for table, names in (tables or {}).items():
        if table in wanted:
            raise _refused(table, Text("Namnet används två gånger.", "The name is used twice."))
        wanted[table] = tuple(names)
    shapes = tuple(
        TableShape(table, tuple(_dimension(table, group, known) for group in groups))
        for table, groups in wanted.items()
    )
    family = TableFamily(name, shapes)
    return Counting(family, tuple(known[d.name] for d in family.dimensions), population, persons)


def _answer(measure: Measure, population: Condition) -> ByAnswer | None:
    """The yes/no division of a counted measure; a count of the whole population needs none."""
    apart = measure.population not in (EVERYBODY, population)
    match measure:
        case Share():
            dimension = answer_dimension(measure.name, measure.label, not_counted=measure.keep_not_counted)
            among = And((measure.population, measure.among)) if apart else measure.among
            return ByAnswer(dimension, measure.numerator, among)
        case Rate():
            dimension = answer_dimension(measure.name, measure.label, not_counted=True)
            return ByAnswer(dimension, measure.numerator, measure.population)
        case Count() if apart:
            dimension = answer_dimension(measure.name, measure.label, not_counted=True)
            return ByAnswer(dimension, measure.population)
        case _:
            return None


def _period(measure: Measure, divisions: Sequence[Division]) -> tuple[str, ...]:
    """The dimension of a measure's period, found by its column and step."""
    period = measure.period
    if period is None:
        return ()
    for division in divisions:
        if isinstance(division, ByPeriod) and (division.column, division.step) == (
            period.column,
            period.step,
        ):
            return (division.dimension.name,)
    what = Text("Måttets period har ingen indelning.", "The measure's period has no division.")
    raise _refused(measure.name, what)


def _dimension(table: str, name: str, known: Mapping[str, Division]) -> Dimension:
    if name not in known:
        what = Text(f"Indelningen ”{name}” finns inte.", f"There is no dimension “{name}”.")
        raise _refused(table, what + closest(name, known))
    return known[name].dimension


def _refused(field: str, what: Text) -> DefinitionRefused:
    return DefinitionRefused(Problem(what, Place(field=field)))
