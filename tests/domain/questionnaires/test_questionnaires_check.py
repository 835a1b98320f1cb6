"""A questionnaire file that contradicts itself is refused, and the item at fault is named."""

from __future__ import annotations

import contextlib
import re
from importlib.resources import files

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from samfrid.cli.main import main
from samfrid.domain.questionnaires import DefinitionRefused, Mode, load, shipped
from samfrid.domain.questionnaires.wordings import direction

FOLDER = files("samfrid.domain.questionnaires") / "definitions"
FOLLOW_UP = (FOLDER / "follow_up.toml").read_text(encoding="utf-8")
VIOLENCE = (FOLDER / "violence_questions.toml").read_text(encoding="utf-8")
SURVEY = (FOLDER / "user_survey.toml").read_text(encoding="utf-8")

FAULTS = [
    (
        FOLLOW_UP,
        '{ item = "children", at_least = 1 }',
        '{ item = "child", at_least = 1 }',
        "children_assessed",
    ),
    (
        FOLLOW_UP,
        '{ item = "children", at_least = 1 }',
        '{ item = "goal", answered = true }',
        "children_assessed",
    ),
    (
        FOLLOW_UP,
        '{ item = "children", at_least = 1 }',
        '{ item = "children", at_least = 21 }',
        "children_assessed",
    ),
    (
        FOLLOW_UP,
        '{ item = "children", at_least = 1 }',
        '{ item = "phase", at_least = 1 }',
        "children_assessed",
    ),
    (FOLLOW_UP, 'any_of = ["before", "during"]', 'any_of = ["befor"]', "risk_method"),
    (FOLLOW_UP, "maximum = 20", "maximum = -1", "children"),
    (FOLLOW_UP, 'not_before = "opened"', 'not_before = "phase"', "closed_after_opened"),
    (FOLLOW_UP, 'code = "honour_context"', 'code = "children"', "children"),
    (FOLLOW_UP, 'time_frame = "since_last"', 'time_frame = "since"', "support"),
    (FOLLOW_UP, 'items = ["life"]', 'items = ["goal"]', "goal"),
    (FOLLOW_UP, "at_least = 8, code", "at_least = 80, code", "cut_offs.good"),
    (FOLLOW_UP, "at_least = 4, code", "at_least = 9, code", "cut_offs"),
    (FOLLOW_UP, "least_answered = 4", "least_answered = 6", "least_answered"),
    (FOLLOW_UP, 'legal_basis = "to_be_confirmed"\n', "", "items.phase"),
    (FOLLOW_UP, 'languages = ["sv", "en"]', 'languages = ["sv", "en", "ar"]', "heading"),
    (FOLLOW_UP, 'kind = "matrix"', 'kind = "matrx"', "life.kind"),
    (FOLLOW_UP, 'heading = { sv = "Uppföljning"', 'heading = { sv = "Om våld"', "heading"),
    (FOLLOW_UP, "version = 1", "version = 0", "version"),
    (FOLLOW_UP, 'sv = "Helt", en = "Fully"', 'sv = "Helt"', "options.fully"),
    (FOLLOW_UP, "maximum = 20", "maximun = 20", "maximun"),
    (VIOLENCE, "exclusive = true, declines = true", "declines = true", "declined"),
    (VIOLENCE, 'none_of = ["ongoing"]', 'none_of = ["going_on"]', "outcomes.earlier"),
    (VIOLENCE, 'needs = ["threat"', 'needs = ["threats"', "marks.ongoing"),
    (VIOLENCE, 'kind = "single"', 'kind = "text"', "witnessed"),
    (SURVEY, "last = 5", "last = 1", "treated"),
    (SURVEY, "longest = 500", "longest = 0", "better"),
    (SURVEY, 'modes = ["invited", "staff_led"]', 'modes = ["tally"]', "marks"),
]


def test_every_shipped_questionnaire_holds_and_says_whose_words_it_uses():
    assert [one.key for one in shipped()] == ["follow_up@1", "user_survey@1", "violence_questions@1"]
    for one in shipped():
        assert one.rights.owner == "samfrid"
        assert not one.rights.validated


def test_the_stand_in_says_in_its_title_that_it_is_not_the_validated_wording():
    violence = shipped()[2]

    assert "inte det prövade formuläret" in violence.title.text.sv
    assert "not the validated wording" in violence.title.text.en
    assert violence.alone_check
    assert Mode.TALLY in violence.modes


@pytest.mark.parametrize(("source", "right", "wrong", "at_fault"), FAULTS, ids=[f[2] for f in FAULTS])
def test_a_fault_is_refused_and_the_item_is_named(source, right, wrong, at_fault):
    assert right in source

    with pytest.raises(DefinitionRefused) as refused:
        load(source.replace(right, wrong, 1).encode(), file="fel.toml")

    places = [problem.where for problem in refused.value.problems]
    assert any(at_fault in place.field for place in places), places
    assert {place.file for place in places} == {"fel.toml"}


def test_every_fault_is_told_at_once():
    wrong = FOLLOW_UP.replace("maximum = 20", "maximum = -1").replace(
        'time_frame = "since_last"', 'time_frame = "x"'
    )

    with pytest.raises(DefinitionRefused) as refused:
        load(wrong.encode())

    places = [problem.where.field for problem in refused.value.problems]
    assert {"items.children.maximum", "items.support.time_frame"} <= set(places)


def test_a_question_that_no_answer_leads_to_is_refused():
    wrong = FOLLOW_UP.replace(
        '{ item = "children", at_least = 1 }',
        '{ item = "children", at_least = 1 }, { item = "phase", any_of = ["after"] }',
    )

    with pytest.raises(DefinitionRefused, match="can never be shown"):
        load(wrong.encode())


def test_a_file_that_is_no_toml_is_refused_with_its_line():
    with pytest.raises(DefinitionRefused, match="line 2"):
        load(b"code = 'x'\nversion = = 1", file="fel.toml")
    with pytest.raises(DefinitionRefused, match="UTF-8"):
        load("kön = 1".encode("latin-1"))


@given(st.data())
def test_a_damaged_file_is_refused_or_holds_but_never_breaks(data):
    lines = data.draw(st.sampled_from([FOLLOW_UP, VIOLENCE, SURVEY])).splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        damage = data.draw(st.sampled_from(["drop", "double", "swap", "cut", "number"]))
        if damage == "drop":
            del lines[at]
        elif damage == "double":
            lines.insert(at, lines[at])
        elif damage == "swap":
            lines[at], lines[-1] = lines[-1], lines[at]
        elif damage == "cut":
            lines[at] = lines[at][: len(lines[at]) // 2]
        else:
            lines[at] = re.sub(
                r'"[a-z_]+"|\d+|\{.*\}',
                data.draw(st.sampled_from(["7", "true", "[1]", '"x"', "{}"])),
                lines[at],
            )
    with contextlib.suppress(DefinitionRefused):
        assert load("\n".join(lines).encode()).items


def test_a_further_language_may_be_written_from_the_right():
    assert direction("ar") == "rtl"
    assert direction("sv") == "ltr"


def test_the_command_says_that_a_file_holds(tmp_path):
    file = tmp_path / "mina.toml"
    file.write_text(SURVEY, encoding="utf-8")

    result = CliRunner().invoke(main, ["questionnaire", "check", str(file)], env={"LC_ALL": "sv_SE.UTF-8"})

    assert result.exit_code == 0
    assert "user_survey@1 håller: 5 frågor" in result.output


def test_the_command_names_the_item_at_fault(tmp_path):
    file = tmp_path / "mina.toml"
    file.write_text(SURVEY.replace("last = 5", "last = 1"), encoding="utf-8")

    result = CliRunner().invoke(main, ["questionnaire", "check", str(file)], env={"LC_ALL": "sv_SE.UTF-8"})

    assert result.exit_code == 1
    assert "mina.toml, fält items.treated.last: En skala har 2 till 11 steg." in result.output
