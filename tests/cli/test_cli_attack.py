from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from hand_made_release import small_release
from samfrid.cli.disclosure.attack import command
from samfrid.domain.wording import Refused

CORNER = {"muni": "a1", "gender": "W"}


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def test_an_attack_that_finds_nothing_ends_with_0(tmp_path: Path):
    folder = small_release().write(tmp_path / "out")

    result = CliRunner().invoke(command, [str(folder)])

    assert result.exit_code == 0
    assert result.output.startswith("The attacks found nothing.")


def test_an_attack_that_finds_something_ends_with_1_and_names_the_cell(tmp_path: Path):
    folder = small_release(hidden=lambda cell: cell == CORNER).write(tmp_path / "out")

    result = CliRunner().invoke(command, [str(folder)])

    assert result.exit_code == 1
    assert "Can be worked out exactly: muni a1, gender W (2)" in result.output


def test_the_report_can_be_read_by_programs(tmp_path: Path):
    folder = small_release(hidden=lambda cell: cell == CORNER).write(tmp_path / "out")

    result = CliRunner().invoke(command, [str(folder), "--json"])

    report = json.loads(result.output)
    assert report["found_nothing"] is False
    assert report["exact"] == [{"cell": "muni a1, gender W", "low": 2, "high": 2, "by": "algebra"}]
    assert report["seconds"].keys() == {"bounds", "algebra", "programs", "insiders", "groups"}


def test_another_reader_can_be_asked_for(tmp_path: Path):
    counts = dict(small_release().counts) | {("a1", "W"): 1, ("a1", "M"): 1}
    folder = small_release(counts=counts, rule={"width": 2}).write(tmp_path / "out")

    knows_one = CliRunner().invoke(command, [str(folder)])
    knows_less = CliRunner().invoke(command, [str(folder), "--reader-minimum", "0"])

    assert (knows_one.exit_code, knows_less.exit_code) == (1, 0)


def test_earlier_releases_are_refused_rather_than_passed_over(tmp_path: Path):
    folder = small_release().write(tmp_path / "out")

    result = CliRunner().invoke(command, [str(folder), "--previous", str(folder)])

    assert isinstance(result.exception, Refused)
