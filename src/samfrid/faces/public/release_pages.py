"""What a release is: definitions, method, hash, when its proof was verified, and its files."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samfrid.apps.releases import selectors
from samfrid.apps.reports.kept import Kept
from samfrid.apps.reports.table_files import table_title
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.roles import ROLES, Role

_TITLES: Kept[tuple[tuple[str, Text], ...]] = Kept(most=24)


def release(request: HttpRequest, release_id: uuid.UUID) -> HttpResponse:
    """Show a release; of a withdrawn one only that it is, and why."""
    found = selectors.one(release_id)
    if found is None:
        raise Http404
    if found.is_withdrawn:
        return render(request, "public/statistics/withdrawn.html", {"release": found}, status=410)
    opened = selectors.opened(found)
    tables = _TITLES.get(
        found.sha256, lambda: tuple((name, table_title(opened, name)) for name in opened.tables)
    )
    return render(
        request,
        "public/statistics/release.html",
        {
            "release": found,
            "measures": opened.measures,
            "tables": tables,
            "families": opened.families,
            "delivered": sum(1 for half_years in opened.coverage.values() if half_years),
            "municipalities": len(opened.places.codes),
            "prepared_by": ROLES[Role(found.prepared_by)].name,
            "approved_by": ROLES[Role(found.approved_by)].name,
        },
    )
