"""What the one-file report promises without a browser: closed, whole, and words are only words."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samfrid.domain.wording import Language
from samfrid.ui.report import render
from samfrid.ui.report.drawings import DrawingError, inline_drawing
from samfrid.ui.report.stylesheet import STATIC

HOSTILE = [
    "</style><script>alert(1)</script>",
    '" onload="alert(1)',
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% raw %} #set $x$ &amp; &#60;",
    "]]> --> <!-- </svg> </title>",
    "å ä ö 😀 كلمة שלום 中",
]
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """The page as its reader's machine sees it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.styles: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        (self.styles if "style" in self.open else self.words).append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of one name."""
        return [attributes for name, attributes in self.elements if name == tag]


def test_there_is_one_heading_of_the_first_order_and_none_is_skipped(report_saying):
    page = Page(render(report_saying("Ord")))

    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.open == []


@pytest.mark.parametrize("language", Language)
def test_the_page_says_its_language(report_saying, language):
    page = Page(render(report_saying("Ord", language=language)))

    assert page.named("html")[0]["lang"] == language.value
    phrase = {"sv": "Visa som tabell", "en": "Show as a table"}[language.value]
    assert phrase in page.words


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_shown_as_they_are_wherever_they_stand(report_saying, text):
    harmless, page = Page(render(report_saying("Ord"))), Page(render(report_saying(text)))

    assert [tag for tag, _ in page.elements] == [tag for tag, _ in harmless.elements]
    names = {name for _, attributes in page.elements for name in attributes}
    assert not any(name.startswith("on") for name in names)
    said = " ".join(page.words)
    assert said.count(text) == " ".join(harmless.words).count("Ord")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(text=st.text(min_size=1, max_size=30).filter(str.strip))
def test_no_words_ever_change_the_structure_of_the_page(report_saying, text):
    harmless, page = Page(render(report_saying("Ord"))), Page(render(report_saying(text)))

    assert [tag for tag, _ in page.elements] == [tag for tag, _ in harmless.elements]


def test_the_policy_allows_the_files_own_style_and_nothing_else(report_saying):
    page = Page(render(report_saying("Ord")))

    policy = next(
        m["content"] for m in page.named("meta") if m.get("http-equiv") == "Content-Security-Policy"
    )
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
        for style in page.styles
    ]
    assert rules == {
        "default-src": ["'none'"],
        "style-src": hashes,
        "font-src": ["data:"],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    assert not any("style" in attributes for _, attributes in page.elements)


def test_nothing_points_outside_the_file(report_saying):
    source = render(report_saying("Ord"))
    page = Page(source)

    assert not page.named("script")
    links = {attributes["href"] for attributes in page.named("a")}
    assert links == {"#content", *(f"#part-{n}" for n in range(1, 7)), "tabeller/a.csv", "b.csv"}
    addresses = set(re.findall(r"https?://[^\s\"'<]+", source))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert all(
        address.startswith(("data:font/woff2;", "#"))
        for address in re.findall(r"url\(\"?([^\")]{1,20})", source)
    )


def test_every_table_has_a_caption_and_every_head_a_scope(report_saying):
    page = Page(render(report_saying("Ord")))

    assert len(page.named("caption")) == len(page.named("table")) == 1 + 6
    assert all(head.get("scope") in {"col", "colgroup", "row"} for head in page.named("th"))


def test_every_figure_is_one_picture_with_words(report_saying):
    page = Page(render(report_saying("Ord")))

    pictures = [svg for svg in page.named("svg") if svg.get("role") == "img"]
    assert len(pictures) == 2 * 2 + 4  # a row holds the narrow drawings only
    assert all(svg["aria-label"] for svg in pictures)
    assert len(page.named("details")) == 6


def test_no_id_stands_twice(report_saying):
    page = Page(render(report_saying("Ord")))

    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    used = {
        found
        for _, a in page.elements
        for value in a.values()
        for found in re.findall(r"url\(#(.+?)\)", value or "")
    }
    assert used
    assert used <= set(ids)


def test_a_report_for_staff_says_so_in_every_part(report_saying):
    words = "Innehåller uppgifter som inte får spridas"
    source = render(report_saying("Ord", staff_only=True))

    for section in source.split("<section")[1:]:
        assert words in section.split("</section>")[0]
    assert words in source.split("<main")[0]
    assert f'@top-left {{ content: "{words}"' in source
    assert words not in render(report_saying("Ord"))


def test_invented_data_is_called_invented_on_screen_and_on_paper(report_saying):
    source = render(report_saying("Ord", demo=True, language=Language.ENGLISH))

    assert "Invented data" in source.split("<main")[0].split("<body")[1]
    assert '@top-left { content: "Invented data"' in source


def test_the_same_report_gives_the_same_page(report_saying):
    assert render(report_saying("Ord")) == render(report_saying("Ord"))


def test_a_short_report_has_no_list_of_contents(report_saying):
    report = report_saying("Ord")

    assert not Page(render(replace(report, parts=report.parts[:3]))).named("nav")


def test_fonts_for_other_scripts_come_only_where_they_are_used(report_saying):
    assert render(report_saying("Ord")).count("@font-face") == 2
    assert render(report_saying("كلمة")).count("@font-face") == 3


def test_the_style_of_the_whole_design_stays_light():
    sheets = b"".join(path.read_bytes() for path in sorted((STATIC / "css").glob("*.css")))

    assert len(gzip.compress(sheets, 9)) < 15_000


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="https://example.org/a.png"/>',
        '<image href="data:image/png;base64,AA"/>',
        '<use href="b.svg#x"/>',
        '<a href="#x"><text>x</text></a>',
        '<rect onload="alert(1)"/>',
        '<rect style="fill:red"/>',
        '<rect fill="url(https://example.org/#x)"/>',
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>.a{fill:url(//example.org/a)}</style>",
        "<foreignObject><p>x</p></foreignObject>",
        '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
        '<animate attributeName="x" to="3"/>',
    ],
)
def test_a_drawing_that_runs_or_fetches_is_refused(drawing_of, inside):
    with pytest.raises(DrawingError):
        inline_drawing(drawing_of(328, inside), "I ord", prefix="f1")


@pytest.mark.parametrize("source", ["", "<svg>", "<p/>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'])
def test_what_is_no_drawing_is_refused(source):
    with pytest.raises(DrawingError):
        inline_drawing(source, "I ord", prefix="f1")
