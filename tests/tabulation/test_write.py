"""What is written: nothing hidden in any public file, everything provable, the same every time, all or nothing."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import warnings
from datetime import date
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from jsonstat_validator import validate_jsonstat
from pyaxis import pyaxis
from pyjstat import pyjstat

from samfrid.adapters.spreadsheets import inspect_written
from samfrid.cli.main import main
from samfrid.domain.tables import Member
from samfrid.domain.wording import Language, format_count
from samfrid.tabulation.plan import parse_plan
from samfrid.tabulation.report.method import facts_of
from samfrid.tabulation.write import dry_run

# Every count is a number that is found nowhere by chance, and those below the threshold are three digits long.
COUNTS = {
    ("Linköping", "Kvinna", "Ja"): 5081,
    ("Linköping", "Kvinna", "Nej"): 7237,
    ("Linköping", "Man", "Ja"): 3469,
    ("Linköping", "Man", "Nej"): 6121,
    ("Linköping", "Annan", "Ja"): 307,
    ("Linköping", "Annan", "Nej"): 1213,
    ("Motala", "Kvinna", "Ja"): 4421,
    ("Motala", "Kvinna", "Nej"): 5839,
    ("Motala", "Man", "Ja"): 2683,
    ("Motala", "Man", "Nej"): 4957,
    ("Motala", "Annan", "Ja"): 1129,
    ("Motala", "Annan", "Nej"): 523,
    ("Ydre", "Kvinna", "Ja"): 2777,
    ("Ydre", "Kvinna", "Nej"): 3331,
    ("Ydre", "Man", "Ja"): 641,
    ("Ydre", "Man", "Nej"): 2239,
    ("Ydre", "Annan", "Ja"): 1153,
    ("Ydre", "Annan", "Nej"): 1471,
}
CODES = {"Kvinna": "woman", "Man": "man", "Annan": "other", "Ja": "yes", "Nej": "no"}
CODES |= {"Linköping": "0580", "Motala": "0583", "Ydre": "0512"}
PLAN = """
title = { sv = "Prov", en = "A trial" }
source = { sv = "Provet", en = "The trial" }
languages = ["sv", "en"]
count = "Antal"

[columns.place]
header = "Kommun"
kind = "municipality"

[columns.gender]
header = "Kön"
[columns.gender.categories]
woman = { label = { sv = "kvinnor", en = "women" }, spellings = ["Kvinna"] }
man = { label = { sv = "män", en = "men" }, spellings = ["Man"] }
other = { label = { sv = "annan", en = "other" }, spellings = ["Annan"] }

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
rows = "place"

[disclosure]
threshold = 1000
"""


def run(*words: str, language: str = "C"):
    found = CliRunner().invoke(main, list(words), env={"LC_ALL": language})
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


def tabulated(out: str, *more: str):
    return run("tabulate", "register.csv", "--plan", "plan.toml", "--out", out, *more)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """One folder of a tabulation with a staff report."""
    folder = tmp_path_factory.mktemp("written")
    rows = [["Kommun", "Kön", "Fick frågan", "Antal"], *([*cell, str(n)] for cell, n in COUNTS.items())]
    text = "\n".join(";".join(row) for row in rows) + "\n"
    (folder / "register.csv").write_text(text, encoding="utf-8")
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        found = tabulated("ut", "--staff")
        assert found.exit_code == 0, found.output
        assert tabulated("igen", "--staff").exit_code == 0
    return folder


@pytest.fixture
def at_work(written, tmp_path, monkeypatch):
    """A copy that a test may spoil."""
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table_rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "tables/001.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def true_count(row: dict[str, str]) -> int:
    """The number of a cell, added up from the register: counties and totals too."""

    def fits(code: str, wanted: str, level: str) -> bool:
        return level in ("Total", "place_county") or code == wanted

    return sum(
        count
        for words, count in COUNTS.items()
        if all(
            fits(CODES[word], row[name], row[f"{name}_level"])
            for name, word in zip(("place", "gender", "asked"), words, strict=True)
        )
    )


def hidden_numbers(folder: Path) -> set[int]:
    hidden = {true_count(row) for row in table_rows(folder) if row["status"] == "hidden"}
    return hidden - {true_count(row) for row in table_rows(folder) if row["status"] == "published"}


def pdf_pages(path: Path) -> list[str]:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed: the words of PDF files are not read")
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout.removesuffix("\f").split("\f")


def words_of(path: Path) -> str:
    """Every word and number that a person or a program can read in a file."""
    match path.suffix:
        case ".pdf":
            return "\n".join(pdf_pages(path))
        case ".xlsx":
            sheets = openpyxl.load_workbook(path).worksheets
            cells = (cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
            return "\n".join(str(cell) for cell in cells if cell is not None)
        case ".html" | ".svg":
            text = re.sub(r"<style\b.*?</style>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            spoken = re.findall(r'(?:aria-label|alt|title|data-[\w-]+)="([^"]*)"', text)
            return "\n".join([re.sub(r"<[^>]*>", " ", text), *spoken])
        case _:
            return path.read_text(encoding="utf-8")


def numbers_in(words: str) -> set[int]:
    """Every whole number, with or without signs between thousands."""
    found = re.findall(r"(?<![\w.])\d{1,3}(?:[\u00a0\u202f ,]\d{3})+(?!\w)|(?<![\w.])\d+(?!\w)", words)
    return {int(re.sub(r"\D", "", number)) for number in found}


def public_files(folder: Path) -> list[Path]:
    inside = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in inside if path.relative_to(folder).parts[0] not in ("proof", "staff")]


def test_what_is_small_is_hidden_and_more_than_that(written):
    rows = table_rows(written / "ut")
    small = {count for count in COUNTS.values() if count < 1000}

    assert {true_count(row) for row in rows if row["status"] == "hidden"} > small
    for row in rows:
        if row["status"] == "published":
            assert int(row["count"]) == true_count(row) >= 1000
        else:
            assert row["count"] == ""


def test_no_hidden_number_is_in_any_public_file(written):
    hidden = hidden_numbers(written / "ut")
    files = public_files(written / "ut")

    assert len(hidden) >= 8
    assert {path.suffix for path in files} == {".csv", ".html", ".json", ".pdf", ".px", ".svg", ".xlsx"}
    for path in files:
        assert not numbers_in(words_of(path)) & hidden, path.name


def test_published_numbers_are_found_by_the_same_search(written):
    shown = {true_count(row) for row in table_rows(written / "ut") if row["status"] == "published"}

    for name in (
        "report.html",
        "report.en.html",
        "report.pdf",
        "open/asked.px",
        "open/asked.json",
        "open/tabeller.xlsx",
    ):
        assert len(numbers_in(words_of(written / "ut" / name)) & shown) >= 5, name


def test_the_staff_report_has_the_true_numbers_and_says_on_each_page_that_it_must_not_be_spread(written):
    staff = written / "ut/staff"
    swedish, english = (
        "Innehåller uppgifter som inte får spridas",
        "Contains information that must not be spread",
    )
    hidden_men = COUNTS["Ydre", "Man", "Ja"]

    for suffix, sentence in (("", swedish), (".en", english)):
        told = words_of(staff / f"report{suffix}.html")
        assert hidden_men in numbers_in(told) & hidden_numbers(written / "ut")
        assert sentence in told
        pages = pdf_pages(staff / f"report{suffix}.pdf")
        assert pages
        assert all(sentence in " ".join(page.split()) for page in pages)


def test_the_proof_holds_and_attackers_find_nothing(at_work):
    verified, attacked = run("disclosure", "verify", "ut"), run("disclosure", "attack", "ut")

    assert (verified.exit_code, attacked.exit_code) == (0, 0)
    assert "The proof holds" in verified.stdout
    assert "found nothing" in attacked.stdout


def test_a_changed_number_is_caught(at_work):
    table = at_work / "ut/tables/001.csv"
    text = table.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.endswith(",published"))
    *cell, count, status = row.split(",")
    table.write_text(text.replace(row, ",".join([*cell, str(int(count) + 1), status])), encoding="utf-8")

    assert run("disclosure", "verify", "ut").exit_code == 1


@pytest.mark.parametrize("number", range(4))
def test_a_hidden_number_that_is_shown_is_caught(at_work, number):
    table = at_work / "ut/tables/001.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = table_rows(at_work / "ut")
    at = [place for place, row in enumerate(rows) if row["status"] == "hidden"][number]
    lines[at + 1] = lines[at + 1].replace(",,hidden", f",{true_count(rows[at])},published")
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert run("disclosure", "verify", "ut").exit_code == 1


def test_the_same_file_and_plan_give_the_same_bytes(written):
    def contents(folder: Path) -> dict[str, object]:
        found: dict[str, object] = {
            str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()
        }
        protocol = json.loads((folder / "protocol.json").read_text(encoding="utf-8"))
        found["protocol.json"] = without_times(protocol)
        return found

    first, second = contents(written / "ut"), contents(written / "igen")

    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def without_times(value: object) -> object:
    """A protocol without how long its stages took."""
    if isinstance(value, dict):
        return {key: without_times(inner) for key, inner in value.items() if "second" not in key}
    return [without_times(inner) for inner in value] if isinstance(value, list) else value


def test_the_workbook_passes_the_inspector_and_has_every_cell(written):
    path = written / "ut/open/tabeller.xlsx"

    inspect_written(path)
    found = openpyxl.load_workbook(path).worksheets
    assert any(sheet.max_row > len(COUNTS) for sheet in found)


def test_px_and_json_stat_are_read_back_with_what_the_tables_say(written):
    rows = table_rows(written / "ut")
    shown = sorted(int(row["count"]) for row in rows if row["status"] == "published")

    dataset = json.loads((written / "ut/open/asked.json").read_text(encoding="utf-8"))
    validate_jsonstat(dataset)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        frame = pyjstat.Dataset.read(json.dumps(dataset)).write("dataframe")
    assert sorted(int(value) for value in frame["value"].dropna()) == shown
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = pyaxis.parse(str(written / "ut/open/asked.px"), encoding="utf-8", lang="sv")["DATA"]
    numbers = [value for value in parsed["DATA"] if str(value).replace(".", "").isdigit()]
    assert sorted(int(float(value)) for value in numbers) == shown


def test_an_earlier_result_is_replaced_only_when_asked_for(at_work):
    before = (at_work / "ut/protocol.json").read_bytes()

    refused = tabulated("ut")

    assert refused.exit_code == 1
    assert "--replace" in refused.stderr
    assert (at_work / "ut/protocol.json").read_bytes() == before
    assert tabulated("ut", "--replace").exit_code == 0
    assert not (at_work / "ut/staff").exists()
    assert sorted(path.name for path in at_work.iterdir()) == ["igen", "plan.toml", "register.csv", "ut"]


def test_a_folder_of_something_else_is_never_replaced(at_work):
    (at_work / "mitt").mkdir()
    (at_work / "mitt/brev.txt").write_text("kvar", encoding="utf-8")

    assert tabulated("mitt", "--replace").exit_code == 1
    assert [path.name for path in (at_work / "mitt").iterdir()] == ["brev.txt"]


def test_a_dry_run_writes_nothing_and_says_so(at_work):
    before = sorted(at_work.rglob("*"))

    found = run("tabulate", "register.csv", "--plan", "plan.toml", "--dry-run", language="sv_SE.UTF-8")

    assert found.exit_code == 0
    assert "Inget är skrivet" in found.stdout
    assert sorted(at_work.rglob("*")) == before
    hidden = hidden_numbers(at_work / "ut")
    assert not numbers_in(found.output) & hidden


def test_every_cell_of_the_register_is_in_the_proof_and_only_there(written):
    with (written / "ut/proof/base.csv").open(encoding="utf-8", newline="") as file:
        proof = {
            (row["place"], row["gender"], row["asked"]): int(row["count"]) for row in csv.DictReader(file)
        }

    assert proof == {tuple(CODES[word] for word in words): count for words, count in COUNTS.items()}
    assert len(set(COUNTS.values())) == len(COUNTS) == len(list(product("abc", "abc", "ab")))


def test_no_public_file_holds_a_hash_of_the_input(written):
    """A reader who guesses a small table could try each guess against such a hash."""
    sources = json.loads((written / "ut/proof/sources.json").read_text(encoding="utf-8"))
    public = [
        path
        for path in (written / "ut").rglob("*")
        if path.is_file() and not {"proof", "staff"} & set(path.relative_to(written / "ut").parts)
    ]

    digests = [str(value).encode() for name, value in sources.items() if name.endswith("sha256")]
    assert len(digests) == 2
    for path in public:
        assert not any(digest in path.read_bytes() for digest in digests), path


def test_a_hidden_grand_total_is_not_told_elsewhere(written, tmp_path):
    plan = parse_plan(PLAN + '\n[[disclosure.force_hide]]\nreason = "prov"\n')
    done = dry_run(written / "register.csv", plan, day=date(2026, 11, 22))
    total = sum(COUNTS.values())

    assert done.worked.protected.tables["asked"].count((Member.total(),) * 3) is None
    public = " ".join(words.sv for fact in facts_of(done.worked) for words in fact)
    for_staff = " ".join(words.sv for fact in facts_of(done.worked, staff_only=True) for words in fact)
    assert format_count(total, Language.SWEDISH) not in public
    assert format_count(total, Language.SWEDISH) in for_staff


def test_true_numbers_can_be_opened_by_their_owner_only(written):
    modes = {name: (written / "ut" / name).stat().st_mode & 0o777 for name in ("staff", "proof")}

    assert modes == {"staff": 0o700, "proof": 0o700}
