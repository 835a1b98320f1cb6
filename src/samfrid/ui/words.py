"""Sentences of the web in both languages, chosen by the language of the page (ADR 0011)."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import get_language

from samfrid.domain.wording import Language, Text


def page_language() -> Language:
    """The language of the page being made; Swedish unless English is asked for."""
    return Language.ENGLISH if (get_language() or "sv").startswith("en") else Language.SWEDISH


def said(text: Text) -> str:
    """Say a sentence in the language of the page."""
    return text.into(page_language())


def _say(sv: str, en: str) -> str:
    return Text(sv, en).into(page_language())


say = lazy(_say, str)
