"""A plan is understood whole or refused with every problem at once."""

import re
from pathlib import Path

import pytest

from samfrid.domain.wording import Language, Text
from samfrid.tabulation.plan import ColumnKind, MeasureKind, PlanRefused, load_plan, parse_plan

ROOT = Path(__file__).parents[2]
SMALLEST = """
title = "Prov"
source = "Provet"

[columns.gender]
header = "Kön"
[columns.gender.categories]
woman = { label = { sv = "Kvinnor", en = "Women" }, spellings = ["Kvinna", "K"] }
man = ["Man", "M"]

[columns.asked]
kind = "yes_no"

[gender]
compare = ["woman", "man"]

[[measures]]
name = "asked_share"
label = { sv = "Fick frågan", en = "Were asked" }
column = "asked"
yes = ["yes"]
"""


def refusal(text: str, language: Language = Language.SWEDISH) -> str:
    with pytest.raises(PlanRefused) as refused:
        parse_plan(text)
    return refused.value.into(language)


def test_a_short_plan_gets_the_defaults():
    plan = parse_plan(SMALLEST)

    assert plan.gender == "gender"
    assert plan.column("asked").header == "asked"
    assert plan.column("asked").kind is ColumnKind.YES_NO
    assert plan.column("gender").not_stated == Text("uppgift saknas", "not stated")
    assert plan.measure("asked_share").kind is MeasureKind.SHARE
    assert plan.rule.threshold == 5
    assert plan.languages == (Language.SWEDISH,)


def test_an_unknown_key_is_refused_with_the_nearest_one():
    text = SMALLEST.replace('kind = "yes_no"', 'knid = "yes_no"')

    assert "columns.asked.knid" in refusal(text)
    assert "Menade du ”kind”?" in refusal(text)
    assert "Did you mean “kind”?" in refusal(text, Language.ENGLISH)


def test_every_problem_is_told_at_once():
    text = SMALLEST.replace('source = "Provet"', "surce = 3").replace("[gender]", "[gender]\ncolumm = 1")

    said = refusal(text)

    assert "surce" in said
    assert "source" in said
    assert "gender.columm" in said


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('column = "asked"', 'column = "askd"', "”askd” finns inte i planen. Menade du ”asked”?"),
        ('yes = ["yes"]', 'yes = ["ja"]', "measures.asked_share.yes"),
        ('compare = ["woman", "man"]', 'compare = ["woman", "woman"]', "gender.compare"),
        ('compare = ["woman", "man"]', 'compare = ["woman", "men"]', "Menade du ”man”?"),
        ('name = "asked_share"', 'name = "../asked"', "measures[1].name"),
        ('"K"]', '"man"]', "står i två kategorier"),
        ("[gender]", "[disclosure]\nthreshold = 2\n[gender]", "minst 3"),
        ("[gender]", '[reading]\nsep = ";"\n[gender]', "reading.sep"),
        ('title = "Prov"', "title = { sv = 1 }", "title.sv"),
    ],
)
def test_what_does_not_hold_together_is_named(old, new, named):
    assert named in refusal(SMALLEST.replace(old, new))


def test_a_plan_that_counts_nothing_is_refused():
    assert "räknar ingenting" in refusal(SMALLEST.split("[[measures]]")[0])


def test_broken_toml_is_refused_in_words():
    assert "inte giltig TOML" in refusal("title = ")


def test_a_missing_plan_is_refused_with_its_name(tmp_path):
    with pytest.raises(PlanRefused, match=r"nowhere\.toml"):
        load_plan(tmp_path / "nowhere.toml")


def test_the_reference_describes_every_key_that_is_read():
    reference = (ROOT / "docs/reference/plan.md").read_text(encoding="utf-8")
    read = set()
    for file in (ROOT / "src/samfrid/tabulation/plan").glob("*.py"):
        code = file.read_text(encoding="utf-8")
        methods = "text|optional_text|integer|number|flag|day|choice|words|integers|wording|optional_wording"
        read |= set(re.findall(rf'\.(?:{methods}|inner|inners)\(\s*"(\w+)"', code))

    assert len(read) > 50
    described = set(re.findall(r"\w+", reference))
    assert read - described == set()
