"""True counts of one table for the reader's own municipalities. Every reading stands in the audit."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samfrid.apps.analysis import told
from samfrid.domain.measures.standard.axes import COUNTY, MUNICIPALITY
from samfrid.domain.tables import Dimension, Member, RawTable
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.statistics.drafts import draft_or_404
from samfrid.foundation.accounts.roles import Permission
from samfrid.ui.words import said, say

_MOST_ROWS = 400


@staff_view(Permission.FIGURES_READ)
@require_safe
def shown(request: StaffRequest, draft: uuid.UUID, table: str) -> HttpResponse:
    """Show the true counts of one table."""
    found = draft_or_404(request, draft)
    figures = told.staff_figures(by=request.actor, draft=found, table=table)
    if figures is None:
        raise Http404
    *rows_by, columns_by = figures.table.shape.dimensions
    context = {
        "draft": found,
        "rows_by": [said(dimension.label) for dimension in rows_by],
        "columns": [said(columns_by.label_of(member)) for member in _members(columns_by)],
        "columns_by": said(columns_by.label),
        "rows": _rows(figures.table),
        "places": figures.places,
    }
    return render(request, "staff/statistics/figures.html", context)


def _rows(table: RawTable) -> list[dict[str, Any]]:
    """A row for each combination of the first dimensions that anybody stands in; the last goes across."""
    *rows_by, columns_by = table.shape.dimensions
    columns = _members(columns_by)
    rows: dict[tuple[Member, ...], dict[str, Any]] = {}
    for *at, _ in table.counts:
        key = tuple(at)
        if key not in rows and all(m in _members(d) for d, m in zip(rows_by, key, strict=True)):
            rows[key] = {
                "names": [_name(d, m) for d, m in zip(rows_by, key, strict=True)],
                "counts": [table.count((*key, column)) for column in columns],
                "is_total": key[0].is_total,
            }
    order = {member: i for dimension in rows_by for i, member in enumerate(dimension.members())}
    kept = sorted(rows, key=lambda key: [order[member] for member in key])
    return [rows[key] for key in kept][:_MOST_ROWS]


def _name(dimension: Dimension, member: Member) -> str:
    """What a row is called; the total of places is not the country but one's own municipalities."""
    if dimension.name in (MUNICIPALITY, COUNTY) and member.is_total:
        return str(say("Era kommuner", "Your municipalities"))
    return said(dimension.label_of(member))


def _members(dimension: Dimension) -> tuple[Member, ...]:
    """The finest members and the total: coarser ones say nothing more of one's own municipalities."""
    if dimension.name == COUNTY:
        return (Member.total(),)
    return (*dimension.members(level=dimension.name), Member.total())
