"""Comparisons of tables: what is compared, what is not and why."""

from __future__ import annotations

import numpy as np
import pytest
from equality_tables import ASKED, GENDER, PLACE, YEAR, members, protected_table, raw_table
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from samfrid.domain.equality import (
    Certainty,
    ComparisonRefused,
    Estimate,
    PartOf,
    adjust,
    benjamini_hochberg,
    compare,
    compare_parts,
    compare_periods,
    stretches,
)
from samfrid.domain.tables import Cell, Dimension, Member, ProtectedTable, Sign
from samfrid.domain.tables.protected import SEAL
from samfrid.domain.wording import Text

MEASURE = Text("Andel som fick frågan", "Share who were asked")
WAS_ASKED = PartOf("asked", ("yes",), ("yes", "no"))
FEWER = settings(max_examples=settings().max_examples // 4)
BY_PLACE = (GENDER, PLACE, ASKED)
COUNTS = {
    ("woman", "0513", "yes"): 33,
    ("woman", "0513", "no"): 11,
    ("man", "0513", "yes"): 26,
    ("man", "0513", "no"): 13,
    ("woman", "0580", "yes"): 412,
    ("woman", "0580", "no"): 114,
    ("woman", "0580", "not_stated"): 7,
    ("man", "0580", "yes"): 268,
    ("man", "0580", "no"): 203,
    ("other", "0580", "yes"): 6,
    ("other", "0580", "no"): 5,
    ("woman", "0584", "yes"): 6,
    ("woman", "0584", "no"): 2,
}


def asked(table, **more):
    return compare(
        table, measure=MEASURE, by="gender", compared=("woman", "man"), numerator=WAS_ASKED, **more
    )


def row_of(comparison, code):
    return next(row for row in comparison.rows if row.member.code == code)


def test_a_share_is_counted_for_each_group_in_each_row():
    comparison = asked(raw_table(BY_PLACE, COUNTS), rows_by="place")

    kinda = row_of(comparison, "0513")
    assert [(group.estimate.numerator, group.estimate.denominator) for group in kinda.groups[:2]] == [
        (33, 44),
        (26, 39),
    ]
    assert kinda.difference.difference == pytest.approx(33 / 44 - 26 / 39)
    assert kinda.difference.ratio[0] == pytest.approx(33 / 44 / (26 / 39))


def test_rows_are_every_municipality_every_coarser_group_and_the_total():
    comparison = asked(raw_table(BY_PLACE, COUNTS), rows_by="place")

    assert [row.member for row in comparison.rows] == list(PLACE.members())
    assert [row.is_total for row in comparison.rows] == [False] * 5 + [True]


def test_not_stated_stays_out_of_the_denominator_when_asked_to():
    comparison = asked(raw_table(BY_PLACE, COUNTS), rows_by="place")

    assert row_of(comparison, "0580").groups[0].estimate.denominator == 412 + 114


def test_everybody_can_stand_beside_the_groups_and_is_never_compared():
    comparison = asked(raw_table(BY_PLACE, COUNTS), everybody=True, every_pair=True)

    row = comparison.rows[0]
    assert row.groups[-1].member.is_total
    assert row.groups[-1].estimate.numerator == 33 + 26 + 412 + 268 + 6 + 6
    assert not any(pair.first.is_total or pair.second.is_total for pair in row.pairs)
    assert row.overall.groups == 3


def test_a_hidden_cell_gives_a_sign_and_no_difference():
    hidden = [members(BY_PLACE, gender="man", place="0513", asked="no")]

    row = row_of(asked(protected_table(BY_PLACE, COUNTS, hidden=hidden), rows_by="place"), "0513")

    assert row.groups[1].estimate is Sign.HIDDEN
    assert row.difference is None
    assert row.why_none == Text("Jämförs inte, för siffran är dold: män.", "Not compared, since hidden: men.")


def test_nobody_to_count_is_not_applicable():
    row = row_of(asked(raw_table(BY_PLACE, COUNTS), rows_by="place"), "0584")

    assert row.groups[1].estimate is Sign.NOT_APPLICABLE
    assert row.why_none.sv == "Jämförs inte, ingen att räkna: män."


def test_a_missing_figure_is_missing_and_not_hidden():
    cells = {members(BY_PLACE, gender="man", place="0513", asked="yes"): Cell(None, Sign.MISSING)}

    row = row_of(asked(protected_table(BY_PLACE, COUNTS, cells=cells), rows_by="place"), "0513")

    assert row.groups[1].estimate is Sign.MISSING
    assert row.why_none.en == "Not compared, figure missing: men."


def test_a_published_share_of_fewer_than_ten_is_not_given():
    raw = row_of(asked(raw_table(BY_PLACE, COUNTS), rows_by="place"), "0584")
    protected = row_of(asked(protected_table(BY_PLACE, COUNTS), rows_by="place"), "0584")

    assert isinstance(raw.groups[0].estimate, Estimate)
    assert protected.groups[0].estimate is Sign.HIDDEN
    assert "färre än tio: kvinnor" in protected.why_none.sv


@FEWER
@given(st.data())
def test_only_shown_cells_are_ever_used(data):
    """Two tables that differ only under their hidden cells always give the same comparison."""
    shape = raw_table(BY_PLACE, COUNTS).shape
    hidden = data.draw(st.sets(st.sampled_from(list(shape.coordinates())), max_size=40))
    changed = {key: data.draw(st.integers(0, 500)) for key in COUNTS}
    one = protected_table(BY_PLACE, COUNTS, hidden=hidden)
    other = protected_table(BY_PLACE, changed, hidden=hidden, cells={at: c for at, c in one if c.is_shown})

    first, second = asked(one, rows_by="place"), asked(other, rows_by="place")

    assert first.rows == second.rows
    for row in first.rows:
        touched = [group.estimate for group in row.groups if group.member in first.compared]
        assert (row.difference is None) == any(isinstance(estimate, Sign) for estimate in touched)
        assert (row.difference is None) == (row.why_none is not None)


@FEWER
@given(st.permutations(GENDER.codes), st.integers(2, 30))
def test_the_order_of_groups_and_their_codes_never_change_a_difference(order, mark):
    renamed = {code: f"{code}{mark}" for code in GENDER.codes}
    gender = Dimension("gender", tuple(renamed[code] for code in order), GENDER.label)
    counts = {(renamed[key[0]], *key[1:]): count for key, count in COUNTS.items()}
    before = asked(raw_table(BY_PLACE, COUNTS), rows_by="place")

    after = compare(
        raw_table((gender, PLACE, ASKED), counts),
        measure=MEASURE,
        by="gender",
        compared=(renamed["woman"], renamed["man"]),
        numerator=WAS_ASKED,
        rows_by="place",
    )

    assert [row.difference for row in after.rows] == [row.difference for row in before.rows]


@FEWER
@given(st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_swapping_the_compared_groups_always_turns_the_signs(cells):
    counts = {
        ("woman", "yes"): cells[0],
        ("woman", "no"): cells[1],
        ("man", "yes"): cells[2],
        ("man", "no"): cells[3],
    }
    table = raw_table((GENDER, ASKED), counts)

    there = asked(table).rows[0].difference
    back = (
        compare(table, measure=MEASURE, by="gender", compared=("man", "woman"), numerator=WAS_ASKED)
        .rows[0]
        .difference
    )

    assert (there is None) == (back is None)
    if there:
        assert there.difference == pytest.approx(-back.difference)
        assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-7)
        assert there.p_value == pytest.approx(back.p_value, abs=1e-9)


@FEWER
@given(st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_an_interval_always_leaves_out_no_difference_exactly_when_it_is_not_chance(cells):
    counts = {
        ("woman", "yes"): cells[0],
        ("woman", "no"): cells[1],
        ("man", "yes"): cells[2],
        ("man", "no"): cells[3],
    }

    difference = asked(raw_table((GENDER, ASKED), counts)).rows[0].difference

    if difference and abs(difference.p_value - 0.05) > 1e-6:
        is_left_out = not difference.low <= 0 <= difference.high
        assert is_left_out == (difference.certainty is not Certainty.CHANCE)
        if difference.ratio:
            assert is_left_out == (not difference.ratio[1] <= 1 <= difference.ratio[2])


def test_a_margin_is_read_where_one_covers_the_codes():
    """Two of three codes are hidden, and their coarser member is shown: the share can be given."""
    cells = {
        members((GENDER, ASKED), gender="woman", asked="no"): Cell(None, Sign.HIDDEN),
        members((GENDER, ASKED), gender="woman", asked="not_stated"): Cell(None, Sign.HIDDEN),
    }
    counts = {(key[0], key[2]): 0 for key in COUNTS} | {
        ("woman", "yes"): 30,
        ("woman", "no"): 2,
        ("woman", "not_stated"): 3,
        ("man", "yes"): 20,
        ("man", "no"): 30,
    }

    row = compare(
        protected_table((GENDER, ASKED), counts, cells=cells),
        measure=MEASURE,
        by="gender",
        compared=("woman", "man"),
        numerator=PartOf("asked", ("yes",)),
    ).rows[0]

    assert (row.groups[0].estimate.numerator, row.groups[0].estimate.denominator) == (30, 35)


def test_an_answer_that_nobody_gave_is_a_share_of_nought():
    table = raw_table(BY_PLACE, COUNTS)

    row = compare(
        table, measure=MEASURE, by="gender", compared=("woman", "man"), numerator=PartOf("asked", ())
    ).rows[0]

    assert [group.estimate.numerator for group in row.groups] == [0, 0, 0]
    assert row.difference.ratio is None
    assert row.difference.p_value == 1.0


def test_other_dimensions_stand_at_their_total_or_where_they_are_fixed():
    table = raw_table(BY_PLACE, COUNTS)

    whole, linkoping = asked(table), asked(table, fixed={"place": Member("place", "0580")})

    assert whole.rows[0].groups[1].estimate.denominator == 39 + 471
    assert linkoping.rows[0].groups[1].estimate.denominator == 471


def test_every_pair_is_compared_when_asked_for():
    row = asked(raw_table(BY_PLACE, COUNTS), every_pair=True).rows[0]

    assert [(pair.first.code, pair.second.code) for pair in row.pairs] == [
        ("woman", "man"),
        ("woman", "other"),
        ("man", "other"),
    ]
    assert row.pairs[0].difference == row.difference


def test_parts_of_one_whole_hang_together():
    comparison = compare_parts(
        raw_table(BY_PLACE, COUNTS), measure=MEASURE, by="gender", compared=("woman", "man"), rows_by="place"
    )

    row = row_of(comparison, "0513")
    assert [(group.estimate.numerator, group.estimate.denominator) for group in row.groups] == [
        (44, 83),
        (39, 83),
        (0, 83),
    ]
    assert not comparison.counted_apart
    # McNemar's statistic of 44 and 39.
    assert row.difference.p_value == pytest.approx(0.5831, abs=1e-4)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"by": "gendr"}, "has no dimension “gendr”. Did you mean “gender”?"),
        ({"rows_by": "plcae"}, "Did you mean “place”?"),
        ({"compared": ("woman", "mann")}, "has no value “mann” to compare. Did you mean “man”?"),
        ({"compared": ("man", "man")}, "with itself"),
        ({"numerator": PartOf("asked", ("yess",))}, "Did you mean “yes”?"),
        ({"numerator": PartOf("asked", ("yes",), ("no",))}, "must be a part of the denominator"),
        ({"numerator": PartOf("gender", ("man",))}, "must be different dimensions"),
        ({"group_level": "sizes"}, "has no level “sizes”"),
        ({"fixed": {"place": Member("place", "9999")}}, "has no value “9999”"),
    ],
)
def test_a_comparison_asked_for_wrongly_is_refused_in_words(change, words):
    asked_for = {
        "measure": MEASURE,
        "by": "gender",
        "compared": ("woman", "man"),
        "numerator": WAS_ASKED,
    } | change

    with pytest.raises(ComparisonRefused) as refused:
        compare(raw_table(BY_PLACE, COUNTS), **asked_for)

    assert words in str(refused.value)


def test_a_table_of_means_is_refused():
    table = protected_table((GENDER, ASKED), {("man", "yes"): 30})
    days = ProtectedTable(table.shape, table.cells, table.family, "days", SEAL)

    with pytest.raises(ComparisonRefused, match="does not count persons"):
        asked(days)


@given(st.lists(st.floats(0, 1), max_size=40))
def test_adjusted_p_values_always_agree_with_statsmodels(p_values):
    expected = multipletests(p_values, method="fdr_bh")[1] if p_values else []

    assert benjamini_hochberg(p_values) == pytest.approx(np.asarray(expected), abs=1e-12)


def test_a_difference_is_certain_only_after_everything_compared_is_counted():
    even = {("woman", f"c{i}", code): 20 for i in range(40) for code in ("yes", "no")}
    even |= {("man", f"c{i}", code): 20 for i in range(40) for code in ("yes", "no")}
    places = Dimension("place", tuple(f"c{i}" for i in range(40)), PLACE.label)
    # 33 of 40 against 24 of 40: p = 0.027, lost among forty others.
    lone = {**even, ("woman", "c0", "yes"): 33, ("woman", "c0", "no"): 7, ("man", "c0", "yes"): 24}
    lone[("man", "c0", "no")] = 16
    alone = compare(
        raw_table((GENDER, ASKED), {(k[0], k[2]): n for k, n in lone.items() if k[1] == "c0"}),
        measure=MEASURE,
        by="gender",
        compared=("woman", "man"),
        numerator=WAS_ASKED,
    )
    crowded = compare(
        raw_table((GENDER, places, ASKED), lone),
        measure=MEASURE,
        by="gender",
        compared=("woman", "man"),
        numerator=WAS_ASKED,
        rows_by="place",
    )

    assert alone.rows[0].difference.certainty is Certainty.LIKELY
    assert adjust([alone])[0].rows[0].difference.certainty is Certainty.CERTAIN
    assert adjust([crowded])[0].rows[0].difference.certainty is Certainty.LIKELY
    assert adjust([crowded])[0].rows[1].difference.certainty is Certainty.CHANCE


@FEWER
@given(st.lists(st.lists(st.integers(0, 40), min_size=6, max_size=6), min_size=1, max_size=4))
def test_the_adjustment_never_makes_anything_surer_than_its_own_p_value(tables):
    comparisons = []
    for cells in tables:
        keys = [(gender, code) for gender in GENDER.codes for code in ("yes", "no")]
        table = raw_table((GENDER, ASKED), dict(zip(keys, cells, strict=True)))
        comparisons.append(asked(table, every_pair=True))

    for comparison in adjust(comparisons):
        row = comparison.rows[0]
        judged = [pair.difference for pair in row.pairs] + ([row.difference] if row.difference else [])
        for found in judged:
            assert (found.certainty is Certainty.CHANCE) == (found.p_value >= 0.05)


def test_nothing_compared_is_nothing_to_adjust():
    assert adjust([]) == ()


TREND = {
    (gender, year, code): count
    for year, yes in zip(YEAR.codes, (40, 45, 70, 75, 85), strict=True)
    for gender in ("woman", "man")
    for code, count in (("yes", yes), ("no", 100 - yes))
}
TRENDS = raw_table((GENDER, YEAR, ASKED), TREND)
NEW_FORM = {"2023": Text("nytt formulär", "a new form")}


def test_periods_are_never_compared_across_a_break():
    table = raw_table((GENDER, YEAR, ASKED), TREND)

    across = compare_periods(
        table,
        measure=MEASURE,
        periods="year",
        numerator=WAS_ASKED,
        breaks=NEW_FORM,
        compared=("2025", "2022"),
        rows_by="gender",
    )

    assert all(row.difference is None and row.overall is None for row in across.rows)
    assert across.rows[0].why_none == Text(
        "Tiden före 2023 kan inte jämföras med tiden efter: nytt formulär.",
        "The time before 2023 cannot be compared with the time after: a new form.",
    )
    assert all(isinstance(group.estimate, Estimate) for group in across.rows[0].groups)


def test_the_last_period_is_compared_with_the_first_after_the_break():
    table = raw_table((GENDER, YEAR, ASKED), TREND)

    comparison = compare_periods(
        table, measure=MEASURE, periods="year", numerator=WAS_ASKED, breaks=NEW_FORM, rows_by="gender"
    )

    assert [member.code for member in comparison.compared] == ["2025", "2023"]
    assert comparison.rows[0].difference.difference == pytest.approx(0.15)


def test_a_break_at_the_last_period_leaves_nothing_to_compare():
    comparison = compare_periods(
        raw_table((YEAR, ASKED), {key[1:]: count for key, count in TREND.items() if key[0] == "man"}),
        measure=MEASURE,
        periods="year",
        numerator=WAS_ASKED,
        breaks={"2025": Text("ny fråga", "a new question")},
    )

    assert comparison.rows[0].difference is None
    assert "ny fråga" in comparison.rows[0].why_none.sv


@FEWER
@given(st.sets(st.sampled_from(YEAR.codes)), st.permutations(YEAR.codes))
def test_two_periods_are_always_compared_exactly_when_one_stretch_holds_both(at, order):
    breaks = dict.fromkeys(at, Text("nytt", "new"))
    comparison = compare_periods(
        TRENDS,
        measure=MEASURE,
        periods="year",
        numerator=WAS_ASKED,
        breaks=breaks,
        compared=(order[0], order[1]),
    )

    together = any({order[0], order[1]} <= set(run) for run in stretches(YEAR, breaks))
    assert (comparison.rows[0].difference is not None) == together


def test_a_break_that_is_no_period_and_a_lone_period_are_refused():
    table = raw_table((GENDER, YEAR, ASKED), TREND)
    lone = Dimension("year", ("2025",), YEAR.label)

    with pytest.raises(ComparisonRefused, match="is no period"):
        stretches(YEAR, {"202": Text("nytt", "new")})
    with pytest.raises(ComparisonRefused, match="only one period"):
        compare_periods(
            raw_table((lone, ASKED), {("2025", "yes"): 9}),
            measure=MEASURE,
            periods="year",
            numerator=WAS_ASKED,
        )
    with pytest.raises(ComparisonRefused, match="has no value"):
        compare_periods(
            table, measure=MEASURE, periods="year", numerator=WAS_ASKED, compared=("2025", "2020")
        )
