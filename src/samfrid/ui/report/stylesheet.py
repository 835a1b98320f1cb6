"""The style of a report: the design system's own files in one sheet, with the fonts inside."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

from samfrid.domain.reports import Report
from samfrid.domain.wording import Language

STATIC = Path(__file__).parent.parent / "static"
SHEETS = ("tokens", "base", "layout", "components", "report")
_FACE = re.compile(r"@font-face \{.*?\}\n", re.DOTALL)
_SOURCE = re.compile(r"url\(\"\.\./fonts/([\w-]+\.woff2)\"\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_ARABIC = re.compile("[\u0600-\u06ff]")


def stylesheet(report: Report) -> str:
    """Return the whole style of one report; fonts for other scripts come only where they are used."""
    sheet = _sheet(arabic=bool(_ARABIC.search(repr(report))))
    return f"{sheet} {_paper_edges(report)}"


def _paper_edges(report: Report) -> str:
    """What stands outside the text on every printed page: our own words only, others could end it."""
    before, between = ("Sida", "av") if report.language is Language.SWEDISH else ("Page", "of")
    marks = " \\00b7\\00a0 ".join(report.marks)
    return (
        f'@page {{ @top-left {{ content: "{marks}"; font: 600 8pt Inter, sans-serif; color: #954258; '
        "white-space: nowrap } "
        f'@bottom-right {{ content: "{before} " counter(page) " {between} " counter(pages); '
        "font: 8pt Inter, sans-serif; color: #4f5a62 } }"
    )


@cache
def _sheet(*, arabic: bool) -> str:
    css = "\n".join((STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    fonts = (
        "inter-var.woff2",
        "source-serif-4-var.woff2",
        *(("noto-sans-arabic-var.woff2",) if arabic else ()),
    )
    css = _FACE.sub(lambda face: face.group() if any(name in face.group() for name in fonts) else "", css)
    css = _SPACE.sub(" ", _COMMENT.sub("", css))
    return _SOURCE.sub(lambda source: f'url("{_data_address(source[1])}")', css).strip()


def _data_address(font: str) -> str:
    content = b64encode((STATIC / "fonts" / font).read_bytes()).decode()
    return f"data:font/woff2;base64,{content}"
