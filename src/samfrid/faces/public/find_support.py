"""Find support: choose a place, get the ways at once. No cookie, no script, nothing about who asks is kept."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from samfrid.adapters import pdf
from samfrid.apps.contacts import selectors
from samfrid.apps.reports.contact_sheet import contact_sheet
from samfrid.apps.reports.kept import Kept
from samfrid.domain.places import municipality
from samfrid.domain.places.model import UnknownPlace
from samfrid.faces.public.place_addresses import by_county, place_at, slug_of
from samfrid.ui.words import page_language

_SHEETS: Kept[bytes] = Kept(most=64)


def choose(request: HttpRequest) -> HttpResponseBase:
    """Choose a municipality; the lines of the whole country stand below."""
    if chosen := request.GET.get("kommun"):
        try:
            return redirect("public:support_place", slug=slug_of(municipality(chosen[:4])))
        except UnknownPlace:
            pass
    ways = selectors.for_place("", today=timezone.localdate())
    return render(request, "public/support/choose.html", {"ways": ways, "counties": by_county()})


def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the ways of one municipality, 112 first."""
    found = place_at(slug)
    ways = selectors.for_place(found.code, today=timezone.localdate())
    return render(
        request,
        "public/support/place.html",
        {
            "place": found,
            "slug": slug,
            "local": [way for way in ways if way.is_local],
            "national": [way for way in ways if not way.is_local],
        },
    )


def sheet(_request: HttpRequest, slug: str) -> HttpResponse:
    """The contact sheet of one municipality as a PDF; its name and title say nothing of what it is about."""
    found, today, language = place_at(slug), timezone.localdate(), page_language()
    ways = selectors.for_place(found.code, today=today)
    made = _SHEETS.get(
        (found.code, language, ways, today),
        lambda: pdf.render(
            contact_sheet(found.label, ways, language, today=today, invented=settings.SAMFRID.demo)
        ),
    )
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="blad.pdf"'},
    )
