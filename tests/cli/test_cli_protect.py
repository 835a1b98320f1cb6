"""What a person may rely on at the command line of the protector."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from samfrid.cli.main import main


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    rows = [f"m{i},{g},{2 if (i, g) == (1, 'W') else 20 + i}" for i in range(1, 5) for g in "WM"]
    (tmp_path / "data.csv").write_text("muni,gender,n\n" + "\n".join(rows) + "\n", encoding="utf-8")
    path = tmp_path / "a.spec.json"
    path.write_text(
        json.dumps({"data": "data.csv", "count": "n", "tables": [["muni", "gender"]]}), encoding="utf-8"
    )
    return path


def run(*words: object, language: str = "en_GB.UTF-8"):
    return CliRunner().invoke(main, [str(word) for word in words], env={"LC_ALL": language})


def test_a_spec_becomes_a_release_that_verify_accepts(spec, tmp_path):
    made = run("disclosure", "protect", spec, "--out", tmp_path / "out")
    checked = run("disclosure", "verify", tmp_path / "out", "--data", spec)

    assert made.exit_code == 0, made.output
    assert "4 of 15 cells are hidden" in made.output
    assert checked.exit_code == 0, checked.output


def test_the_summary_is_swedish_for_a_swedish_reader(spec, tmp_path):
    made = run("disclosure", "protect", spec, "--out", tmp_path / "out", language="sv_SE.UTF-8")

    assert "4 av 15 celler är dolda" in made.output


def test_a_spec_whose_data_are_missing_is_a_sentence_and_writes_nothing(spec, tmp_path):
    (tmp_path / "data.csv").unlink()

    made = run("disclosure", "protect", spec, "--out", tmp_path / "out")

    assert made.exit_code == 1
    assert "the file data.csv does not exist" in made.output
    assert not (tmp_path / "out").exists()


def test_earlier_releases_are_refused_until_they_can_be_compared(spec, tmp_path):
    made = run("disclosure", "protect", spec, "--out", tmp_path / "out", "--previous", tmp_path)

    assert made.exit_code == 2
    assert "earlier releases are not compared yet" in made.output


def test_the_group_lists_its_three_commands():
    shown = run("disclosure", "--help")

    assert all(word in shown.output for word in ("protect", "verify", "attack"))
