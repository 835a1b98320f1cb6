"""`samfrid disclosure verify`: check a release against its proof, before it is published and ever after."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from samfrid.adapters.disclosure_files.read import read_release
from samfrid.adapters.disclosure_files.read_data import read_data
from samfrid.cli.language import reader_language
from samfrid.domain.disclosure.verify import check
from samfrid.domain.wording import Refused, Text


class _LaterWork(Refused):
    """Something that is promised for releases over time and not done yet."""

    exit_code = 2


def refuse_previous(previous: tuple[Path, ...]) -> None:
    """Refuse earlier releases with a sentence: they are not compared yet, and silence would be a promise."""
    if previous:
        raise _LaterWork(
            Text(
                "--previous: tidigare publiceringar jämförs inte ännu. Kontrollera varje mapp för sig.",
                "--previous: earlier releases are not compared yet. Check each folder by itself.",
            )
        )


@click.command(name="verify")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--data", "spec", metavar="SPEC.json", type=click.Path(path_type=Path), help="Recount the primaries."
)
@click.option("--previous", metavar="DIR", multiple=True, type=click.Path(path_type=Path), help="Not yet.")
def command(folder: Path, spec: Path | None, previous: tuple[Path, ...]) -> None:
    """Check that the tables in DIR are what was proven and that the proof holds.

    Exit code 0 when it holds, 1 when it does not. Without --data the primaries are not rechecked.

    Example: samfrid disclosure verify out --data s.spec.json
    """
    refuse_previous(previous)
    release = replace(read_release(folder), folder=folder.name)
    data = read_data(spec, release) if spec else None
    verdict = check(release, data)
    click.echo(verdict.into(reader_language()))
    sys.exit(0 if verdict.holds else 1)
