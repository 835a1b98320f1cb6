"""Read `[[measures]]`, `[[tables]]` and `[[ways]]`."""

from __future__ import annotations

from samfrid.domain.wording import Text
from samfrid.tabulation.plan.keys import Keys
from samfrid.tabulation.plan.model import BreakPlan, MeasureKind, MeasurePlan, TablePlan, WayPlan


def read_measure(keys: Keys) -> MeasurePlan:
    """Read one measure; a key that its kind does not use is an error."""
    kind = keys.choice("kind", MeasureKind, MeasureKind.SHARE)
    counts_shares = kind in (MeasureKind.SHARE, MeasureKind.RATE)
    is_time = kind is MeasureKind.TIME_BETWEEN
    label = keys.wording("label")
    measure = MeasurePlan(
        name=_name(keys),
        kind=kind,
        label=label,
        numerator=keys.wording("numerator", label),
        denominator=keys.wording("denominator", Text("alla i filen", "everybody in the file")),
        column="" if is_time else keys.text("column"),
        yes=keys.words("yes") if counts_shares else (),
        among=keys.words("among") if kind is MeasureKind.SHARE else (),
        rows=keys.optional_text("rows"),
        trend=keys.optional_text("trend") if kind is MeasureKind.SHARE else None,
        trend_rows=keys.optional_text("trend_rows") if kind is MeasureKind.SHARE else None,
        more_often=keys.optional_wording("more_often") if kind is MeasureKind.SHARE else None,
        per=keys.integer("per", 1000, at_least=1) if kind is MeasureKind.RATE else 1,
        start=keys.text("start") if is_time else "",
        end=keys.text("end") if is_time else "",
        step=1.0 if counts_shares else keys.number("step", 1.0),
        breaks=tuple(_break(item) for item in keys.inners("breaks")) if kind is MeasureKind.SHARE else (),
    )
    if counts_shares and not measure.yes:
        keys.problem("yes", Text("Skriv vilka koder som räknas.", "Write which codes count."))
    if measure.step <= 0:
        keys.problem("step", Text("Steget måste vara större än 0.", "The step must be greater than 0."))
    keys.finish()
    return measure


def _break(keys: Keys) -> BreakPlan:
    found = BreakPlan(keys.text("period"), keys.wording("why"))
    keys.finish()
    return found


def read_table(keys: Keys) -> TablePlan:
    """Read one table of counts."""
    name = _name(keys)
    table = TablePlan(name, keys.wording("label", Text.same(name)), keys.words("dimensions"))
    if not table.dimensions or len(set(table.dimensions)) != len(table.dimensions):
        what = Text("Skriv en eller flera olika kolumner.", "Write one or more different columns.")
        keys.problem("dimensions", what)
    keys.finish()
    return table


def read_way(keys: Keys) -> WayPlan:
    """Read one way through support."""
    name = _name(keys)
    way = WayPlan(name, keys.wording("label", Text.same(name)), keys.words("steps"))
    if len(way.steps) < 2:
        keys.problem("steps", Text("Skriv minst två mått.", "Write at least two measures."))
    keys.finish()
    return way


def _name(keys: Keys) -> str:
    name = keys.text("name")
    if name and not (name.isascii() and name.replace("_", "").isalnum() and name == name.lower()):
        what = Text(
            "Namnet blir filnamn: använd a–z, 0–9 och understreck.",
            "The name becomes a file name: use a–z, 0–9 and underscore.",
        )
        keys.problem("name", what)
    return name
