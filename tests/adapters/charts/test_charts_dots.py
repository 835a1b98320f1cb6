"""Dots with intervals and the way through support: what is shown, and that nothing runs into anything."""

from __future__ import annotations

from itertools import pairwise

import pytest
from charts_examples import COUNTY_NOTES, comparison, county, public_table, row
from charts_reading import elements, outside, overlapping, words_in
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.adapters.charts import public
from samfrid.adapters.charts.model import Axis, Caption, ChartRefused
from samfrid.adapters.charts.style import MEN, OTHER_GENDER, WOMEN
from samfrid.domain.tables import Sign
from samfrid.domain.wording import Language, Text

LOOKS = {"women": WOMEN, "men": MEN, "other": OTHER_GENDER}
CAPTION = Caption("asked", Text("Fler får frågan", "More are asked"), Text("Andel", "Share"))
CODES = ("women", "men", "other", "trans", "unknown")

signs = st.sampled_from([Sign.HIDDEN, Sign.MISSING, Sign.NOT_APPLICABLE])
counts = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
names = st.text(st.characters(exclude_categories=("Cs",)), max_size=90)


@st.composite
def comparisons(draw, *, names=names):
    codes = CODES[: draw(st.integers(1, len(CODES)))]
    codes = tuple(draw(st.sampled_from((code, f"{code} {draw(names)}"))) for code in codes)
    rows = draw(
        st.lists(st.lists(counts | signs, min_size=len(codes), max_size=len(codes)), min_size=1, max_size=6)
    )
    labels = [f"{place} {draw(names)}" for place in range(len(rows))]
    return comparison(
        public_table(),
        [
            row(label, tuple(zip(codes, told, strict=True)), is_total=place == 0)
            for place, (label, told) in enumerate(zip(labels, rows, strict=True))
        ],
    )


def dots(found, language=Language.SWEDISH, **given_):
    return public.dots(found, CAPTION, language, looks=LOOKS, **given_)


def both(figure):
    return figure.wide_svg, figure.narrow_svg


@given(comparisons(), st.sampled_from(Language))
def test_words_never_run_into_each_other_nor_out_of_the_drawing(found, language):
    for drawing in both(dots(found, language)):
        assert overlapping(drawing) == []
        assert outside(drawing) == []


@given(comparisons(names=st.just("plats")))
def test_a_sign_draws_no_mark_and_hidden_always_has_its_hatching_and_its_word(found):
    estimates = [group.estimate for each in found.rows for group in each.groups]
    shown = sum(not isinstance(estimate, Sign) for estimate in estimates)

    for drawing in both(dots(found)):
        hatched = elements(drawing, "rect", "hid")
        told = [word for word in words_in(drawing) if word.words.endswith("dold")]
        in_rows = sum(
            1
            if {g.estimate for g in each.groups} == {Sign.HIDDEN}
            else sum(g.estimate is Sign.HIDDEN for g in each.groups)
            for each in found.rows
        )
        assert len(elements(drawing, "path", "iv")) == shown
        assert len(hatched) == len(told) == in_rows
        assert all(not any(character.isdigit() for character in word.words) for word in told)


def test_each_difference_stands_beside_how_sure_it_is():
    figure = dots(county(public_table()), notes=COUNTY_NOTES)

    words = [word.words for word in words_in(figure.wide_svg)]
    assert (
        words[words.index("säker skillnad") + 1] == "+19" or words[words.index("säker skillnad") - 1] == "+19"
    )
    assert "+19, säker skillnad" in [word.words for word in words_in(figure.narrow_svg)]


def test_only_a_certain_difference_is_bold():
    words = words_in(dots(county(public_table())).wide_svg)

    assert {word.words for word in words if "b" in word.look} >= {"+19", "+21", "+22"}
    assert "b" not in next(word.look for word in words if word.words == "+13")


def test_missing_and_not_applicable_say_so_and_why():
    words = {word.words for word in words_in(dots(county(public_table()), notes=COUNTY_NOTES).wide_svg)}

    assert "saknas: kommunen har inte lämnat uppgifter" in words
    assert "ej tillämplig: ingen insats under året" in words


def test_the_total_stands_first_in_bold():
    found = county(public_table())
    turned = comparison(public_table(), found.rows[::-1])

    figure = dots(turned)

    first = next(word for word in words_in(figure.wide_svg) if word.words in {r.label.sv for r in found.rows})
    assert first.words == figure.table.rows[0][0] == "Hela länet"
    assert "b" in first.look


def test_the_drawing_and_the_table_tell_the_same_differences():
    figure = dots(county(public_table()))

    in_table = [cells[-2].split(" ")[0] for cells in figure.table.rows if cells[-2] != "–"]
    drawn = [word.words for word in words_in(figure.wide_svg) if word.words[:1] in "+−"]
    assert drawn == in_table


def test_marks_stand_where_their_shares_are():
    figure = dots(comparison(public_table(), [row("A", (("women", (50, 100)), ("men", (25, 100))))]))

    half = float(elements(figure.wide_svg, "circle", "k")[0].get("cx"))
    lines = {word.words: (word.box.left + word.box.right) / 2 for word in words_in(figure.wide_svg)}
    assert half == pytest.approx(lines["50\u00a0%"], abs=0.1)


def test_the_table_writes_signs_and_numbers_out():
    rows = {cells[0]: cells for cells in dots(county(public_table())).table.rows}

    assert rows["Hela länet"][1:3] == ("74\u00a0%", "1\u202f308 av 1\u202f756")
    assert rows["Ydre"][1:5] == ("dold",) * 4
    assert rows["Ödeshög"][1] == "ej tillämplig"


def test_english_readers_get_english_numbers():
    figure = dots(county(public_table()), Language.ENGLISH)

    assert figure.table.rows[0][1:3] == ("74%", "1,308 of 1,756")
    assert "100%" in {word.words for word in words_in(figure.wide_svg)}


def test_an_axis_that_does_not_start_at_nought_says_so():
    figure = dots(county(public_table()), axis=Axis(0.25, 1.0, 0.25))

    for drawing in both(figure):
        assert "Axeln börjar vid 25\u00a0%." in {word.words for word in words_in(drawing)}
        assert not elements(drawing, "path", "zero")


def test_a_share_the_axis_does_not_hold_is_refused_in_words():
    with pytest.raises(ChartRefused) as refused:
        dots(county(public_table()), axis=Axis(0.6, 1.0, 0.1))

    assert "Välj en längre axel" in refused.value.into(Language.SWEDISH)


def test_more_groups_than_shapes_are_refused_in_words():
    groups = tuple((f"grupp {n}", (5, 10)) for n in range(9))

    with pytest.raises(ChartRefused, match="fewer groups"):
        dots(comparison(public_table(), [row("A", groups)]))


@pytest.mark.parametrize("count", range(1, 11))
def test_every_group_has_a_mark_of_its_own(count):
    codes = ("women", "men", "other", *(f"grupp {n}" for n in range(count)))[:count]
    found = comparison(public_table(), [row("A", tuple((code, (5, 10)) for code in codes))])

    figure = dots(found)

    assert len(elements(figure.wide_svg, "path", "iv")) == count
    assert all(any(word.words.startswith(label) for word in words_in(figure.wide_svg)) for label in codes[3:])


STEPS = (("Behöver stöd", 520, 480), ("Fick frågan", 406, 274), ("Började", 265, 158))


def way(hidden=()):
    told = {(name, who): n for name, w, m in STEPS for who, n in (("women", w), ("men", m))}
    told |= dict.fromkeys(hidden, Sign.HIDDEN)

    def of(name, who, below):
        above = told[name, who]
        return Sign.HIDDEN if Sign.HIDDEN in (above, below) else (above, below)

    reached = [row(n, (("women", of(n, "women", 520)), ("men", of(n, "men", 480)))) for n, _, _ in STEPS]
    passed = [
        row(n, tuple((who, of(n, who, told[before[0], who])) for who in ("women", "men")))
        for before, (n, _, _) in pairwise(STEPS)
    ]
    return public.way(
        comparison(public_table(), reached, "Steg"),
        CAPTION,
        Language.SWEDISH,
        passed=comparison(public_table(), passed, "Steg"),
        looks=LOOKS,
    )


def test_a_way_tells_who_needs_support_and_who_reaches_each_step():
    for drawing in both(way()):
        words = {word.words for word in words_in(drawing)}
        assert {"Kvinnor 520", "Män 480", "78", "57", "51", "33"} <= words
        assert overlapping(drawing) == outside(drawing) == []


def test_differences_on_a_way_are_those_of_the_step_itself():
    rows = {cells[0]: cells for cells in way().table.rows}

    assert rows["Behöver stöd"][-2:] == ("–", "–")
    assert rows["Började"][-2].startswith("+8 ")


def test_a_hidden_step_cuts_the_line_of_its_group():
    whole = elements(way().wide_svg, "path", "faint")
    cut = elements(way(hidden=[("Fick frågan", "men")]).wide_svg, "path", "faint")

    assert len(whole) == 2
    assert len(cut) == 1


@settings(max_examples=settings().max_examples // 2)
@given(comparisons())
def test_no_way_lets_words_run_into_each_other(found):
    figure = public.way(found, CAPTION, Language.SWEDISH, passed=found, looks=LOOKS)

    for drawing in both(figure):
        assert overlapping(drawing) == []
        assert outside(drawing) == []
