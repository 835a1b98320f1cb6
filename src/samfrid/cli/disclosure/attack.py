"""`samfrid disclosure attack`: try to work out hidden numbers from what is published."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from samfrid.adapters.disclosure_files.read import read_release
from samfrid.adapters.disclosure_files.read_data import read_data
from samfrid.cli.disclosure.verify import refuse_previous
from samfrid.cli.language import reader_language
from samfrid.domain.disclosure.attack import run


@click.command(name="attack")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--data", "spec", metavar="SPEC.json", type=click.Path(path_type=Path), help="Judge by the true counts."
)
@click.option("--previous", metavar="DIR", multiple=True, type=click.Path(path_type=Path), help="Not yet.")
@click.option(
    "--seconds", default=60.0, show_default=True, type=click.FloatRange(0), help="Time for each attack."
)
@click.option(
    "--reader-minimum", type=click.IntRange(0, 1), help="What the reader knows, instead of the rule's."
)
@click.option("--insider/--no-insider", default=None, help="Attack as an insider, whatever the rule says.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def command(
    folder: Path,
    spec: Path | None,
    previous: tuple[Path, ...],
    seconds: float,
    reader_minimum: int | None,
    insider: bool | None,
    as_json: bool,
) -> None:
    """Attack the tables in DIR as a reader would: bounds, algebra, programs, insiders, groups.

    Works on the output of any tool saved in our table format. Without a proof or --data every hidden cell
    that may be small is judged. Exit code 0 when nothing was found, 1 when something was.

    Example: samfrid disclosure attack out --json
    """
    refuse_previous(previous)
    release = replace(read_release(folder), folder=folder.name)
    data = read_data(spec, release) if spec else None
    report = run(release, data, seconds=seconds, reader_minimum=reader_minimum, insider=insider)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        click.echo(report.into(reader_language()))
    sys.exit(0 if report.found_nothing else 1)
