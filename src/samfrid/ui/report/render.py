"""Fills the report's template and shuts the file with a content policy of its own."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from samfrid.domain.reports import Block, Report, table_of
from samfrid.domain.wording import format_date
from samfrid.ui.report.drawings import inline_drawing
from samfrid.ui.report.phrases import PHRASES
from samfrid.ui.report.stylesheet import stylesheet


def render(report: Report) -> str:
    """Write a report as one HTML file: style, fonts and figures inside, nothing fetched, nothing run.

    Promise: words in the report are shown as they are and never read as markup; the file's own policy allows
             its own styles and fonts and nothing else.
    Errors:  DrawingError when a figure is no SVG or holds something that runs or fetches.
    """
    drawings = {
        figure.name: {
            "wide": inline_drawing(figure.wide_svg, figure.words, prefix=f"f{number}w"),
            "narrow": inline_drawing(figure.narrow_svg, figure.words, prefix=f"f{number}n"),
        }
        for number, figure in enumerate(report.figures, start=1)
    }
    brought = [sheet for pair in drawings.values() for drawing in pair.values() for sheet in drawing.styles]
    styles = list(dict.fromkeys([stylesheet(report), *brought]))
    return _TEMPLATES.get_template("report.html").render(
        report=report,
        date_words=format_date(report.date, report.language),
        drawings=drawings,
        styles=[Markup(sheet) for sheet in styles],  # noqa: S704 - ours, and those of checked drawings
        policy=_policy(styles),
        say={name: text.into(report.language) for name, text in PHRASES.items()},
    )


def _policy(styles: list[str]) -> str:
    hashes = " ".join(f"'sha256-{b64encode(sha256(sheet.encode()).digest()).decode()}'" for sheet in styles)
    return (
        f"default-src 'none'; style-src {hashes}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _kind(block: Block) -> str:
    return type(block).__name__


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.tests["kind"] = lambda block, name: _kind(block) == name
_TEMPLATES.filters["table_of"] = table_of
