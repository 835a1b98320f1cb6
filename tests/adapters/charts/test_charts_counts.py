"""Counts by category, and the funnel of chance."""

from __future__ import annotations

import pytest
from charts_examples import GENDER, comparison, county, public_table, row
from charts_reading import elements, outside, overlapping, words_in
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.adapters.charts import public
from samfrid.adapters.charts.counted import Categories, round_axis
from samfrid.adapters.charts.model import Caption, ChartRefused
from samfrid.adapters.charts.style import MEN, OTHER_GENDER, WOMEN
from samfrid.domain.tables import Dimension, Member, ProtectedTable, ShapeError, TableShape
from samfrid.domain.tables.protected import HIDDEN, SEAL, Cell
from samfrid.domain.wording import Language, Text

CAPTION = Caption("kinds", Text("Slag", "Kinds"), Text("Antal", "Number"))
LOOKS = {"women": WOMEN, "men": MEN, "other": OTHER_GENDER}
SWEDISH = Language.SWEDISH

cells = st.one_of(st.integers(0, 100_000).map(Cell.of), st.just(HIDDEN))


def table(by_kind):
    """A table of kind by gender; each kind has one cell for women and one for men."""
    kinds = Dimension("kind", tuple(by_kind), Text("Slag av våld", "Kind of violence"))
    found = {}
    for kind, (women, men) in by_kind.items():
        found[Member("kind", kind), Member("gender", "women")] = women
        found[Member("kind", kind), Member("gender", "men")] = men
        found[Member("kind", kind), Member.total()] = women
    return ProtectedTable(TableShape("kinds", (kinds, GENDER)), found, "family", seal=SEAL)


def both(figure):
    return figure.wide_svg, figure.narrow_svg


def test_a_count_stands_at_its_mark_and_in_the_table():
    figure = public.counts(table({"Hot": (Cell.of(1200), HIDDEN)}), Categories("kind"), CAPTION, SWEDISH)

    assert figure.table.rows[1] == ("Hot", "1\u202f200")
    assert "1\u202f200" in {word.words for word in words_in(figure.wide_svg)}


def test_a_hidden_count_is_hatched_and_tells_no_number():
    told = table({"Hot": (Cell.of(12), HIDDEN)})

    figure = public.counts(told, Categories("kind", groups="gender", looks=LOOKS), CAPTION, SWEDISH)

    assert "Män: dold" in {word.words for word in words_in(figure.wide_svg)}
    assert len(elements(figure.wide_svg, "rect", "hid")) == 1
    assert figure.table.rows[1] == ("Hot", "12", "dold", "0")


@settings(max_examples=settings().max_examples // 2)
@given(st.dictionaries(st.text(max_size=50), st.tuples(cells, cells), min_size=1, max_size=6), st.booleans())
def test_every_shown_count_is_told_and_no_words_meet(by_kind, by_gender):
    told = table(
        {kind: row_cells for kind, row_cells in by_kind.items() if kind != "Total"} or {"a": (HIDDEN,) * 2}
    )
    wanted = Categories("kind", groups="gender" if by_gender else "", looks=LOOKS)

    figure = public.counts(told, wanted, CAPTION, SWEDISH)

    for drawing in both(figure):
        words = {word.words for word in words_in(drawing)}
        numbers = {cell for cells_ in figure.table.rows[1:] for cell in cells_[1:] if cell[:1].isdigit()}
        assert all(any(each == number or each.endswith(f" {number}") for each in words) for number in numbers)
        assert overlapping(drawing) == []
        assert outside(drawing) == []


def test_an_unknown_dimension_is_refused():
    with pytest.raises(ShapeError):
        public.counts(table({"Hot": (HIDDEN, HIDDEN)}), Categories("place"), CAPTION, SWEDISH)


@given(st.floats(0, 1e9))
def test_an_axis_of_counts_always_holds_the_top_in_a_few_round_steps(top):
    end, step = round_axis(top)

    assert top <= end
    assert 2 <= round(end / step) <= 5


def test_the_funnel_names_what_chance_does_not_explain():
    figure = public.spread(county(public_table()), "men", CAPTION, SWEDISH, looks=LOOKS)

    words = {word.words for word in words_in(figure.wide_svg)}
    assert {"Norrköping", "Motala"} <= words
    assert "Linköping" not in words
    assert figure.words.endswith(
        "2 av 9 platser skiljer sig mer än slumpen brukar förklara: Norrköping och Motala."
    )


def test_the_funnel_says_what_it_does_not_draw():
    figure = public.spread(county(public_table()), "men", CAPTION, SWEDISH, looks=LOOKS)

    said = " ".join(word.words for word in words_in(figure.wide_svg))
    assert "Ritas inte: Boxholm (dold), Ydre (dold), Vadstena (saknas) och Ödeshög (ej tillämplig)." in said
    assert len(elements(figure.wide_svg, "path", "mn")) == 9


def test_a_funnel_without_a_total_is_refused():
    found = comparison(public_table(), [row("A", (("women", (1, 2)), ("men", (1, 2))))])

    with pytest.raises(ChartRefused, match="total row"):
        public.spread(found, "men", CAPTION, SWEDISH)


places = st.lists(
    st.tuples(
        st.text(max_size=40), st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=settings().max_examples // 2)
@given(places)
def test_names_in_the_funnel_never_meet(told):
    rows = [row("Alla", (("women", (50, 100)),), is_total=True)]
    rows += [row(f"{place}{name}", (("women", share),)) for place, (name, share) in enumerate(told)]

    figure = public.spread(comparison(public_table(), rows), "women", CAPTION, SWEDISH, looks=LOOKS)

    for drawing in both(figure):
        assert overlapping(drawing) == []
        assert outside(drawing) == []
