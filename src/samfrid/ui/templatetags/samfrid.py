"""`{% load samfrid %}`: sentences in both languages, values as Swedes and the English write them, and the menu."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from markupsafe import Markup

from samfrid.domain.wording import Language, Text, format_count, format_date, format_number, format_share
from samfrid.ui import navigation
from samfrid.ui.forms import FormProblem, problems_of
from samfrid.ui.words import page_language as _language
from samfrid.ui.words import said as _said

register = template.Library()
_NUMBERS = {
    Language.SWEDISH: (
        "noll",
        "en",
        "två",
        "tre",
        "fyra",
        "fem",
        "sex",
        "sju",
        "åtta",
        "nio",
        "tio",
        "elva",
        "tolv",
    ),
    Language.ENGLISH: (
        *("no", "one", "two", "three", "four", "five", "six"),
        *("seven", "eight", "nine", "ten", "eleven", "twelve"),
    ),
}


@register.simple_tag(name="say")
def say_tag(sv: str, en: str, **values: object) -> SafeString:
    """Say a sentence in the language of the page; `{name}` in it takes the value of that name, escaped."""
    sentence = Text(sv, en).into(_language())
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


@register.simple_tag
def page_language() -> str:
    """The language of the page, as browsers want it."""
    return _language().value


@register.filter
def count(number: int) -> str:
    """A number of things: 12 345."""
    return format_count(number, _language())


@register.filter
def number(value: float, decimals: int = 0) -> str:
    """A number: 12 345,6."""
    return format_number(value, _language(), decimals=decimals)


@register.filter
def share(part: float, decimals: int = 0) -> str:
    """A part of the whole, 0 to 1, in per cent: 74 %."""
    return format_share(part, _language(), decimals=decimals)


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in words: 21 november 2026. A time is told by its day in Sweden."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return format_date(value, _language())


@register.filter
def moment(value: datetime | None) -> str:
    """A point in time in Sweden: 21 november 2026 kl. 14.05."""
    if value is None:
        return ""
    here = timezone.localtime(value) if timezone.is_aware(value) else value
    clock, before = (f"{here:%H:%M}", "at") if _language().value == "en" else (f"{here:%H.%M}", "kl.")
    return f"{format_date(here.date(), _language())} {before}\u00a0{clock}"


@register.simple_tag(takes_context=True)
def menu(context: Context, face: str) -> list[navigation.Shown]:
    """The menu of a face as this reader sees it."""
    request = context.get("request")
    if request is None:
        return []
    actor = getattr(request, "actor", None)
    return navigation.shown(face, request.path, lambda name: actor is not None and actor.may(name))


@register.simple_tag(takes_context=True)
def reader(context: Context, face: str) -> str:
    """Who reads: role and organisation."""
    request = context.get("request")
    return navigation.reader(face, request) if request else ""


@register.simple_tag
def exists(path: str) -> str:
    """The address of a page below the start, in the language of the page, if this process has it; else nothing."""
    address = f"/{path}" if _language() is Language.SWEDISH else f"/{_language().value}/{path}"
    return address if navigation.exists(address) else ""


@register.simple_tag
def problems(form: BaseForm | None) -> list[FormProblem]:
    """What is wrong in a form, for the summary on top of it."""
    return problems_of(form)


@register.simple_tag
def optional_mark(field: BoundField) -> SafeString:
    """Tell that a field may be left empty; silent where one must answer."""
    if field.field.required:
        return SafeString("")
    return format_html(
        ' <span class="sam-muted" data-light>({})</span>', _said(Text("frivilligt", "optional"))
    )


@register.filter
def in_words(number: int) -> str:
    """A number in words up to twelve, with a capital as it opens a sentence: Tre."""
    words = _NUMBERS[_language()]
    return words[number].capitalize() if 0 <= number < len(words) else format_count(number, _language())


@register.filter
def steps_of(of: str | int, done: str | int) -> list[bool]:
    """For each of some steps whether it is done."""
    return [step < int(done) for step in range(int(of))]


@register.simple_tag
def drawing(svg: str, words: str, name: str) -> Markup:
    """A chart or map of ours as part of the page, one image that says `words`; its colours lie in charts.css."""
    return _drawn(svg, words, name)


@lru_cache(maxsize=128)
def _drawn(svg: str, words: str, name: str) -> Markup:
    from samfrid.ui.report.drawings import (
        inline_drawing,
    )  # brings the report's template engine; few pages draw

    return inline_drawing(svg, words, prefix=name).markup
