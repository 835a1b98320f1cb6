"""Choosing the organisation to work in, for those who are members of several."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.foundation.accounts.roles import ROLES, Role
from samfrid.foundation.organisations.middleware import SESSION_KEY
from samfrid.foundation.organisations.selectors import memberships_of


@require_http_methods(["GET", "POST"])
@staff_view()
def choose(request: StaffRequest) -> HttpResponse:
    """Show the organisations one belongs to; go to work in another."""
    mine = memberships_of(request.membership.user)
    if request.method == "POST":
        chosen = request.POST.get("organisation", "")
        if chosen not in {str(m.organisation_id) for m in mine}:
            raise Http404
        request.session[SESSION_KEY] = str(uuid.UUID(chosen))
        return redirect("staff:home")
    offered = [
        (m.organisation, ROLES[Role(m.role)].name, m.organisation_id == request.membership.organisation_id)
        for m in mine
    ]
    return render(request, "staff/organisation/choose.html", {"offered": offered})
