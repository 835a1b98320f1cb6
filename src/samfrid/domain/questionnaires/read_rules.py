"""Reading what stands beside the items: time frames, constraints, scores, marks, outcomes and help."""

from __future__ import annotations

from samfrid.domain.questionnaires.conditions import AllOf, Condition
from samfrid.domain.questionnaires.model import (
    Constraint,
    CutOff,
    Help,
    Mark,
    Outcome,
    Score,
    ScoreKind,
    TimeFrame,
)
from samfrid.domain.questionnaires.read_conditions import read_condition
from samfrid.domain.questionnaires.table import Table


def read_time_frame(table: Table) -> TimeFrame:
    frame = TimeFrame(table.code(), table.words("words"), table.whole("months"))
    table.close()
    return frame


def condition(table: Table, key: str, *, needed: bool = True) -> Condition | None:
    inside = table.table(key, needed=needed)
    return read_condition(inside) if inside is not None else None


def read_constraint(table: Table) -> Constraint:
    constraint = Constraint(table.code(), condition(table, "must") or AllOf(()), table.words("message"))
    table.close()
    return constraint


def read_score(table: Table) -> Score:
    items = table.codes("items", needed=True)
    score = Score(
        code=table.code(),
        words=table.words("words"),
        items=items,
        kind=table.one_of("kind", ScoreKind) or ScoreKind.SUM,
        least_answered=table.whole("least_answered", otherwise=len(items)) or 0,
        reversed_items=table.codes("reversed_items"),
        cut_offs=tuple(_cut_off(one) for one in table.tables("cut_offs")),
    )
    table.close()
    return score


def _cut_off(table: Table) -> CutOff:
    cut_off = CutOff(table.needed_decimal("at_least"), table.code(), table.words("words"))
    table.close()
    return cut_off


def read_mark(table: Table) -> Mark:
    mark = Mark(
        code=table.code(),
        words=table.words("words"),
        short=table.words("short"),
        when=condition(table, "when") or AllOf(()),
        needs=table.codes("needs"),
    )
    table.close()
    return mark


def read_outcome(table: Table) -> Outcome:
    outcome = Outcome(table.code(), table.words("words"), table.codes("any_of"), table.codes("none_of"))
    table.close()
    return outcome


def read_help(table: Table) -> Help:
    one = Help(
        code=table.code(),
        words=table.words("words"),
        when=condition(table, "when") or AllOf(()),
        phone=table.text("phone", needed=False),
    )
    table.close()
    return one
