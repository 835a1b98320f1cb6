"""What every page knows: whether its data are invented, and its own address in the other language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from samfrid.domain.wording import Language
from samfrid.ui.words import page_language


def page(request: HttpRequest) -> dict[str, object]:
    """Values for the layouts."""
    path = request.path
    english = page_language() is Language.ENGLISH
    other = (path.removeprefix("/en") or "/") if english else "/en" + path
    return {
        "is_demo": settings.SAMFRID.demo,
        "page_lang": "en" if english else "sv",
        "other_language_path": other,
    }
