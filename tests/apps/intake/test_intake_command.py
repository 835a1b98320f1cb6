"""`samfrid import`: whole or not at all, with an exit code that tells which."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from intake_files import ROWS, csv_of

from case_examples import Place
from samfrid.apps.cases.models import Case
from samfrid.cli.main import main
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.scope import opened


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A file of four invented cases."""
    path = tmp_path / "ärenden.csv"
    path.write_bytes(csv_of())
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["import", *words], env={"LC_ALL": "sv_SE.UTF-8"})


def count(place: Place) -> int:
    with opened(place.organisation.pk, by=place.manager.actor):
        return Case.objects.count()


def test_a_file_is_read_in_for_its_owner_and_the_receipt_is_told(place: Place, sheet: Path) -> None:
    done = run(str(sheet), "--format", "cases", "--organisation", "motala", "--as", place.manager.user.email)

    assert done.exit_code == 0, done.output
    assert "4 rader är inlästa. Kvitto" in done.output
    assert count(place) == 4
    assert Entry.objects.get(action=Action.FILE_COMMITTED).actor == place.manager.actor.id


def test_a_dry_run_writes_nothing(place: Place, sheet: Path) -> None:
    done = run(str(sheet), "--format", "cases", "--organisation", "motala", "--dry-run")

    assert done.exit_code == 0
    assert "4 rader skulle läsas in" in done.output
    assert count(place) == 0


def test_what_is_wrong_is_told_by_its_cell_and_ends_with_1(place: Place, sheet: Path) -> None:
    sheet.write_bytes(csv_of([*ROWS, ("Kvinna", "34", "Atlantis", "2026-01-01", "", "", "")]))
    done = run(str(sheet), "--format", "cases", "--organisation", "motala")

    assert done.exit_code == 1
    assert "ärenden.csv, cell C6" in done.output
    assert "Atlantis" not in done.output
    assert count(place) == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "casses", "--organisation", "motala"), "Menade du ”cases”?"),
        (("--format", "cases", "--organisation", "motal"), "Menade du ”motala”?"),
        (("--format", "cases", "--organisation", "motala", "--as", "nobody@example.org"), "Ingen medlem"),
        (("--format", "cases", "--organisation", "motala", "--fixed", "gendre=woman"), "Menade du ”gender”?"),
        (("--organisation", "motala"), "--format"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_was_meant(
    place: Place, sheet: Path, words: tuple[str, ...], told: str
) -> None:
    done = run(str(sheet), *words)

    assert done.exit_code == 2
    assert told in done.output
    assert count(place) == 0


def test_a_file_that_is_not_there_is_told(place: Place, tmp_path: Path) -> None:
    done = run(str(tmp_path / "finns-inte.csv"), "--format", "cases", "--organisation", "motala")

    assert done.exit_code == 2
    assert "finns-inte.csv" in done.output


def test_a_worker_without_the_right_reads_nothing_in(place: Place, sheet: Path) -> None:
    done = run(str(sheet), "--format", "cases", "--organisation", "motala", "--as", place.worker.user.email)

    assert done.exit_code == 1
    assert count(place) == 0
