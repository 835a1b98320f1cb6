"""What anyone may rely on in every drawing: well-formed, harmless, self-contained, light and dark."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from charts_reading import elements, root
from hypothesis import given
from hypothesis import strategies as st

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.style import style_sheet
from samfrid.adapters.charts.svg import DrawingError, Frame
from samfrid.adapters.charts.type_widths import width_of, wrapped
from samfrid.domain.wording import Language

anything = st.text(st.characters(), max_size=40)


def drawn(words: str, name: str = "figure") -> str:
    frame = Frame(name, words, words, Language.SWEDISH, svg.WIDE, 100)
    return svg.drawing(frame, [svg.text(0, 20, words, "b")])


@given(anything, anything)
def test_no_words_can_break_a_drawing_or_add_to_it(words, name):
    found = root(drawn(words, name))

    tags = {element.tag.split("}")[1] for element in found.iter()}
    assert tags == {"svg", "style", "title", "desc", "defs", "pattern", "path", "text"}


@pytest.mark.parametrize(
    "words", ["\ud800", "a\x00b\x1b", "\ufffe", "]]>", "\u202eabc", "<script>&amp;</script>"]
)
def test_hostile_words_stay_words(words):
    drawing = drawn(words)

    ET.fromstring(drawing.encode())  # noqa: S314 - our own drawing, read back
    assert "<script" not in drawing
    assert "\u202e" not in drawing


def test_a_drawing_fetches_nothing_and_runs_nothing():
    drawing = drawn("ord")

    assert set(re.findall(r"https?://[^\"']+", drawing)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<script|\son\w+=|@import|href|url\((?!#)", drawing)


def test_a_screen_reader_meets_the_title_and_the_description():
    found = root(drawn("Fler får frågan", "Första figuren"))

    named = found.get("aria-labelledby").split()
    texts = {e.get("id"): e.text for e in found.iter() if e.get("id")}
    assert found.get("role") == "img"
    assert [texts[name] for name in named] == ["Fler får frågan", "Fler får frågan"]


def test_figures_on_one_page_never_share_an_id():
    both = [drawn("a", "asked"), drawn("a", "answered")]

    ids = [e.get("id") for drawing in both for e in root(drawing).iter() if e.get("id")]
    assert len(set(ids)) == len(ids)


def test_the_style_knows_dark_paper_and_paper_without_variables():
    plain = style_sheet().split("@media")[0]

    assert "prefers-color-scheme:dark" in style_sheet()
    assert "var(" not in style_sheet()
    assert ".sf-halo{stroke:#ffffff}" in plain


def test_hatching_is_found_by_the_name_that_asked_for_it():
    frame = Frame("Åtgärder 2025", "t", "d", Language.SWEDISH, svg.NARROW, 50)
    fill = svg.hatching("Åtgärder 2025", svg.NARROW)

    drawing = svg.drawing(frame, [svg.rect(0, 0, 9, 9, "hid", fill=fill)])

    assert fill == f"url(#{elements(drawing, 'pattern')[0].get('id')})"


def test_a_number_that_is_not_finite_is_refused():
    with pytest.raises(DrawingError):
        svg.circle(float("nan"), 0, 1, "k")


def test_a_class_the_style_lacks_is_refused():
    with pytest.raises(DrawingError):
        svg.text(0, 0, "ord", "bold")


@given(st.floats(-1e6, 1e6))
def test_coordinates_keep_their_place_and_stay_short(value):
    written = svg.number(value)

    assert abs(float(written) - value) <= 0.006
    assert len(written.split(".")[-1]) <= 2 or "." not in written


@given(anything, st.integers(20, 300))
def test_wrapped_words_always_fit_and_nothing_is_lost(words, room):
    lines = wrapped(words, room, 14)

    assert all(width_of(line, 14) <= room or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())
