"""All addresses: Swedish without prefix, English under /en/. SAMFRID_FACE decides which faces a process shows."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from samfrid.config import health

_FACE = settings.SAMFRID.face


def _shows(face: str) -> bool:
    return _FACE in ("all", face)


_pages: list[URLPattern | URLResolver] = []
if _shows("staff"):
    _pages += [
        path("arbete/", include("samfrid.faces.staff.urls")),
        path("konto/", include("samfrid.foundation.accounts.urls")),
    ]
if _shows("respond"):
    _pages += [path("s/", include("samfrid.faces.respond.urls"))]
if _shows("public"):
    _pages += [path("", include("samfrid.faces.public.urls"))]

urlpatterns: list[URLPattern | URLResolver] = [
    path("halsa", health.alive, name="alive"),
    path("redo", health.ready, name="ready"),
    *i18n_patterns(*_pages, prefix_default_language=False),
]
if _shows("public"):
    urlpatterns += [path("data/", include("samfrid.faces.public.data_urls"))]
