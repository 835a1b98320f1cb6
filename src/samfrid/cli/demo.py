"""`samfrid demo`: build the invented register, tabulate it, and say where to look."""

from __future__ import annotations

import os

import click

from samfrid.cli.language import reader_language
from samfrid.cli.progress import shown_progress
from samfrid.config.env import read_settings
from samfrid.demo import build_demo
from samfrid.domain.wording import Text


@click.command()
@click.option("--fresh", is_flag=True, help="Build everything again.")
def command(fresh: bool) -> None:
    """Build the demo: an invented register of five years in three counties, tabulated.

    Example:

      samfrid demo --fresh
    """
    language = reader_language()
    folder = read_settings(os.environ).var / "demo"
    with shown_progress(language) as progress:
        built = build_demo(folder, fresh=fresh, progress=progress)
    lines = (
        Text("Demon är påhittad: inga verkliga personer.", "The demo is invented: no real persons."),
        Text(f"  Rapport:  {built.output / 'report.html'}", f"  Report:   {built.output / 'report.en.html'}"),
        Text(f"  PDF:      {built.output / 'report.pdf'}", f"  PDF:      {built.output / 'report.en.pdf'}"),
        Text(f"  Register: {built.register}", f"  Register: {built.register}"),
        Text(f"  Plan:     {built.plan}", f"  Plan:     {built.plan}"),
    )
    for line in lines:
        click.echo(line.into(language))
