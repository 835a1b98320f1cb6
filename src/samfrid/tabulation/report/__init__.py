"""What the report of a tabulation says: parts built from comparisons and tables, never from anything else."""

from samfrid.tabulation.report.build import Content, Numbers, build_report

__all__ = ["Content", "Numbers", "build_report"]
