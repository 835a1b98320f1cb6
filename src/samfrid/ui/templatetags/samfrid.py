"""`{% load samfrid %}`: sentences in both languages, and values formatted as Swedes and the English write them."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from samfrid.domain.wording import Text
from samfrid.ui.words import page_language
from samfrid.ui.words import said as _said

register = template.Library()


@register.simple_tag(name="say")
def say_tag(sv: str, en: str, **values: object) -> SafeString:
    """Say a sentence in the language of the page; `{name}` in it takes the value of that name, escaped."""
    sentence = Text(sv, en).into(page_language())
    if values:
        sentence = sentence.format(
            **{
                name: conditional_escape(value if isinstance(value, (str, SafeString)) else str(value))
                for name, value in values.items()
            }
        )
    return mark_safe(sentence)  # noqa: S308 - written in a template, its values escaped above


@register.filter
def said(text: Text) -> str:
    """Say a `Text` in the language of the page."""
    return _said(text)
