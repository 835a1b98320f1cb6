"""The tutorials run as they are written, on the real files they are about, and say what is true.

A block `sh` is run line by line in an empty folder where the data file lies under its name. A block `text` after it
holds lines that must be in what was printed. A block `toml` is saved under the name in its first line. A comment
`refused: exit code N` before a block says that its last command is refused.
"""

from __future__ import annotations

import csv
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from statsmodels.stats.proportion import confint_proportions_2indep

from samfrid.cli.main import main
from samfrid.demo.files import write_register
from samfrid.demo.register import invent_cases
from samfrid.tabulation.plan import load_plan

TUTORIALS = Path(__file__).parents[2] / "docs" / "tutorials"
BLOCK = re.compile(
    r"(?:<!-- refused: exit code (\d) -->\n\n)?(?:<!-- (built elsewhere) -->\n\n)?```(\w+)\n(.*?)```",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block of a tutorial."""

    kind: str
    text: str
    exit_code: int
    elsewhere: bool


def blocks(name: str) -> list[Block]:
    text = (TUTORIALS / name).read_text(encoding="utf-8")
    return [Block(kind, body, int(code or 0), bool(built)) for code, built, kind, body in BLOCK.findall(text)]


def run_line(line: str, folder: Path) -> tuple[int, str]:
    """Run one command; samfrid's own in this process, which spares its long start."""
    words = shlex.split(line)
    environment = {}
    while "=" in words[0]:
        name, value = words.pop(0).split("=", 1)
        environment[name] = value
    if words[0] != "samfrid":
        done = subprocess.run(
            ["bash", "-c", line], cwd=folder, capture_output=True, text=True, check=False, timeout=30
        )
        return done.returncode, done.stdout + done.stderr
    target = None
    if ">" in words:
        at = words.index(">")
        words, target = words[:at], folder / words[at + 1]
    found = CliRunner().invoke(main, words[1:], env=environment)
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    if target:
        target.write_text(found.stdout, encoding="utf-8")
    return found.exit_code, found.output


def run_tutorial(name: str, folder: Path) -> str:
    """Run every command of a tutorial and return all that was printed."""
    everything, last = "", ""
    for block in blocks(name):
        if block.kind == "toml":
            heading = re.match(r"# (\S+\.toml)\n", block.text)
            assert heading, "the first line of a plan says what to save it as"
            (folder / heading[1]).write_text(block.text, encoding="utf-8")
        elif block.kind == "sh" and not block.elsewhere:
            last = ""
            lines = block.text.strip().splitlines()
            for number, line in enumerate(lines, 1):
                code, said = run_line(line, folder)
                last += said
                wanted = block.exit_code if number == len(lines) else 0
                assert code == wanted, f"{line}\n{said}"
            everything += last
        elif block.kind == "text":
            for line in block.text.strip().splitlines():
                assert line.strip() in last, f"{name} promises: {line}\n{last}"
    return everything


def place(outside_data: Path, folder: Path, *names: str) -> None:
    for name in names:
        (folder / Path(name).name).symlink_to(outside_data / name)


def published(folder: Path, number: int = 1) -> dict[tuple[str, ...], int]:
    """Read a table of a result: the published counts by the codes of each cell."""
    with (folder / "tables" / f"{number:03}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if f"{name}_level" in rows[0]]
    return {
        tuple(row[name] for name in names): int(row["count"]) for row in rows if row["status"] == "published"
    }


def report_words(path: Path) -> str:
    """What a report says, without its drawings and marks."""
    text = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def bench(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_tutorial_is_in_the_menu_and_every_one_in_the_menu_is_there():
    menu = (TUTORIALS.parents[1] / "mkdocs.yml").read_text(encoding="utf-8")

    named = set(re.findall(r"tutorials/(\S+\.md)", menu))

    assert named == {path.name for path in TUTORIALS.glob("*.md")}


def test_the_helpline_keeps_every_gender_apart_and_runs_as_written(outside_data, bench):
    place(outside_data, bench, "microdata/linea144-2020.csv")

    run_tutorial("helpline.md", bench)

    assert len(load_plan(bench / "helpline.toml").column("gender").categories) == 8
    says = report_words(bench / "helpline/report.en.html")
    assert "women 13% (3,745 of 29,007), men 27% (11 of 41)" in says
    assert "Not compared, since hidden" in says
    with (bench / "linea144-2020.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    gender, sexual = "genero_persona_en_situacion_de_violencia", "tipo_de_violencia_sexual"
    shown = published(bench / "helpline", 3)
    for code, word in (("woman", "Mujer"), ("man", "Varon"), ("trans_woman", "Mujer Trans")):
        mine = [row for row in rows if row[gender] == word]
        assert shown["Total", code, "Total"] == len(mine)
        assert shown["Total", code, "yes"] == sum(row[sexual].casefold() == "si" for row in mine)
    assert not [cell for cell in shown if cell[1] in ("trans_man", "travesti", "intersex")]


def test_linkage_to_care_agrees_with_a_count_by_hand(outside_data, bench):
    place(outside_data, bench, "microdata/mosaicData_HELPrct.csv")

    run_tutorial("linkage-to-care.md", bench)

    with (bench / "mosaicData_HELPrct.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    linked = {
        sex: [row["link"] for row in rows if row["sex"] == sex and row["link"]] for sex in ("female", "male")
    }
    yes = {sex: answers.count("yes") for sex, answers in linked.items()}
    shown = published(bench / "linkage")
    assert shown["Total", "woman", "yes"] == yes["female"]
    assert shown["Total", "man", "yes"] == yes["male"]
    low, high = confint_proportions_2indep(
        yes["male"],
        len(linked["male"]),
        yes["female"],
        len(linked["female"]),
        method="score",
        correction=False,
    )
    interval = f"(−{-low * 100:.0f} to {high * 100:.0f})"
    said = (
        f"women {yes['female'] / len(linked['female']):.0%} ({yes['female']} of {len(linked['female'])}), "
        f"men {yes['male'] / len(linked['male']):.0%} ({yes['male']} of {len(linked['male'])}). "
        f"The difference of 8 percentage points {interval} may be chance."
    )
    assert said in report_words(bench / "linkage/report.html")
    assert said in (TUTORIALS / "linkage-to-care.md").read_text(encoding="utf-8")
    assert "may be chance" in said
    assert "Not compared, since hidden" in report_words(bench / "linkage/report.html")


def test_very_small_groups_are_hidden_and_a_planted_fault_is_caught(outside_data, bench):
    place(outside_data, bench, "microdata/compas_for_aequitas.csv")

    run_tutorial("small-groups.md", bench)

    with (bench / "compas_for_aequitas.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for (race, sex, age), count in published(bench / "groups").items():
        assert count == 0 or count >= 5, (race, sex, age)
    shown = published(bench / "groups")
    assert shown["Total", "woman", "Total"] == sum(row["sex"] == "Female" for row in rows)
    assert "must not be spread" in report_words(bench / "groups/staff/report.html").casefold()


def test_tables_of_counts_are_read_and_files_without_gender_are_refused(outside_data, bench):
    names = ("fi_domestic_violence_2019_same_household.csv", "it_codice_rosso_commessi_provincia.csv")
    place(outside_data, bench, *(f"stats/{name}" for name in names), "microdata/MatchIt_lalonde.csv")

    run_tutorial("counts-from-abroad.md", bench)

    lines = (bench / names[0]).read_text(encoding="latin-1").splitlines()[2:]
    rows = list(csv.DictReader(lines, delimiter=";"))
    shown = published(bench / "finland")
    for code, word in (("woman", "Female victims"), ("man", "Male victims")):
        mine = [row for row in rows if row["Victim's sex"] == word]
        assert shown["Total", code, "Total"] == sum(int(row["Number of victims"]) for row in mine)
        by_men = [row for row in mine if row["Suspect's sex"] == "Suspect males"]
        assert shown["Total", code, "man"] == sum(int(row["Number of victims"]) for row in by_men)
    says = report_words(bench / "finland/report.html")
    assert "women 87% (1,962 of 2,252), men 40% (433 of 1,073)" in says
    assert not list(bench.glob(".*"))


def test_the_first_report_runs_as_written_on_the_invented_register(bench):
    register = bench / "var/demo/deltagare.csv"
    register.parent.mkdir(parents=True)
    write_register(register, invent_cases())

    run_tutorial("first-report.md", bench)

    with register.open(encoding="cp1252", newline="") as file:
        rows = list(csv.DictReader(file.readlines()[3:], delimiter=";"))
    women = [row for row in rows if row["Kön"].casefold() in ("kvinna", "k")]
    asked = [row for row in women if row["Fråga om våld"] != "Fick inte frågan"]
    shown = published(bench / "asked")
    assert shown["Total", "woman", "Total"] == len(women)
    yes = shown["Total", "woman", "asked"]
    assert yes == len(asked)
    assert f"women {yes / len(women):.0%} ({yes:,} of {len(women):,})" in report_words(
        bench / "asked/report.en.html"
    )
