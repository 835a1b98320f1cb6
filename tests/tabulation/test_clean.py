"""Cells become facts by the plan; what does not fit is told with its cell and never guessed."""

import pytest

from samfrid.adapters.spreadsheets import read_table
from samfrid.domain.tables import Member
from samfrid.domain.wording import Language, Text
from samfrid.tabulation.clean import CleaningRefused, clean
from samfrid.tabulation.plan import parse_plan

PLAN = """
title = "Prov"
source = "Provet"
in_order = ["opened", "closed"]

[columns.gender]
header = "Kön"
[columns.gender.categories]
woman = { label = "Kvinnor", spellings = ["Kvinna", "K"] }
man = ["Man"]

[columns.age]
header = "Ålder"
kind = "band"
bands = [18, 26, 41]

[columns.place]
header = "Kommun"
kind = "municipality"

[columns.opened]
header = "Öppnat"
kind = "period"
step = "half_year"

[columns.closed]
header = "Avslutat"
kind = "date"

[gender]
compare = ["woman", "man"]

[[tables]]
name = "all"
dimensions = ["gender", "age"]
"""
HEADER = "Kön;Ålder;Kommun;Öppnat;Avslutat"


@pytest.fixture
def cleaned(tmp_path):
    def build(*rows: str, plan: str = PLAN):
        file = tmp_path / "register.csv"
        file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        wanted = parse_plan(plan)
        return clean(wanted, read_table(file, wanted.reading))

    return build


ROWS = (
    "Kvinna;19;Linköping;2024-03-01;2024-05-01",
    "k;40;0580 Linköpings kommun;2025-01-10;",
    ";41;YDRE;2024-09-30;2024-09-30",
    "MAN ;;Ydre kommun;2024-12-31;2025-01-01",
)


def test_spellings_blanks_and_bands_find_their_groups(cleaned):
    facts = cleaned(*ROWS).facts

    assert facts.column("gender").values == ("woman", "woman", None, "man")
    assert facts.column("age").values == ("18-25", "26-40", "41+", None)
    assert facts.column("place").values == ("0580", "0580", "0512", "0512")


def test_a_blank_is_a_group_of_its_own_and_never_another(cleaned):
    gender = cleaned(*ROWS).dimension("gender")

    assert gender.codes == ("woman", "man", "not_stated")
    assert gender.label_of(Member("gender", "not_stated")) == Text("uppgift saknas", "not stated")


def test_municipalities_lie_under_their_counties(cleaned):
    place = cleaned(*ROWS).dimension("place")

    assert place.levels == ("place", "place_county")
    assert place.label_of(Member("place_county", "05")).sv == "Östergötlands län"


def test_periods_run_from_the_first_to_the_last_with_none_left_out(cleaned):
    assert cleaned(*ROWS).dimension("opened").codes == ("2024-H1", "2024-H2", "2025-H1")


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("Kvinnan;19;Linköping;2024-03-01;", "A6"),
        ("Kvinna;sjutton;Linköping;2024-03-01;", "B6"),
        ("Kvinna;12;Linköping;2024-03-01;", "B6"),
        ("Kvinna;19;Linköpping;2024-03-01;", "C6"),
        ("Kvinna;19;Linköping;2024-13-01;", "D6"),
        ("Kvinna;19;Linköping;2024-03-01;2024-02-28", "E6"),
    ],
)
def test_what_does_not_fit_is_told_with_its_cell_and_without_its_text(cleaned, row, cell):
    with pytest.raises(CleaningRefused) as refused:
        cleaned(*ROWS, row)

    for language in Language:
        said = refused.value.into(language)
        assert f"cell {cell}" in said
        assert not any(text in said for text in ("Kvinnan", "sjutton", "Linköpping", "2024-13-01"))


def test_every_cell_that_does_not_fit_is_told_at_once(cleaned):
    with pytest.raises(CleaningRefused) as refused:
        cleaned("X;Y;Z;Å;Ä")

    assert len(refused.value.problems) == 5


def test_a_long_list_of_problems_ends_with_how_many_more_there_are(cleaned):
    with pytest.raises(CleaningRefused, match="and 980 more"):
        cleaned(*["X;19;Ydre;2024-03-01;"] * 1000)


def test_a_header_that_is_not_there_is_refused_with_the_nearest(cleaned):
    with pytest.raises(CleaningRefused, match="Kommun"):
        cleaned(*ROWS, plan=PLAN.replace('header = "Kommun"', 'header = "Komun"'))


def test_blanks_are_refused_where_the_plan_says_there_are_none(cleaned):
    plan = PLAN.replace('header = "Kön"', 'header = "Kön"\nnot_stated = false')

    with pytest.raises(CleaningRefused, match="A4"):
        cleaned(*ROWS, plan=plan)


def test_unknown_words_count_as_not_stated_only_when_the_plan_says_so(cleaned):
    plan = PLAN.replace('header = "Kön"', 'header = "Kön"\nunknown = "not_stated"')

    facts = cleaned(*ROWS, "Vill ej svara;19;Ydre;2024-03-01;", plan=plan).facts

    assert facts.column("gender").values[-1] == "not_stated"


def test_a_row_can_stand_for_several_persons(cleaned):
    plan = (
        PLAN.replace('title = "Prov"', 'title = "Prov"\ncount = "Ålder"')
        .replace('kind = "band"\nbands = [18, 26, 41]', 'kind = "number"')
        .replace('"gender", "age"', '"gender"')
    )

    found = cleaned("Kvinna;3;Ydre;2024-03-01;", "Man;0;Ydre;2024-03-01;", plan=plan)

    assert found.facts.column(found.persons or "").values == (3, 0)


def test_a_count_below_nought_is_refused(cleaned):
    plan = (
        PLAN.replace('title = "Prov"', 'title = "Prov"\ncount = "Ålder"')
        .replace('kind = "band"\nbands = [18, 26, 41]', 'kind = "number"')
        .replace('"gender", "age"', '"gender"')
    )

    with pytest.raises(CleaningRefused, match="B2"):
        cleaned("Kvinna;-3;Ydre;2024-03-01;", plan=plan)


def test_coarser_levels_gather_codes_and_leave_others_alone(cleaned):
    plan = PLAN.replace(
        "[columns.age]",
        '[columns.gender.coarser.binary]\ngroups = { stated = ["woman", "man"] }\n\n[columns.age]',
    )

    gender = cleaned(*ROWS, plan=plan).dimension("gender")

    assert gender.hierarchies[0].parent == {"woman": "stated", "man": "stated", "not_stated": "not_stated"}


def test_a_missing_header_that_two_columns_read_is_told_once(cleaned):
    plan = PLAN.replace(
        "[columns.place]", '[columns.born]\nheader = "Född"\nkind = "date"\n\n[columns.place]'
    )
    plan = plan.replace(
        "[columns.place]", '[columns.year]\nheader = "Född"\nkind = "period"\n\n[columns.place]'
    )

    with pytest.raises(CleaningRefused) as refused:
        cleaned(*ROWS, plan=plan)

    assert len(refused.value.problems) == 1
