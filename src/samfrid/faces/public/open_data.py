"""Published tables as files. What never changes is written once and kept on disk under the release's hash.

A browser may keep a file but asks every time whether it still stands, so that a withdrawal is felt at once.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from samfrid.apps.releases import selectors
from samfrid.apps.releases.models import Release
from samfrid.apps.reports.table_files import FORMATS, table_bytes
from samfrid.domain.wording import Language
from samfrid.ui.downloads import attachment

WRITTEN_AS = 1
"""Grows whenever files are written differently, so that those on disk are written anew."""


def table(request: HttpRequest, release_id: uuid.UUID, name: str, file_format: str) -> HttpResponseBase:
    """Send one table of a release; of a withdrawn release the notice instead."""
    release = selectors.one(release_id)
    if release is None or file_format not in FORMATS:
        raise Http404
    if release.is_withdrawn:
        return render(request, "public/statistics/withdrawn.html", {"release": release}, status=410)
    language = Language.ENGLISH if request.GET.get("lang") == "en" else Language.SWEDISH
    if name not in selectors.opened(release).tables:
        raise Http404
    etag = f'"{release.sha256[:32]}-{WRITTEN_AS}-{name}-{file_format}-{language.value}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return _kept_by_browsers(unchanged, etag)
    content = _content(release, name, file_format, language)
    return _kept_by_browsers(attachment(content, f"{name}.{file_format}"), etag)


def about(request: HttpRequest, release_id: uuid.UUID) -> HttpResponseBase:
    """Send what a release says of itself, for programs: definitions, coverage, hash, tables."""
    release = selectors.one(release_id)
    if release is None:
        raise Http404
    if release.is_withdrawn:
        return render(request, "public/statistics/withdrawn.html", {"release": release}, status=410)
    opened = selectors.opened(release)
    said = {
        "id": str(release.pk),
        "title": {"sv": release.title_sv, "en": release.title_en},
        "publisher": release.organisation.name,
        "published": release.published_at.isoformat(),
        "half_years": list(opened.half_years),
        "sha256": release.sha256,
        "families": dict(opened.families),
        "measures": release.definitions,
        "delivered": release.coverage,
        "tables": {name: list(found.shape.dimension_names) for name, found in opened.tables.items()},
    }
    content = json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1).encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    return _kept_by_browsers(unchanged or attachment(content, "publicering.json"), etag)


def _content(release: Release, name: str, file_format: str, language: Language) -> bytes:
    folder: Path = settings.SAMFRID.var / "data-files" / str(WRITTEN_AS) / release.sha256
    path = folder / f"{name}.{language.value}.{file_format}"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = table_bytes(selectors.opened(release), name, file_format, language)
        _keep(path, content)
        return content


def _keep(path: Path, content: bytes) -> None:
    """Put a file in place whole: whoever reads meanwhile sees all of it or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as beside:
        beside.write(content)
    Path(beside.name).replace(path)


def _kept_by_browsers(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    return response
