"""`samfrid demo`: build the invented site if it is not there, and serve it."""

from __future__ import annotations

import os
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import click

from samfrid.cli.language import reader_language
from samfrid.cli.progress import shown_progress
from samfrid.config.env import read_settings
from samfrid.config.start import start_framework
from samfrid.domain.wording import Text
from samfrid.keeping.secrets_made import make_secrets

_BUILT = "built"  # written last: a folder without it was left half done
_CLEARED = ("DATABASE", "FACE", "HOSTS", "KEYS", "MAIL", "SECRET")


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--no-serve", is_flag=True, help="Build, and end there.")
@click.option("--fresh", is_flag=True, help="Build everything again.")
def command(port: int, no_serve: bool, fresh: bool) -> None:
    """Build the demo and serve it: invented people on real geography, five years in three counties.

    \b
    Example:
      samfrid demo --port 8080
    """
    folder = read_settings(os.environ).var.resolve() / "demo"
    if fresh or not (folder / _BUILT).exists():
        shutil.rmtree(folder, ignore_errors=True)
    _settle_in(folder)
    if not (folder / _BUILT).exists():
        _build(folder)
    _tell(folder)
    if not no_serve:
        from samfrid.cli.serve import serve

        serve("127.0.0.1", port, with_worker=True)


def _settle_in(folder: Path) -> None:
    """Point every setting at the demo's own folder: nothing of a real installation is touched."""
    for name in _CLEARED:
        os.environ.pop(f"SAMFRID_{name}", None)
    os.environ.update(SAMFRID_VAR=str(folder), SAMFRID_DEMO="yes", SAMFRID_HTTPS="no")
    make_secrets(read_settings(os.environ), day=date.today())  # noqa: DTZ011 - the day where the reader is


def _build(folder: Path) -> None:
    start_framework()
    from samfrid.demo.files import write_register
    from samfrid.demo.register import invent_cases
    from samfrid.demo.site.build import build_site

    with shown_progress(reader_language()) as progress:
        build_site(folder, today=date.today(), progress=progress)  # noqa: DTZ011 - the day where the reader is
        write_register(folder / "deltagare.csv", invent_cases())
        plan = files("samfrid.demo").joinpath("plan.toml").read_text(encoding="utf-8")
        (folder / "plan.toml").write_text(plan, encoding="utf-8")
    (folder / _BUILT).touch()


def _tell(folder: Path) -> None:
    lines = (
        Text("Demon är påhittad: inga verkliga personer.", "The demo is invented: no real persons."),
        Text(f"  Konton:  {folder / 'accounts.json'}", f"  Accounts: {folder / 'accounts.json'}"),
        Text(
            f"  En fil att läsa in: {folder / 'deltagare.csv'}",
            f"  A file to read in: {folder / 'deltagare.csv'}",
        ),
    )
    for line in lines:
        click.echo(line.into(reader_language()))
