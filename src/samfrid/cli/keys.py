"""`samfrid keys`: rotate the keys that references are sealed under."""

from __future__ import annotations

import click

from samfrid.cli.language import reader_language
from samfrid.config.start import start_framework
from samfrid.domain.wording import Text


@click.group()
def command() -> None:
    """Look after the key ring."""


@command.command("list")
def list_keys() -> None:
    """Name the keys of the ring, the one in use first, and how many rows lie under each.

    \b
    Example:
      samfrid keys list
    """
    start_framework()
    from samfrid.foundation.vault.keys import ring
    from samfrid.foundation.vault.services.rotation import rows_under

    for key_id in ring().key_ids:
        rows = rows_under(key_id)
        _say(f"{key_id}: {rows} rader", f"{key_id}: {rows} rows")


@command.command("rotate")
@click.option("--remove-old", is_flag=True, help="Then remove old keys that nothing lies under. Backups made "
                                                 "before can no longer be opened.")  # fmt: skip
def rotate(remove_old: bool) -> None:
    """Make a new key and put everything sealed under it, while others work. Broken off, run it again.

    \b
    Example:
      samfrid keys rotate

    Copy the key ring to its safe place afterwards.
    """
    start_framework()
    from django.conf import settings
    from django.utils import timezone

    from samfrid.adapters.sealing import add_master_key
    from samfrid.foundation.vault.keys import ring
    from samfrid.foundation.vault.services import rotation

    keys = ring()
    is_unfinished = any(rotation.rows_under(key_id) for key_id in keys.key_ids[1:])
    if not is_unfinished:
        add_master_key(settings.SAMFRID.keys, day=timezone.localdate())
    moved = rotation.rotate()
    _say(
        f"{moved} ärenden ligger nu under {ring().primary}.", f"{moved} cases now lie under {ring().primary}."
    )
    if remove_old:
        removed = ", ".join(rotation.remove_old_keys()) or "–"
        _say(f"Borttagna nycklar: {removed}", f"Removed keys: {removed}")


def _say(sv: str, en: str) -> None:
    click.echo(Text(sv, en).into(reader_language()))
