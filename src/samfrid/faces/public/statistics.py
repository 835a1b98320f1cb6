"""Open comparisons: the measures with what was found, and a page for each measure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from samfrid.apps.releases import selectors
from samfrid.apps.releases.measures import PublishedMeasure
from samfrid.apps.releases.models import Release
from samfrid.apps.releases.reading import OpenRelease
from samfrid.apps.reports.choices import Choice, offered, read_choice
from samfrid.apps.reports.kept import Kept
from samfrid.apps.reports.measure_list import MeasureLine, measure_lines
from samfrid.apps.reports.measure_page import measure_page
from samfrid.domain.wording import Language
from samfrid.faces.public.figures import drawn
from samfrid.faces.public.place_addresses import by_county
from samfrid.faces.public.publications import Standing, standing
from samfrid.ui.words import page_language

_PAGES: Kept[SafeString] = Kept(most=128)
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
    wanted = request.GET.get("publicering", "")
    release = _chosen(having, wanted)
    if release is None:
        return _gone_or_unknown(request, found, code)
    opened = selectors.opened(release)
    published = opened.measure(code)
    around = _Around(
        release,
        [other for other in having if other != release],
        found.withdrawn_after(release, code),
        is_asked_for=bool(wanted),
    )
    choice = read_choice(opened, published, request.GET.dict())
    main = _PAGES.get(
        (code, choice, page_language(), around.key), lambda: _written(opened, published, choice, around)
    )
    return render(request, "public/statistics/measure.html", {"measure": published, "main": main})


@dataclass(frozen=True, slots=True)
class _Around:
    """The release a page is from, others that have the measure, and one that was withdrawn since."""

    release: Release
    others: list[Release]
    newer_withdrawn: Release | None
    is_asked_for: bool

    @property
    def key(self) -> tuple[object, ...]:
        """What of it can be seen in the page."""
        gone = self.newer_withdrawn.pk if self.newer_withdrawn else None
        return self.release.sha256, tuple(other.pk for other in self.others), gone, self.is_asked_for


def _written(
    release: OpenRelease, published: PublishedMeasure, choice: Choice, around: _Around
) -> SafeString:
    """Write what stands between the menu and the foot: the same for everyone, and as lasting as the release."""
    page = measure_page(release, published, choice, page_language())
    context = {
        "measure": published,
        "page": page,
        "choice": choice,
        "around": around,
        "release": around.release,
        "offered": offered(release, published),
        "dots": drawn(page.dots),
        "area_map": drawn(page.area_map),
        "trend": drawn(page.trend),
        "by_age": drawn(page.by_age),
    }
    return render_to_string("public/statistics/_measure.html", context)


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
