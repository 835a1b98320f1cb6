"""Templates as the tests of the house look at them: what they say, in which attributes, and what they extend."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from architecture_sources import SOURCE, told

_NOT_PAGES = SOURCE / "ui" / "report"  # the one-file report has an engine, words and tests of its own
_COMMENTS = re.compile(r"\{#.*?#\}|\{%\s*comment\s.*?%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.DOTALL)
_COMMENTS_PLAIN = re.compile(r"\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)
_TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_ATTRIBUTE_BLOCKS = re.compile(r"\{%\s*block \w*attributes\s*%\}.*?\{%\s*endblock\s*%\}", re.DOTALL)
_SAY = re.compile(r"\{%\s*say\s+(?P<rest>.*?)%\}", re.DOTALL)
_LITERAL = re.compile(r"""\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_EXTENDS = re.compile(r"""\{%\s*extends\s+["']([^"']+)["']\s*%\}""")
SPOKEN = frozenset(
    {"alt", "aria-label", "aria-description", "kicker", "label", "nothing", "placeholder", "source", "step"}
    | {"submit", "subtitle", "title"}
)


@dataclass(frozen=True, slots=True)
class Saying:
    """One `{% say %}`: what stands where the Swedish and the English should."""

    swedish: str | None
    english: str | None


@dataclass(slots=True)
class Found:
    """What is left of a template when its tags are taken away."""

    texts: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    elements: list[str] = field(default_factory=list)


@cache
def templates() -> dict[str, Path]:
    """Every template of the web, by the name it is asked for by."""
    found = {}
    for folder in sorted(SOURCE.rglob("templates")):
        if not folder.is_relative_to(_NOT_PAGES):
            found |= {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    return found


def bare(source: str) -> str:
    """A template without its comments."""
    return _COMMENTS.sub("", _COMMENTS_PLAIN.sub("", source))


def found_in(source: str) -> Found:
    """What a template itself says and holds, apart from its tags and variables."""
    reader = _Reader()
    reader.feed(_TAGS.sub("", _ATTRIBUTE_BLOCKS.sub("", bare(source))))
    reader.close()
    return reader.found


def sayings(source: str) -> list[Saying]:
    """Every sentence of a template."""
    found = []
    for match in _SAY.finditer(bare(source)):
        first = _LITERAL.match(match["rest"])
        second = _LITERAL.match(match["rest"], first.end()) if first else None
        found.append(Saying(_text(first), _text(second)))
    return found


def extended(name: str) -> str | None:
    """What a template extends."""
    match = _EXTENDS.search(bare(templates()[name].read_text("utf-8")))
    return match[1] if match else None


def chain(name: str) -> list[str]:
    """A template, what it extends, what that extends, and so on; a name that is not ours ends it."""
    names = [name]
    while names[-1] in templates() and (above := extended(names[-1])):
        names.append(above)
    return names


def told_of(name: str) -> str:
    """A template as it is told: from the root of the checkout."""
    return told(templates()[name])


def _text(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    return match["double"] if match["double"] is not None else match["single"]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Found()
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.elements.append(tag)
        self.found.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in ("script", "style"):
            self._inside = tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.elements.append(tag)
        self.found.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = None

    def handle_data(self, data: str) -> None:
        (self.found.scripts if self._inside else self.found.texts).append(data)
