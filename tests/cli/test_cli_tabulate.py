"""What a person may rely on at the command line of `samfrid tabulate`."""

from __future__ import annotations

import errno
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from samfrid.cli.main import main

PLAN = """
title = "Prov"
source = "Provet"

[columns.gender]
header = "Kön"
[columns.gender.categories]
woman = { label = "kvinnor", spellings = ["Kvinna"] }
man = { label = "män", spellings = ["Man"] }

[columns.asked]
header = "Fick frågan"
kind = "yes_no"

[gender]
compare = ["woman", "man"]

[[measures]]
name = "asked"
label = { sv = "Fick frågan", en = "Were asked" }
column = "asked"
yes = ["yes"]
"""


@pytest.fixture
def at_work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    rows = ["Kön;Fick frågan", *["Kvinna;Ja", "Kvinna;Nej", "Man;Ja", "Man;Nej"] * 10, "Kvinna;Ja"]
    (tmp_path / "register.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def run(*words: str, language: str = "sv_SE.UTF-8"):
    found = CliRunner().invoke(main, ["tabulate", *words], env={"LC_ALL": language})
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("words", "code", "swedish", "english"),
    [
        (["register.csv"], 2, "Ange en plan med --plan", "Name a plan with --plan"),
        (["register.csv", "--plan", "plan.toml"], 2, "Ange med --out", "Say with --out"),
        (
            ["register.csv", "--plan", "nej.toml", "--dry-run"],
            2,
            "Planen finns inte",
            "There is no such plan",
        ),
        (["saknas.csv", "--plan", "plan.toml", "--dry-run"], 1, "saknas.csv", "no such file"),
        (["saknas.csv", "--suggest"], 1, "saknas.csv", "no such file"),
        ([".", "--suggest"], 1, "går inte att läsa", "cannot be read"),
    ],
)
def test_what_is_missing_is_told_with_an_exit_code(at_work, words, code, swedish, english):
    for language, sentence in (("sv_SE.UTF-8", swedish), ("en_GB.UTF-8", english)):
        found = run(*words, language=language)

        assert found.exit_code == code
        assert sentence in found.stderr
        assert names(at_work) == ["plan.toml", "register.csv"]


def test_the_report_lies_where_the_last_lines_say(at_work):
    found = run("register.csv", "--plan", "plan.toml", "--out", "ut")

    assert found.exit_code == 0
    assert "Klart. Öppna ut/report.html" in found.stdout
    assert (at_work / "ut/report.html").is_file()
    assert (at_work / "ut/report.pdf").read_bytes().startswith(b"%PDF")
    assert "proof innehåller sanna tal och får inte spridas" in found.stdout
    assert names(at_work) == ["plan.toml", "register.csv", "ut"]


def test_progress_goes_to_standard_error_in_the_readers_words(at_work):
    for language, reads, other in (
        ("sv_SE.UTF-8", "Läser filen", "Reading"),
        ("C", "Reading the file", "Läser"),
    ):
        found = run("register.csv", "--plan", "plan.toml", "--dry-run", language=language)

        assert reads in found.stderr
        assert other not in found.output
        assert reads not in found.stdout
        told = {line.strip() for line in found.stderr.splitlines()}
        assert not told & {"structure", "check", "prove", "insiders", "give back"}


def test_a_folder_in_a_place_that_is_no_folder_is_a_sentence(at_work):
    found = run("register.csv", "--plan", "plan.toml", "--out", "register.csv/ut")

    assert found.exit_code == 1
    assert "Det gick inte att skriva: en del av sökvägen är ingen mapp" in found.stderr
    assert names(at_work) == ["plan.toml", "register.csv"]


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.EACCES, "du får inte skriva där"), (errno.EROFS, "platsen är skrivskyddad")]
)
def test_a_read_only_parent_is_a_sentence(at_work, monkeypatch, number, reason):
    def refused(*_: object, **__: object) -> str:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("samfrid.tabulation.folders.mkdtemp", refused)  # whoever runs the tests may be root
    found = run("register.csv", "--plan", "plan.toml", "--out", "ut")

    assert found.exit_code == 1
    assert reason in found.stderr
    assert names(at_work) == ["plan.toml", "register.csv"]


def test_a_taken_folder_is_told_before_the_long_work_begins(at_work):
    (at_work / "ut").mkdir()
    (at_work / "ut/brev.txt").write_text("kvar", encoding="utf-8")

    found = run("register.csv", "--plan", "plan.toml", "--out", "ut")

    assert found.exit_code == 1
    assert "Där finns redan något" in found.stderr
    assert "Läser filen" not in found.stderr
    assert (at_work / "ut/brev.txt").read_text(encoding="utf-8") == "kvar"


def test_the_installed_command_on_a_disk_that_takes_no_more_leaves_nothing(at_work):
    """A process of its own that may write no file beyond 20 000 bytes, as a full disk would have it."""
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); from samfrid.cli.main import main; main()"
    )
    words = ["tabulate", "register.csv", "--plan", "plan.toml", "--out", "ut"]

    done = subprocess.run(
        [sys.executable, "-B", "-c", program, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"LC_ALL": "sv_SE.UTF-8"},
    )

    assert done.returncode == 1
    assert "Det gick inte att skriva" in done.stderr
    assert "Traceback" not in done.stderr
    assert names(at_work) == ["plan.toml", "register.csv"]
