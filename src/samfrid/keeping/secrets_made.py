"""Make the folder, the signing secret and the key ring. Needs no framework: the framework needs them."""

from __future__ import annotations

from datetime import date

from samfrid.adapters.sealing import make_ring
from samfrid.config.env import Settings
from samfrid.config.secret import write_secret


def make_secrets(own: Settings, *, day: date) -> list[str]:
    """Make the folder, the signing secret and the key ring, each unless it is there.

    Shape: the names of what was made.
    """
    made = []
    if not own.var.exists():
        own.var.mkdir(parents=True, mode=0o700)
        made.append(str(own.var))
    if not own.secret.exists():
        write_secret(own.secret)
        made.append(str(own.secret))
    if not own.keys.exists():
        make_ring(own.keys, day=day)
        made.append(str(own.keys))
    return made
