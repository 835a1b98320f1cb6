"""Lines over time: cut at breaks, open at gaps, and never over words."""

from __future__ import annotations

import pytest
from charts_examples import comparison, public_table, row
from charts_reading import elements, outside, overlapping, words_in
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.adapters.charts import public
from samfrid.adapters.charts.model import Break, Caption, ChartRefused
from samfrid.adapters.charts.style import MEN, WOMEN
from samfrid.domain.tables import Sign
from samfrid.domain.wording import Language, Text

CAPTION = Caption("trend", Text("Fler får frågan", "More are asked"), Text("Andel", "Share"))
LOOKS = {"women": WOMEN, "men": MEN}
NEW_FORM = Text("nytt formulär", "new form")
CODES = ("women", "men", "other", "trans", "unknown")

signs = st.sampled_from([Sign.HIDDEN, Sign.MISSING, Sign.NOT_APPLICABLE])
counts = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def years(*told, codes=CODES, part=""):
    """A comparison of one year a row, or of a part of it; each year has one entry a group."""
    rows = [
        row(f"{2021 + i}{part}", tuple(zip(codes, groups, strict=False))) for i, groups in enumerate(told)
    ]
    return comparison(public_table(), rows, "År")


FIVE = years(*[((50 + 3 * i, 100), (40 + 2 * i, 100)) for i in range(5)])


def trends(*panels, breaks=(), **given_):
    named = {Text.same(f"Plats {i}"): found for i, found in enumerate(panels)}
    return public.trends(named, CAPTION, Language.SWEDISH, breaks=breaks, looks=LOOKS, **given_)


def both(figure):
    return figure.wide_svg, figure.narrow_svg


@pytest.mark.parametrize("panels", [1, 3])
def test_no_line_crosses_a_break(panels):
    whole = trends(*[FIVE] * panels)
    cut = trends(*[FIVE] * panels, breaks=[Break("2022", NEW_FORM)])

    for before, after in zip(both(whole), both(cut), strict=True):
        assert len(elements(before, "path", "ln")) == 2 * panels
        assert len(elements(after, "path", "ln")) == 4 * panels
        assert len(elements(after, "path", "bnd")) == 4 * panels


@pytest.mark.parametrize("panels", [1, 3])
def test_a_break_is_a_dotted_line_with_its_reason(panels):
    for drawing in both(trends(*[FIVE] * panels, breaks=[Break("2022", NEW_FORM)])):
        assert len(elements(drawing, "path", "brk")) == (1 if panels == 1 else panels + 1)
        assert [w for w in words_in(drawing) if "nytt formulär" in w.words and "brkt" in w.look]


@pytest.mark.parametrize("sign", [Sign.HIDDEN, Sign.MISSING, Sign.NOT_APPLICABLE])
def test_a_period_without_a_number_is_a_gap_told_in_words(sign):
    gap = years(((5, 10), (4, 10)), (sign, sign), ((5, 10), (4, 10)), ((6, 10), (5, 10)))

    for drawing in both(trends(gap)):
        assert len(elements(drawing, "path", "ln")) == 2
        assert len(elements(drawing, "rect", "hid")) == (sign is Sign.HIDDEN)
        assert f"2022: {sign.word.sv}" in {word.words for word in words_in(drawing)}


def test_one_hidden_group_is_named_and_the_other_stays():
    found = years(((5, 10), (4, 10)), ((5, 10), Sign.HIDDEN), ((5, 10), (4, 10)))

    drawing = trends(found).wide_svg

    assert "2022: Män dold" in {word.words for word in words_in(drawing)}
    assert len(elements(drawing, "path", "ln")) == 1


def test_a_period_that_a_panel_lacks_is_missing_there():
    short = years(*[((5, 10), (4, 10))] * 3)

    figure = trends(FIVE, short)

    assert "2024, 2025: saknas" in {word.words for word in words_in(figure.wide_svg)}


def test_the_last_values_stand_at_the_ends_and_in_the_table():
    figure = trends(FIVE)

    assert {"Kvinnor 62\u00a0%", "Män 48\u00a0%"} <= {word.words for word in words_in(figure.wide_svg)}
    assert figure.table.rows[-1][1:5] == ("62\u00a0%", "62 av 100", "48\u00a0%", "48 av 100")


def test_several_panels_share_a_table_with_the_place_first():
    figure = trends(FIVE, FIVE)

    assert figure.table.header[0] == "Serie"
    assert [cells[0] for cells in figure.table.rows] == ["Plats 0"] * 5 + ["Plats 1"] * 5


def test_the_words_compare_nothing_across_a_break():
    words = trends(FIVE, breaks=[Break("2022", NEW_FORM)]).words

    assert "Efter 2022 kan siffrorna inte jämföras med dem före: nytt formulär." in words
    assert "2021" not in words


def test_a_break_at_no_period_is_refused_with_a_suggestion():
    with pytest.raises(ChartRefused) as refused:
        trends(FIVE, breaks=[Break("2202", NEW_FORM)])

    assert "Brottet efter 2202" in refused.value.into(Language.SWEDISH)


def test_nothing_over_time_is_refused():
    with pytest.raises(ChartRefused):
        public.trends({}, CAPTION, Language.SWEDISH)


def test_small_shares_get_an_axis_that_fits_from_nought():
    words = {word.words for word in words_in(trends(years(*[((3, 400), (5, 400))] * 3)).wide_svg)}

    assert "0\u00a0%" in words
    assert "100\u00a0%" not in words


@st.composite
def panels(draw):
    groups = draw(st.integers(1, 5))
    periods = draw(st.integers(1, 7))
    told = st.lists(counts | signs, min_size=groups, max_size=groups)
    label = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
    codes = tuple(draw(st.sampled_from((code, f"{code} {draw(label)}"))) for code in CODES)
    part = draw(st.sampled_from(("", " första halvåret")))
    found = {}
    for place in range(draw(st.integers(1, 5))):
        rows = draw(st.lists(told, min_size=periods, max_size=periods))
        found[Text.same(f"{place}{draw(label)}")] = years(*rows, codes=codes, part=part)
    after = draw(st.lists(st.integers(2021, 2020 + periods), max_size=2, unique=True))
    breaks = [Break(f"{year}{part}", Text.same(draw(label))) for year in sorted(after)]
    return found, breaks


@settings(max_examples=settings().max_examples // 2)
@given(panels())
def test_words_never_run_into_each_other_nor_out_of_the_drawing(found):
    given_panels, breaks = found

    figure = public.trends(given_panels, CAPTION, Language.SWEDISH, breaks=breaks, looks=LOOKS)

    for drawing in both(figure):
        assert overlapping(drawing) == []
        assert outside(drawing) == []
