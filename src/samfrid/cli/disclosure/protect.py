"""`samfrid disclosure protect`: from a spec and its data to protected tables with their proof."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from samfrid.adapters.disclosure_files.spec import read_spec
from samfrid.adapters.disclosure_files.write import write_family
from samfrid.cli.language import reader_language
from samfrid.domain.disclosure import ProtectedFamily, protect
from samfrid.domain.wording import Refused, Text, format_count

_STAGES = {
    "structure": Text("Räknar celler", "Counting cells"),
    "prove": Text("Bevisar", "Proving"),
    "give back": Text("Ger tillbaka", "Giving back"),
    "insiders": Text("Skyddar mot den som är ensam", "Guarding against insiders"),
    "check": Text("Kontrollerar beviset", "Checking the proof"),
}


class PreviousNotYet(Refused):
    """Earlier releases were given, and comparing with them is not done yet."""

    exit_code = 2


@click.command(name="protect")
@click.argument("spec", metavar="SPEC.json", type=click.Path(path_type=Path))
@click.option(
    "--out",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="Where the release is written.",
)
@click.option("--previous", metavar="DIR", multiple=True, type=click.Path(path_type=Path), help="Not yet.")
def command(spec: Path, out: Path, previous: tuple[Path, ...]) -> None:
    """Protect the tables that SPEC.json describes and prove it.

    DIR/tables and DIR/structure.json may be published; DIR/proof never.

    Example: samfrid disclosure protect s.spec.json --out out
    """
    if previous:
        raise PreviousNotYet(
            Text(
                "--previous: tidigare publiceringar jämförs inte ännu.",
                "--previous: earlier releases are not compared yet.",
            )
        )
    job = read_spec(spec)
    family = protect(job.counts, job.rule, progress=_Bar())
    write_family(family, out, data_sha256=job.data_sha256)
    click.echo(_summary(family, out).into(reader_language()))


class _Bar:
    """Shows the stage and how far it has come, on one line and only to a person."""

    def __init__(self) -> None:
        self.is_shown = sys.stderr.isatty()

    def __call__(self, stage: str, done: float) -> None:
        if self.is_shown:
            words = _STAGES.get(stage, Text.same(stage)).into(reader_language())
            click.echo(f"\r\x1b[K{words} {done:4.0%}", nl=False, err=True)
            if stage == "check":
                click.echo("\r\x1b[K", nl=False, err=True)


def _summary(family: ProtectedFamily, out: Path) -> Text:
    """Say what was done, without telling which cells are primary."""
    cells, primaries = family.protocol["cells"], family.protocol["primaries"]
    promise = family.protocol["promise"]

    def words(language: str, sentence: str) -> str:
        from samfrid.domain.wording import Language

        numbers = {
            name: format_count(value, Language(language))
            for name, value in (
                ("all", cells["all"]), ("hidden", cells["hidden"]), ("proven", primaries["proven"]),
                ("width", promise["width"]),
            )
        }  # fmt: skip
        return sentence.format(**numbers, out=out)

    return Text(
        words(
            "sv",
            "{hidden} av {all} celler är dolda. Alla {proven} celler som inte får bli kända är bevisade: två hela"
            " tabeller var, minst {width} personer isär.\nSkrivet till {out}. Sprid aldrig mappen proof.",
        ),
        words(
            "en",
            "{hidden} of {all} cells are hidden. All {proven} cells that must not be known are proven: two complete"
            " tables each, at least {width} persons apart.\nWritten to {out}. Never spread the folder proof.",
        ),
    )
