"""Published documents by body and year. A file is saved, never opened inside our pages."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samfrid.apps.documents import selectors
from samfrid.ui.downloads import attachment

ON_A_PAGE = 40


def documents(request: HttpRequest) -> HttpResponse:
    """List documents, newest year first, narrowed by body and year."""
    shelf = selectors.shelf()
    body, year = request.GET.get("organisation", ""), request.GET.get("ar", "")
    chosen_year = int(year) if year.isdecimal() and int(year) in shelf.years else None
    found = selectors.published(body=body if body in dict(shelf.bodies) else "", year=chosen_year)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("sida"))
    kept = request.GET.copy()
    kept.pop("sida", None)
    return render(
        request,
        "public/documents/list.html",
        {"page": page, "shelf": shelf, "body": body, "year": chosen_year, "kept": kept.urlencode()},
    )


def file(request: HttpRequest, document_id: uuid.UUID, name: str) -> HttpResponse:
    """Send a document to be saved; of a withdrawn one, tell why it is gone."""
    found = selectors.document(document_id)
    if found is None or found.file_name != name:
        raise Http404
    content = selectors.content_of(found)
    if content is None:
        return render(request, "public/documents/withdrawn.html", {"document": found}, status=410)
    return attachment(content, found.file_name)
