"""`samfrid tabulate`: one file of records to protected, proven, gender-split tables."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from samfrid.adapters.spreadsheets import read_table
from samfrid.cli.language import reader_language
from samfrid.cli.progress import shown_progress
from samfrid.config.env import read_settings
from samfrid.domain.wording import Problem, Refused, Text
from samfrid.tabulation.outcome import outcome_words
from samfrid.tabulation.plan import load_plan
from samfrid.tabulation.suggest import suggest as first_plan
from samfrid.tabulation.write import dry_run as try_out
from samfrid.tabulation.write import tabulate


class WrongUse(Refused):
    """Options that do not go together."""

    exit_code = 2


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--plan", type=click.Path(path_type=Path), help="What to do with the file (TOML).")
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write; must not exist.")
@click.option("--replace", is_flag=True, help="Write over what an earlier tabulation wrote in the folder.")
@click.option("--suggest", is_flag=True, help="Look at the file and write a first plan to standard output.")
@click.option("--dry-run", is_flag=True, help="Tell what would be published, hidden and why; write nothing.")
@click.option("--staff", is_flag=True, help="Also write a report with true numbers, for staff only.")
def command(
    file: Path,
    plan: Path | None,
    out: Path | None,
    replace: bool,
    suggest: bool,
    dry_run: bool,
    staff: bool,
) -> None:
    """Tabulate FILE by gender: tables, charts, maps and a report, with proof that nothing hidden can be worked out.

    Examples:

      samfrid tabulate deltagare.xlsx --suggest > plan.toml

      samfrid tabulate deltagare.xlsx --plan plan.toml --dry-run

      samfrid tabulate deltagare.xlsx --plan plan.toml --out redovisning
    """
    language = reader_language()
    settings = read_settings(os.environ)
    if suggest:
        click.echo(first_plan(read_table(file)), nl=False)
        return
    if plan is None:
        raise WrongUse(Problem(Text(
            "Ange en plan med --plan, eller låt samfrid skriva en första med --suggest.",
            "Name a plan with --plan, or let samfrid write a first one with --suggest.",
        )))  # fmt: skip
    wanted = load_plan(plan)
    today = datetime.now(ZoneInfo("Europe/Stockholm")).date()
    with shown_progress(language) as progress:
        if dry_run:
            done = try_out(file, wanted, day=today, memory=settings.warehouse_memory, progress=progress)
        elif out is None:
            raise WrongUse(Problem(Text(
                "Ange med --out var resultatet ska skrivas, eller pröva med --dry-run.",
                "Say with --out where to write, or try with --dry-run.",
            )))  # fmt: skip
        else:
            done = tabulate(
                file,
                wanted,
                out,
                day=today,
                memory=settings.warehouse_memory,
                staff=staff,
                replace=replace,
                progress=progress,
            )
    click.echo(outcome_words(done, language))
