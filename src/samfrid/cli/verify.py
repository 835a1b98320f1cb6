"""`samfrid verify`: prove a backup, file by file and row by row."""

from __future__ import annotations

from pathlib import Path

import click

from samfrid.cli.language import reader_language
from samfrid.config.start import start_framework
from samfrid.domain.wording import Text, format_count


@click.command()
@click.argument("backup", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--live", is_flag=True, help="Also compare with the database as it is now, row by row.")
def command(backup: Path, live: bool) -> None:
    """Prove that BACKUP is whole: every file and every row is as its manifest says.

    \b
    Example:
      samfrid verify /mnt/backups/samfrid-20261122T010000Z

    Exit code 0: it holds. 1: it does not; each line names a file or a table. With --live, what has changed since the
    backup is told, and is no fault.
    """
    start_framework()
    from samfrid.keeping.verification import differences_from_live, proven

    language = reader_language()
    manifest = proven(backup)
    rows, tables = format_count(manifest.row_count, language), len(manifest.tables)
    click.echo(
        Text(
            f"Kopian håller: {rows} rader i {tables} tabeller.",
            f"The backup holds: {rows} rows in {tables} tables.",
        ).into(language)
    )
    if not live:
        return
    found = differences_from_live(backup)
    for one in found:
        click.echo(
            Text(
                f"{one.table}: {one.only_second} nya, {one.only_first} borta, {one.changed} ändrade.",
                f"{one.table}: {one.only_second} new, {one.only_first} gone, {one.changed} changed.",
            ).into(language)
        )
    if not found:
        click.echo(Text("Databasen är likadan i dag.", "The database is the same today.").into(language))
