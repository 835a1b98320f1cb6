"""Sentences of the sign-in pages in both languages. This floor may not reach the design system's own `say`."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import get_language

from samfrid.domain.wording import Language, Text


def into_page_language(text: Text) -> str:
    """Say a sentence in the language of the page; Swedish unless English is asked for."""
    return text.into(Language.ENGLISH if (get_language() or "sv").startswith("en") else Language.SWEDISH)


def _say(sv: str, en: str) -> str:
    return into_page_language(Text(sv, en))


say = lazy(_say, str)
