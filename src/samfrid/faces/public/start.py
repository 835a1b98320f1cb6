"""The public start page, and what this is."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from samfrid.apps.documents import selectors as documents
from samfrid.apps.releases import selectors as releases
from samfrid.apps.releases.models import Release
from samfrid.apps.reports.kept import Kept
from samfrid.apps.reports.measure_list import MeasureLine, measure_lines
from samfrid.domain.wording import Language
from samfrid.faces.public.place_addresses import by_county
from samfrid.ui.words import page_language

_MOST_NEWS = 3
_FIRST_LINES: Kept[MeasureLine | None] = Kept(most=8)


def start(request: HttpRequest) -> HttpResponse:
    """Show the ways in, the newest finding and what was published last."""
    published = releases.published()
    news = documents.published().filter(withdrawn_at=None).order_by("-published_at")
    return render(
        request,
        "public/start.html",
        {
            "place_options": _place_options(page_language()),
            "releases": published[:_MOST_NEWS],
            "documents": news[:_MOST_NEWS],
            "finding": _first_finding(published[0]) if published else None,
        },
    )


@cache
def _place_options(language: Language) -> SafeString:
    """Every municipality under its county, drawn once: three hundred rows are half of the page's time."""
    return format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        (
            (
                county.label.into(language),
                format_html_join(
                    "",
                    '<option value="{}">{}</option>',
                    ((place.code, place.short_name) for place in places),
                ),
            )
            for county, places in by_county()
        ),
    )


def about(request: HttpRequest) -> HttpResponse:
    """Tell what this is, what is kept and what is not."""
    return render(request, "public/about.html")


def _first_finding(release: Release) -> MeasureLine | None:
    """What the newest release says first."""
    language = page_language()

    def read() -> MeasureLine | None:
        return next(iter(measure_lines(releases.opened(release), language)), None)

    return _FIRST_LINES.get((release.sha256, language), read)
