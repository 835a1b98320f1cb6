"""The plan of a tabulation: one TOML file, read once and refused whole when anything in it is unclear."""

from samfrid.tabulation.plan.model import (
    Category,
    CoarserColumn,
    ColumnKind,
    ColumnPlan,
    MeasureKind,
    MeasurePlan,
    Plan,
    TablePlan,
)
from samfrid.tabulation.plan.read import PlanRefused, load_plan, parse_plan

__all__ = [
    "Category",
    "CoarserColumn",
    "ColumnKind",
    "ColumnPlan",
    "MeasureKind",
    "MeasurePlan",
    "Plan",
    "PlanRefused",
    "TablePlan",
    "load_plan",
    "parse_plan",
]
