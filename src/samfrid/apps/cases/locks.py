"""Months that have been delivered. Work goes on; what is written about them afterwards is marked late."""

from __future__ import annotations

from samfrid.apps.cases.models import LockedPeriod


def locked_spans() -> list[tuple[str, str]]:
    """The first and last month of each delivered period of the open organisation."""
    return list(LockedPeriod.objects.values_list("first_month", "last_month"))


def is_locked(*months: str, spans: list[tuple[str, str]] | None = None) -> bool:
    """Whether any of the months lies in a delivered period; blank is no month."""
    known = locked_spans() if spans is None else spans
    return any(first <= month <= last for month in months if month for first, last in known)
