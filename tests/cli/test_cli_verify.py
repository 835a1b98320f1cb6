from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from hand_made_release import edit, small_release
from samfrid.cli.disclosure.verify import command
from samfrid.domain.wording import Refused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_release().write(tmp_path / "out")


@pytest.fixture(autouse=True)
def _swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")


def test_a_proof_that_holds_ends_with_0_and_says_what_was_not_checked(folder: Path):
    result = CliRunner().invoke(command, [str(folder)])

    assert result.exit_code == 0
    assert "Beviset håller." in result.output
    assert "Primärcellerna har inte kontrollerats mot data." in result.output


def test_a_proof_that_does_not_hold_ends_with_1(folder: Path):
    edit(folder, "tables/001.csv", "a1,muni,O,gender,9", "a1,muni,O,gender,8")

    result = CliRunner().invoke(command, [str(folder)])

    assert result.exit_code == 1
    assert "Beviset håller INTE" in result.output


def test_the_primaries_are_recounted_when_data_are_given(folder: Path, tmp_path: Path):
    (tmp_path / "data").mkdir()
    spec = small_release().write_data(tmp_path / "data")

    result = CliRunner().invoke(command, [str(folder), "--data", str(spec)])

    assert result.exit_code == 0
    assert "Primärcellerna har räknats om ur data." in result.output


def test_earlier_releases_are_refused_rather_than_passed_over(folder: Path):
    result = CliRunner().invoke(command, [str(folder), "--previous", str(folder)])

    assert isinstance(result.exception, Refused)
    assert "jämförs inte ännu" in result.exception.problems[0].what.sv


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    result = CliRunner().invoke(command, [str(tmp_path / "none")])

    assert isinstance(result.exception, Refused)
