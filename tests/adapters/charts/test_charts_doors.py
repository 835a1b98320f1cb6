"""Who may pass: public figures come from protected tables only, staff figures say that they are secret."""

from __future__ import annotations

import pytest
from charts_examples import GENDER, SHAPE, comparison, county, public_table, raw_table, row
from charts_reading import words_in

from samfrid.adapters.charts import public, staff
from samfrid.adapters.charts.counted import Categories
from samfrid.adapters.charts.model import Caption
from samfrid.domain.tables import Member, RawTable
from samfrid.domain.wording import Language, Text

CAPTION = Caption("asked", Text("Rubrik", "Title"), Text("Mått", "Measure"), Text("Källa", "Source"))
SWEDISH = Language.SWEDISH

DOORS = {
    "dots": lambda door, found: door.dots(found, CAPTION, SWEDISH),
    "way": lambda door, found: door.way(found, CAPTION, SWEDISH),
    "trends": lambda door, found: door.trends({Text.same("Länet"): found}, CAPTION, SWEDISH),
    "spread": lambda door, found: door.spread(found, "men", CAPTION, SWEDISH),
}


@pytest.mark.parametrize("kind", DOORS)
def test_the_public_door_refuses_true_counts(kind):
    with pytest.raises(TypeError, match="ProtectedTable"):
        DOORS[kind](public, county(raw_table()))


@pytest.mark.parametrize("kind", DOORS)
def test_the_staff_door_refuses_what_is_public(kind):
    with pytest.raises(TypeError, match="RawTable"):
        DOORS[kind](staff, county(public_table()))


def test_a_way_refuses_true_counts_in_its_differences_too():
    with pytest.raises(TypeError):
        public.way(county(public_table()), CAPTION, SWEDISH, passed=county(raw_table()))


def test_the_public_door_refuses_a_raw_table_of_counts():
    with pytest.raises(TypeError):
        public.counts(raw_table(), Categories("gender"), CAPTION, SWEDISH)


@pytest.mark.parametrize("kind", DOORS)
@pytest.mark.parametrize(("language", "words"), [("sv", "Får inte spridas"), ("en", "Must not be spread")])
def test_staff_figures_say_in_the_drawing_that_they_are_secret(kind, language, words, monkeypatch):
    monkeypatch.setitem(globals(), "SWEDISH", Language(language))

    figure = DOORS[kind](staff, county(raw_table()))

    for drawing in (figure.wide_svg, figure.narrow_svg):
        assert words_in(drawing)[0].words == words
    assert figure.words.startswith(words)


@pytest.mark.parametrize("kind", DOORS)
def test_public_figures_do_not(kind):
    figure = DOORS[kind](public, county(public_table()))

    assert "Får inte spridas" not in figure.wide_svg + figure.narrow_svg + figure.words


def test_both_doors_draw_the_same():
    shown = public.dots(county(public_table()), CAPTION, SWEDISH)
    secret = staff.dots(county(raw_table()), CAPTION, SWEDISH)

    assert secret.table == shown.table
    assert [w.words for w in words_in(secret.wide_svg)][1:] == [w.words for w in words_in(shown.wide_svg)]


def test_the_words_given_stand_instead_of_those_made():
    caption = Caption("a", CAPTION.title, CAPTION.subtitle, words=Text("Min mening.", "My sentence."))

    figure = public.dots(county(public_table()), caption, SWEDISH)

    assert figure.words == "Min mening."
    assert "<desc" in figure.wide_svg
    assert "Min mening." in figure.wide_svg


def test_the_words_made_tell_the_total_its_counts_and_what_is_not_shown():
    assert public.dots(county(public_table()), CAPTION, SWEDISH).words == (
        "Andel som fick frågan, Hela länet: Kvinnor 74\u00a0% (1\u202f308 av 1\u202f756) och Män 56\u00a0% "
        "(895 av 1\u202f602); skillnad +19 procentenheter, säker skillnad. "
        "I 4 av 14 rader står ett tecken i stället för minst en siffra."
    )


def test_two_drawings_are_made_and_type_is_never_scaled():
    figure = public.dots(county(public_table()), CAPTION, SWEDISH)

    assert 'width="672"' in figure.wide_svg
    assert 'width="328"' in figure.narrow_svg


def test_a_hostile_name_of_a_place_or_a_group_stays_words():
    hostile = "<script>alert(1)</script>\x00&"
    found = comparison(public_table(), [row(hostile, (("women", (1, 2)), (hostile, (1, 2))))])

    figure = public.dots(found, Caption(hostile, Text.same(hostile), Text.same(hostile)), SWEDISH)

    assert "<script" not in figure.wide_svg + figure.narrow_svg


def test_counts_through_the_staff_door_are_the_true_ones():
    table = RawTable(SHAPE, {(Member("gender", "women"),): 3, (Member("gender", "men"),): 1})

    figure = staff.counts(table, Categories("gender"), CAPTION, SWEDISH)

    assert figure.table.rows[1:] == (("Kvinnor", "3"), ("Män", "1"), ("Annat kön", "0"))
    assert GENDER.label.sv == figure.table.header[0]
