"""The first page after sign-in: what is next."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samfrid.faces.staff.access import StaffRequest, staff_view


@staff_view()
def home(request: StaffRequest) -> HttpResponse:
    """Show what is next for this person."""
    return render(request, "staff/home.html")
