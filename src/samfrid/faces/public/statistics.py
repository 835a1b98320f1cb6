"""Open comparisons: the measures with what was found, and a page for each measure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samfrid.apps.releases import selectors
from samfrid.apps.releases.models import Release
from samfrid.apps.releases.reading import OpenRelease
from samfrid.apps.reports.choices import Choice, Offered, offered, read_choice
from samfrid.apps.reports.kept import Kept
from samfrid.apps.reports.measure_list import MeasureLine, measure_lines
from samfrid.apps.reports.measure_page import MeasurePage, measure_page
from samfrid.domain.wording import Language
from samfrid.faces.public.figures import Drawn, drawn
from samfrid.faces.public.place_addresses import by_county
from samfrid.faces.public.publications import Standing, standing
from samfrid.ui.words import page_language


@dataclass(frozen=True, slots=True)
class _Shown:
    """A measure's page, its figures drawn, and what can be chosen."""

    page: MeasurePage
    dots: Drawn | None
    area_map: Drawn | None
    trend: Drawn | None
    offered: Offered


_PAGES: Kept[_Shown] = Kept(most=96)
_LISTS: Kept[tuple[MeasureLine, ...]] = Kept(most=24)


def measures(request: HttpRequest) -> HttpResponse:
    """List every measure that stands in some release, with what was found."""
    if kod := request.GET.get("kommun"):
        return redirect("public:municipality", code=kod[:4])
    found = standing()
    language = page_language()
    lists = [(release, _lines(release, language)) for release in found.releases]
    return render(
        request,
        "public/statistics/measures.html",
        {"lists": _newest_of_each(lists), "withdrawn": found.withdrawn, "counties": by_county()},
    )


def _lines(release: Release, language: Language) -> tuple[MeasureLine, ...]:
    key = (release.sha256, language)
    return _LISTS.get(key, lambda: measure_lines(selectors.opened(release), language))


def _newest_of_each(
    lists: list[tuple[Release, tuple[MeasureLine, ...]]],
) -> list[tuple[Release, list[MeasureLine]]]:
    """Leave a measure to the newest release that has it."""
    seen: set[str] = set()
    kept = []
    for release, lines in lists:
        fresh = [line for line in lines if line.code not in seen]
        seen |= {line.code for line in fresh}
        if fresh:
            kept.append((release, fresh))
    return kept


def measure(request: HttpRequest, code: str) -> HttpResponse:
    """Show one measure, from the newest release that has it or the one asked for, as the reader chose it."""
    found = standing()
    having = found.with_measure(code)
    release = _chosen(having, request.GET.get("publicering", ""))
    if release is None:
        return _gone_or_unknown(request, found, code)
    opened = selectors.opened(release)
    published = opened.measure(code)
    choice = read_choice(opened, published, request.GET.dict())
    language = page_language()
    shown = _PAGES.get(
        (release.sha256, code, choice, language), lambda: _made(opened, code, choice, language)
    )
    return render(
        request,
        "public/statistics/measure.html",
        {
            "measure": published,
            "release": release,
            "newer_withdrawn": found.withdrawn_after(release, code),
            "others": [other for other in having if other != release],
            "shown": shown,
            "page": shown.page,
            "choice": choice,
            "asked": request.GET,
        },
    )


def _made(release: OpenRelease, code: str, choice: Choice, language: Language) -> _Shown:
    published = release.measure(code)
    page = measure_page(release, published, choice, language)
    return _Shown(
        page, drawn(page.dots), drawn(page.area_map), drawn(page.trend), offered(release, published)
    )


def _chosen(having: list[Release], asked: str) -> Release | None:
    try:
        wanted = uuid.UUID(asked)
    except ValueError:
        return having[0] if having else None
    return next((release for release in having if release.pk == wanted), None)


def _gone_or_unknown(request: HttpRequest, found: Standing, code: str) -> HttpResponse:
    withdrawn = found.withdrawn_with(code)
    if not withdrawn:
        raise Http404
    return render(request, "public/statistics/withdrawn.html", {"release": withdrawn[0]}, status=410)
