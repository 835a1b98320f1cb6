"""What every page knows: whether its data are invented, and its own address in the other language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from samfrid.domain.wording import Language, format_date
from samfrid.ui.words import page_language


def page(request: HttpRequest) -> dict[str, object]:
    """Values for the layouts."""
    english = page_language() is Language.ENGLISH
    path = request.get_full_path()
    return {
        "is_demo": settings.SAMFRID.demo,
        "page_lang": "en" if english else "sv",
        "other_language": "sv" if english else "en",
        "other_language_name": "Svenska" if english else "English",
        "other_language_path": (path.removeprefix("/en") or "/") if english else "/en" + path,
        "printed_at": SimpleLazyObject(_now_in_words),
    }


def _now_in_words() -> str:
    now = timezone.localtime()
    return f"{format_date(now.date(), page_language())} {now:%H.%M}"
