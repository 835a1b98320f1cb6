"""What one may rely on about periods: order, words that read back, and no run across a break."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.domain import periods
from samfrid.domain.periods.units import PeriodError
from samfrid.domain.wording import Text

years = st.integers(1000, 9998)
any_span = st.one_of(
    st.builds(periods.Year, years),
    st.builds(periods.HalfYear, years, st.integers(1, 2)),
    st.builds(periods.Quarter, years, st.integers(1, 4)),
    st.builds(periods.Month, years, st.integers(1, 12)),
)
quarters = st.builds(periods.Quarter, st.integers(2015, 2026), st.integers(1, 4))
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("2025", "2025"),
        ("helåret 2025", "2025"),
        ("första halvåret 2025", "2025-H1"),
        ("Andra  halvåret 2025", "2025-H2"),
        ("first half of 2025", "2025-H1"),
        ("H1 2025", "2025-H1"),
        ("kv 1 2025", "2025-Q1"),
        ("Kvartal 4 2025", "2025-Q4"),
        ("första kvartalet 2025", "2025-Q1"),
        ("2025K3", "2025-Q3"),
        ("Q2 2025", "2025-Q2"),
        ("2025-03", "2025-03"),
        ("2025M03", "2025-03"),
        ("202503", "2025-03"),
        ("mars 2025", "2025-03"),
        ("MAJ 2025", "2025-05"),
        ("sept. 2025", "2025-09"),
        ("October 2025", "2025-10"),
        ("2025 okt", "2025-10"),
    ],
)
def test_a_period_is_read_as_people_write_it(words: str, code: str) -> None:
    assert periods.parse_period(words).code == code


@pytest.mark.parametrize(
    "words", ["", "25", "2025-13", "kvartal 5 2025", "0000", "mars", "2025-03-01", "2025-0"]
)
def test_what_is_no_period_is_refused_without_repeating_it(words: str) -> None:
    with pytest.raises(periods.UnknownPeriod, match="no period that we understand"):
        periods.parse_period(words)


@given(any_span)
def test_a_period_always_reads_back_from_its_code_and_its_words(span: periods.Span) -> None:
    assert periods.parse_period(span.code) == span
    assert periods.parse_period(span.label.sv) == span
    assert periods.parse_period(span.label.en) == span


@given(st.text(max_size=20))
def test_any_words_are_read_or_refused(words: str) -> None:
    with suppress(periods.UnknownPeriod):
        assert periods.parse_span(words).first_day


@given(any_span)
def test_periods_follow_on_each_other_without_a_gap(span: periods.Span) -> None:
    following = span.moved(1)

    assert following.first_day == span.last_day + timedelta(days=1)
    assert following.moved(-1) == span
    assert span.first_day in span
    assert following.first_day not in span


@given(days, st.sampled_from([periods.Year, periods.HalfYear, periods.Quarter, periods.Month]))
def test_every_day_always_belongs_to_the_period_it_is_put_in(day: date, kind: type[periods.Year]) -> None:
    assert day in periods.period_of(day, kind)


@given(st.builds(periods.Month, years, st.integers(1, 12)), st.integers(0, 40))
def test_a_run_always_reads_back_from_its_code_and_its_words(first: periods.Month, more: int) -> None:
    run = periods.Period(first, first.moved(min(more, (9998 - first.year) * 12)))

    assert list(run)[-1] == run.last
    assert periods.parse_span(run.code) == run
    assert periods.parse_span(run.label.sv) == run
    assert periods.parse_span(run.label.en) == run


@given(quarters, quarters)
def test_a_run_of_quarters_reads_back(one: periods.Quarter, other: periods.Quarter) -> None:
    run = periods.Period(min(one, other), max(one, other))

    assert periods.parse_span(run.label.sv) == periods.parse_span(run.label.en) == run


def test_a_run_says_its_year_once() -> None:
    run = periods.Period(periods.Month(2025, 1), periods.Month(2025, 3))

    assert run.label == Text("januari–mars 2025", "January–March 2025")
    assert periods.Period(periods.Year(2021), periods.Year(2025)).label.sv == "2021–2025"
    assert len(run) == 3


def test_a_run_never_ends_before_it_starts_or_mixes_kinds() -> None:
    with pytest.raises(PeriodError):
        periods.Period(periods.Year(2025), periods.Year(2024))
    with pytest.raises(periods.UnknownPeriod):
        periods.parse_span("2025-2021")


@pytest.mark.parametrize("wrong", [(2025, 0), (2025, 13), (0, 1), (10_000, 1)])
def test_a_month_that_no_calendar_has_cannot_be_built(wrong: tuple[int, int]) -> None:
    with pytest.raises(PeriodError):
        periods.Month(*wrong)


def test_a_break_divides_the_years_before_it_from_those_from_it_on() -> None:
    years = [periods.Year(year) for year in range(2021, 2026)]
    new_form = periods.Break(periods.Year(2023), Text("nytt formulär", "new form"))

    assert [[one.year for one in run] for run in periods.segments(years, [new_form])] == [
        [2021, 2022],
        [2023, 2024, 2025],
    ]


@given(st.lists(quarters), st.lists(quarters, max_size=4))
def test_two_periods_share_a_run_exactly_when_no_break_lies_between(
    given_periods: list[periods.Quarter], at: list[periods.Quarter]
) -> None:
    runs = periods.segments(given_periods, [periods.Break(one, Text("", "")) for one in at])

    assert [one for run in runs for one in run] == sorted(set(given_periods))
    run_of = {one: number for number, run in enumerate(runs) for one in run}
    for one in run_of:
        for other in run_of:
            low, high = min(one, other), max(one, other)
            assert (run_of[one] == run_of[other]) == (not any(low < cut <= high for cut in at))


@given(days, days, st.integers(1, 24), st.integers(1, 24))
def test_windows_that_follow_on_each_other_count_every_day_once(
    start: date, event: date, first: int, more: int
) -> None:
    early = periods.MeasurementWindow(first)
    late = periods.MeasurementWindow(first + more, first)
    whole = periods.MeasurementWindow(first + more)

    assert early.holds(start, event) + late.holds(start, event) == whole.holds(start, event)


def test_a_window_of_twelve_months_ends_the_day_before_a_year_has_passed() -> None:
    window = periods.MeasurementWindow(12)

    assert window.last_day(date(2024, 2, 29)) == date(2025, 2, 27)
    assert not window.is_over(date(2025, 1, 1), on=date(2025, 12, 31))
    assert window.is_over(date(2025, 1, 1), on=date(2026, 1, 1))
    assert periods.months_after(date(2025, 1, 31), 1) == date(2025, 2, 28)
    with pytest.raises(PeriodError):
        periods.MeasurementWindow(6, 12)
