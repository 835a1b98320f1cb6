"""Whatever is given to the real command, the answer is a sentence, an exit code, and nothing half written."""

from __future__ import annotations

import errno
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.cli.main import main

PLAN = """
title = "Prov"
source = "Provet"
in_order = ["born", "opened", "closed"]

[columns.gender]
header = "Kön"
[columns.gender.categories]
woman = { label = "kvinnor", spellings = ["Kvinna", "K"] }
man = { label = "män", spellings = ["Man"] }

[columns.place]
header = "Kommun"
kind = "municipality"

[columns.born]
header = "Född"
kind = "date"

[columns.opened]
header = "Öppnat"
kind = "date"

[columns.closed]
header = "Avslutat"
kind = "date"

[gender]
compare = ["woman", "man"]

[[tables]]
name = "all"
dimensions = ["place", "gender"]
"""
HEADER = ["Kön", "Kommun", "Född", "Öppnat", "Avslutat"]
ROW = ["Kvinna", "Ydre", "1980-05-01", "2024-01-02", "2024-03-04"]
# The Swedish Tax Agency's published test number belongs to nobody.
NUMBER = "200001012384"


def lines(*rows: list[str], header: list[str] | None = None) -> bytes:
    return "\n".join(";".join(row) for row in [header or HEADER, *rows]).encode() + b"\n"


def replaced(place: int, words: str) -> bytes:
    wrong = [*ROW]
    wrong[place] = words
    return lines(*[ROW] * 3, wrong)


def book(change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    made = openpyxl.Workbook()
    for row in (HEADER, *[ROW] * 6):
        made.active.append(row)
    if change:
        change(made)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def rewritten(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one part changed."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return written.getvalue()


def bomb() -> bytes:
    return rewritten(book(), "xl/styles.xml", lambda part: part + b" " * 60_000_000)


def foreign_entity(part: bytes) -> bytes:
    start = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    at = part.find(b"?>") + 2 if part.startswith(b"<?xml") else 0
    return part[:at] + start + part[at:]


def formula(made: openpyxl.Workbook) -> None:
    made.active["B3"] = '="Yd"&"re"'


BAD: dict[str, tuple[bytes, str, str]] = {
    "empty file": (b"", "tom", "empty"),
    "a picture under the name of a table": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "bild", "picture"),
    "a zip bomb": (bomb(), "orimligt mycket data", "impossible amount"),
    "an entity from outside": (rewritten(book(), "xl/workbook.xml", foreign_entity), "DTD", "DTD"),
    "a formula without a result": (book(formula), "formel", "formula"),
    "an unknown municipality": (replaced(1, "Ydreby"), "ingen kommun", "no municipality"),
    "opened before birth": (replaced(2, "2024-02-01"), "ligger före ”Född”", "before “Född”"),
    "closed before opened": (replaced(4, "2023-12-31"), "ligger före ”Öppnat”", "before “Öppnat”"),
    "an unknown code": (replaced(0, "X"), "Ordet står inte i planen", "not in the plan"),
    "a day that is not": (replaced(3, "2024-02-31"), "datum", "date"),
    "the same header twice": (lines(ROW, header=[*HEADER[:4], "Kön"]), "A1, E1", "A1, E1"),
    "no gender column": (lines([*ROW], header=["Namnlös", *HEADER[1:]]), "Kön", "Kön"),
    "a personal number": (replaced(1, NUMBER), "personnummer", "personal"),
    "a personal number in a column that no plan reads": (
        lines([*ROW, NUMBER], header=[*HEADER, "Anteckning"]),
        "personnummer",
        "personal",
    ),
}


@pytest.fixture
def at_work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def run(*words: str, language: str = "sv_SE.UTF-8"):
    found = CliRunner().invoke(main, ["tabulate", *words], env={"LC_ALL": language})
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


def tabulated(language: str = "sv_SE.UTF-8"):
    return run("register.xlsx", "--plan", "plan.toml", "--out", "ut", language=language)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_a_sentence_and_leaves_nothing(at_work, name):
    content, swedish, english = BAD[name]
    (at_work / "register.xlsx").write_bytes(content)

    for language, sentence in (("sv_SE.UTF-8", swedish), ("en_GB.UTF-8", english)):
        found = tabulated(language)

        assert found.exit_code == 1
        assert sentence in found.stderr
        assert "register.xlsx" in found.stderr
        assert "Traceback" not in found.output
        assert NUMBER not in found.output
        assert names(at_work) == ["plan.toml", "register.xlsx"]


def test_what_was_not_understood_is_named_by_its_cell_and_never_repeated(at_work):
    (at_work / "register.xlsx").write_bytes(replaced(0, "Hemligt ord"))

    found = tabulated()

    assert "A5" in found.stderr
    assert "Hemligt" not in found.output


@given(row=st.integers(0, 4), column=st.integers(0, 5), before=st.sampled_from(["", "pnr ", "(", "x;y "]))
@settings(max_examples=25)
def test_a_personal_number_is_never_told_wherever_it_stands(tmp_path_factory, row, column, before):
    folder = tmp_path_factory.mktemp("number")
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    rows = [[*HEADER, "Anteckning"]] + [[*ROW, "lugnt"] for _ in range(4)]
    rows[row][column] = f"{before}{NUMBER}"
    text = "\n".join(";".join(f'"{cell}"' for cell in cells) for cells in rows)
    (folder / "register.csv").write_text(text, encoding="utf-8")

    file, plan, out = (str(folder / name) for name in ("register.csv", "plan.toml", "ut"))
    for words in (
        (file, "--plan", plan, "--out", out),
        (file, "--plan", plan, "--dry-run"),
        (file, "--suggest"),
    ):
        found = run(*words)
        assert found.exit_code == 1
        assert NUMBER[2:] not in found.output
        assert names(folder) == ["plan.toml", "register.csv"]


def test_two_hundred_columns_are_read_and_those_the_plan_names_are_counted(at_work):
    header = [*HEADER, *(f"Övrigt {number}" for number in range(195))]
    (at_work / "register.xlsx").write_bytes(lines(*[[*ROW, *["x"] * 195]] * 6, header=header))

    found = run("register.xlsx", "--plan", "plan.toml", "--dry-run")

    assert found.exit_code == 0
    assert "6 rader lästa" in found.stdout


def test_a_dimension_tag_of_a_million_rows_is_not_believed(at_work):
    def grown(part: bytes) -> bytes:
        return part.replace(b'<dimension ref="A1:E7"', b'<dimension ref="A1:XFD1048576"')

    content = rewritten(book(), "xl/worksheets/sheet1.xml", grown)
    assert content != book()
    (at_work / "register.xlsx").write_bytes(content)

    found = run("register.xlsx", "--plan", "plan.toml", "--dry-run")

    assert found.exit_code == 0
    assert "6 rader lästa" in found.stdout


def test_a_hidden_sheet_is_not_counted_by_accident(at_work):
    def hide(made: openpyxl.Workbook) -> None:
        extra = made.create_sheet("Dold")
        for row in (HEADER, *[ROW] * 50):
            extra.append(row)
        extra.sheet_state = "hidden"

    (at_work / "register.xlsx").write_bytes(book(hide))

    found = run("register.xlsx", "--plan", "plan.toml", "--dry-run")

    assert found.exit_code == 0
    assert "6 rader lästa" in found.stdout


def test_control_characters_do_not_reach_the_terminal(at_work):
    (at_work / "register.xlsx").write_bytes(replaced(1, "Ydre\x1b[31m\x07"))

    found = tabulated()

    assert "\x1b" not in found.output
    assert "\x07" not in found.output
    assert "ut" not in names(at_work) or found.exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "code", "swedish", "english"),
    [
        ("[gender]", "[gendre]", 2, "Menade du ”gender”?", "Did you mean “gender”?"),
        ('header = "Kommun"', 'header = "Komun"', 1, "Kommun", "Kommun"),
        ('title = "Prov"', "title = ", 2, "inte giltig TOML", "not valid TOML"),
        ('["place", "gender"]', '["plcae", "gender"]', 2, "Menade du ”place”?", "Did you mean “place”?"),
        ('"place", "gender"]', '"place", "gender"]\n[disclosure]\nthreshold = 1', 2, "minst 3", "3 or more"),
    ],
)
def test_a_plan_that_does_not_fit_is_a_sentence(at_work, old, new, code, swedish, english):
    (at_work / "register.xlsx").write_bytes(lines(*[ROW] * 6))
    (at_work / "plan.toml").write_text(PLAN.replace(old, new), encoding="utf-8")

    for language, sentence in (("sv_SE.UTF-8", swedish), ("en_GB.UTF-8", english)):
        found = tabulated(language)

        assert found.exit_code == code
        assert sentence in found.stderr
        assert names(at_work) == ["plan.toml", "register.xlsx"]


@pytest.mark.parametrize(
    "boundary",
    [
        "samfrid.tabulation.working_out.write_snapshot",
        "samfrid.tabulation.write.write_family",
        "samfrid.tabulation.write.write_open_data",
        "samfrid.tabulation.write.pdf.render",
        "samfrid.tabulation.write._complete_protocol",
        "samfrid.tabulation.working_out.TemporaryDirectory",
    ],
)
def test_a_full_disk_is_a_sentence_and_leaves_nothing(at_work, monkeypatch, boundary):
    (at_work / "register.xlsx").write_bytes(lines(*[ROW] * 6))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(boundary, full)
    found = tabulated()

    assert found.exit_code == 1
    assert "Det gick inte att skriva: disken är full" in found.stderr
    assert names(at_work) == ["plan.toml", "register.xlsx"]


def test_a_full_disk_leaves_an_earlier_result_as_it_was(at_work, monkeypatch):
    (at_work / "register.xlsx").write_bytes(lines(*[ROW] * 6))
    assert tabulated().exit_code == 0
    before = {path: path.read_bytes() for path in (at_work / "ut").rglob("*") if path.is_file()}

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("samfrid.tabulation.write.write_open_data", full)
    found = run("register.xlsx", "--plan", "plan.toml", "--out", "ut", "--replace")

    assert found.exit_code == 1
    assert {path: path.read_bytes() for path in (at_work / "ut").rglob("*") if path.is_file()} == before
    assert names(at_work) == ["plan.toml", "register.xlsx", "ut"]
