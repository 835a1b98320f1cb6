"""A suggested plan works as it is, and never says that two genders are one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from samfrid.adapters.spreadsheets import SpreadsheetRefused, read_table
from samfrid.domain.wording import Language
from samfrid.tabulation.clean import clean
from samfrid.tabulation.plan import parse_plan
from samfrid.tabulation.plan.columns import folded
from samfrid.tabulation.suggest import NoGender, suggest

GENDERS = [
    "Kvinna",
    "Man",
    "kvinna",
    "K",
    "M",
    "Transkvinna",
    "Transman",
    "Trans kvinna",
    "Man (trans)",
    "Kvinna och man",
    "Annan",
    "Icke-binär",
    "Vill inte svara",
    "",
]
CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=12)
COLUMNS = st.one_of(
    st.lists(CELLS, min_size=3, max_size=12),
    st.lists(st.sampled_from(["Ja", "Nej", "ja", ""]), min_size=3, max_size=12),
    st.lists(st.sampled_from(["Linköping", "Ydre", "0512 Ydre kommun", ""]), min_size=3, max_size=12),
    st.lists(st.dates().map(str), min_size=3, max_size=12),
    st.lists(st.integers(0, 10**6).map(str), min_size=3, max_size=12),
)


def written(folder: Path, header: list[str], rows: list[list[str]]) -> Path:
    def line(cells: list[str]) -> str:
        return ";".join('"' + cell.replace('"', '""') + '"' for cell in cells)

    path = folder / "tabell.csv"
    path.write_text("\n".join([line(header), *map(line, rows)]) + "\n", encoding="utf-8")
    return path


@given(
    genders=st.lists(st.sampled_from(GENDERS), min_size=1, max_size=10),
    columns=st.lists(COLUMNS, max_size=3),
    headers=st.lists(CELLS.filter(str.strip), min_size=3, max_size=3, unique_by=folded),
)
@settings(max_examples=80)
def test_a_suggested_plan_always_parses_and_cleans_its_own_file(tmp_path_factory, genders, columns, headers):
    genders = ["Kvinna", "Man", *genders]
    rows = [
        [gender, *(column[row % len(column)] for column in columns)] for row, gender in enumerate(genders)
    ]
    path = written(tmp_path_factory.mktemp("random"), ["Kön", *headers[: len(columns)]], rows)
    try:
        table = read_table(path)
        text = suggest(table)
    except (SpreadsheetRefused, NoGender) as refused:
        event(type(refused).__name__)
        return  # a file that is no table, or whose gender column is not seen as one, is refused in words

    plan = parse_plan(text)
    again = read_table(path, plan.reading)

    assert again.row_count == table.row_count
    assert len(clean(plan, again).facts.column(plan.gender).values) == table.row_count


@given(st.lists(st.sampled_from([word for word in GENDERS if word]), min_size=1, max_size=30))
def test_answers_on_gender_are_never_merged_but_for_plain_spellings(tmp_path_factory, answers):
    rows = [[answer, "x"] for answer in ["Kvinna", "Man"] * 12 + answers * 3]
    plan = parse_plan(
        suggest(read_table(written(tmp_path_factory.mktemp("genders"), ["Kön", "Annat"], rows)))
    )

    for category in plan.column(plan.gender).categories:
        words = {folded(word) for word in category.spellings}
        assert len(words) == 1 or words <= {"kvinna", "k"} or words <= {"man", "m"}
    told = {word for category in plan.column(plan.gender).categories for word in category.spellings}
    assert {folded(word) for word in told} == {folded(row[0]) for row in rows}


@pytest.mark.parametrize(
    ("header", "woman", "man"), [("Kvinna", "1", "0"), ("female", "yes", "no"), ("Könskod", "f-1", "m-2")]
)
def test_a_column_that_says_the_gender_once_more_is_left_out(tmp_path, header, woman, man):
    rows = [["Kvinna", woman, "Ja"], ["Man", man, "Nej"], ["Kvinna", woman, "Nej"]] * 6
    text = suggest(read_table(written(tmp_path, ["Kön", header, "Svarade"], rows)))

    plan = parse_plan(text)

    assert [measure.column for measure in plan.measures] == ["svarade"]
    assert header not in [column.header for column in plan.columns]
    assert f"# {header}" in text.split("once more")[1]


def test_a_column_that_differs_from_gender_in_one_row_is_kept(tmp_path):
    rows = [["Kvinna", "Ja"], ["Man", "Nej"]] * 6 + [["Kvinna", "Nej"]]

    plan = parse_plan(suggest(read_table(written(tmp_path, ["Kön", "Svarade"], rows))))

    assert [measure.column for measure in plan.measures] == ["svarade"]


def test_a_file_without_gender_is_refused_with_a_sentence(tmp_path):
    path = written(tmp_path, ["Namn på insats", "Ålder"], [["A", "1"], ["B", "2"]])

    with pytest.raises(NoGender) as refused:
        suggest(read_table(path))

    assert "ingen kolumn som säger personens kön" in refused.value.into(Language.SWEDISH)
    assert "no column that says the person's gender" in refused.value.into(Language.ENGLISH)


def test_a_gender_in_codes_that_nobody_can_read_is_refused_with_its_header(tmp_path):
    path = written(tmp_path, ["sex", "age"], [["1", "30"], ["0", "40"]] * 6)

    with pytest.raises(NoGender) as refused:
        suggest(read_table(path))

    assert "”sex”" in refused.value.into(Language.SWEDISH)
    assert "“sex”" in refused.value.into(Language.ENGLISH)


def test_the_perpetrators_gender_is_not_taken_for_the_persons(tmp_path):
    rows = [["Varon", "Mujer"], ["Mujer", "Mujer"], ["Varon", "Varon"]] * 6
    path = written(tmp_path, ["genero_de_la_persona_agresora", "genero"], rows)

    assert parse_plan(suggest(read_table(path))).gender == "genero"
