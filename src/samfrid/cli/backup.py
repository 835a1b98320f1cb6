"""`samfrid backup`: copy everything the database holds, while others write."""

from __future__ import annotations

from pathlib import Path

import click

from samfrid.cli.language import reader_language
from samfrid.config.start import start_framework
from samfrid.domain.wording import Text, format_count


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Make a backup in a new folder of FOLDER. The key ring is never inside: keep a copy of it elsewhere.

    \b
    Example:
      samfrid backup /mnt/backups
    """
    start_framework()
    from django.utils import timezone

    from samfrid.keeping.backup import back_up
    from samfrid.keeping.manifest import read_manifest

    language = reader_language()
    made = back_up(folder, now=timezone.now())
    rows = format_count(read_manifest(made).row_count, language)
    click.echo(Text(f"{made}: {rows} rader.", f"{made}: {rows} rows.").into(language))
    click.echo(
        Text(
            f"Nyckelringen ingår inte. Pröva kopian: samfrid verify {made}",
            f"The key ring is not inside. Prove the copy: samfrid verify {made}",
        ).into(language)
    )
