"""Everything on one municipality: its figures, whom to call, what has been published; and the same as a report."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samfrid.adapters import pdf
from samfrid.apps.contacts import selectors as contacts
from samfrid.apps.documents import selectors as documents
from samfrid.apps.releases import selectors as releases
from samfrid.apps.releases.models import Release
from samfrid.apps.reports.kept import Kept
from samfrid.apps.reports.municipality import MunicipalityPage, municipality_page
from samfrid.apps.reports.municipality_report import municipality_report
from samfrid.domain.places import Municipality, UnknownPlace, municipality, similar_municipalities
from samfrid.domain.wording import Language
from samfrid.faces.public.figures import Drawn, drawn
from samfrid.faces.public.place_addresses import slug_of
from samfrid.faces.public.publications import standing
from samfrid.ui.downloads import attachment
from samfrid.ui.words import page_language

MOST_DOCUMENTS = 6


@dataclass(frozen=True, slots=True)
class _Shown:
    """The page of a municipality, its figure drawn."""

    page: MunicipalityPage
    trend: Drawn | None


_PAGES: Kept[_Shown] = Kept(most=64)
_REPORTS: Kept[bytes] = Kept(most=24)


def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one municipality from the newest release it delivered to."""
    place = _place(code)
    found = standing()
    release = _release_of(found.releases, place)
    shown = _shown(release, place, page_language()) if release else None
    return render(
        request,
        "public/statistics/municipality.html",
        {
            "place": place,
            "slug": slug_of(place),
            "release": release,
            "page": shown.page if shown else None,
            "rows": list(zip(shown.page.table.rows, shown.page.measure_codes, strict=True)) if shown else [],
            "trend": shown.trend if shown else None,
            "similar": similar_municipalities(place.code),
            "ways": [
                way for way in contacts.for_place(place.code, today=timezone.localdate()) if way.is_local
            ],
            "documents": documents.about_place(place.code)[:MOST_DOCUMENTS],
        },
    )


def report(_request: HttpRequest, code: str) -> HttpResponse:
    """The municipality's report as a PDF that everybody can read."""
    place, language = _place(code), page_language()
    release = _release_of(standing().releases, place)
    if release is None:
        raise Http404
    made = _REPORTS.get(
        (release.sha256, place.code, language),
        lambda: pdf.render(
            municipality_report(releases.opened(release), place, language, invented=settings.SAMFRID.demo)
        ),
    )
    return attachment(made, f"{slug_of(place)}-{release.published_at:%Y-%m-%d}.pdf")


def _place(code: str) -> Municipality:
    try:
        found = municipality(code)
    except UnknownPlace:
        raise Http404 from None
    if found.validity.is_former:
        raise Http404
    return found


def _release_of(standing_now: list[Release], place: Municipality) -> Release | None:
    return next((release for release in standing_now if release.coverage.get(place.code)), None)


def _shown(release: Release, place: Municipality, language: Language) -> _Shown:
    def made() -> _Shown:
        found = municipality_page(releases.opened(release), place, language)
        return _Shown(found, drawn(found.trend))

    return _PAGES.get((release.sha256, place.code, language), made)
