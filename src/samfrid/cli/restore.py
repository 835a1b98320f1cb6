"""`samfrid restore`: a backup into an empty place."""

from __future__ import annotations

import os
from pathlib import Path

import click

from samfrid.cli.language import reader_language
from samfrid.config.env import read_settings
from samfrid.config.start import start_framework
from samfrid.domain.wording import Place, Problem, Refused, Text, format_count


class ListMissing(Refused):
    """The list of erasures is not where it should be."""


@click.command()
@click.argument("backup", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--erasures",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The newest list of erased persons. Default: SAMFRID_ERASURES.",
)
@click.option("--list-is-lost", is_flag=True, help="Restore though the list of erased persons is lost.")
def command(backup: Path, erasures: Path | None, list_is_lost: bool) -> None:
    """Restore BACKUP into the database of SAMFRID_DATABASE, which must be empty, and compare every row.

    \b
    Example:
      samfrid restore /mnt/backups/samfrid-20261122T010000Z --erasures /mnt/safe/erasures.jsonl

    Whoever was erased after the backup is erased again. Bring the key ring and the secret from where they are kept.
    """
    newest = erasures or read_settings(os.environ).erasures
    if not newest.is_file() and not list_is_lost:
        raise ListMissing(
            Problem(
                Text(
                    "Listan över raderade personer saknas. Ange den med --erasures; bara om den är förlorad: "
                    "--list-is-lost.",
                    "The list of erased persons is missing. Name it with --erasures; only if it is lost: "
                    "--list-is-lost.",
                ),
                Place(file=newest.name),
            )
        )
    start_framework()
    from samfrid.keeping.restoring import restore

    language = reader_language()
    done = restore(backup, erasures=newest if newest.is_file() else None)
    rows = format_count(done.rows, language)
    click.echo(
        Text(
            f"Återställt: {rows} rader i {done.tables} tabeller, alla jämförda. "
            f"Personer raderade på nytt: {done.erased_again}.",
            f"Restored: {rows} rows in {done.tables} tables, all compared. "
            f"Persons erased again: {done.erased_again}.",
        ).into(language)
    )
