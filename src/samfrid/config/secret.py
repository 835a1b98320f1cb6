"""The secret that signs sessions and forms. It lies in a file that only the program's own user can read."""

from __future__ import annotations

import secrets
from pathlib import Path

from samfrid.config.env import SettingRefused
from samfrid.domain.wording import Place, Problem, Text

_SHORTEST = 50


def read_secret(path: Path) -> str:
    """Read the secret.

    Errors: SettingRefused when the file is missing, short, or may be read by others.
    """
    place = Place(field="SAMFRID_SECRET")
    if not path.is_file():
        raise SettingRefused(
            Problem(
                Text("Filen finns inte. Kör samfrid setup.", "The file does not exist. Run samfrid setup."),
                place,
            )
        )
    if path.stat().st_mode & 0o077:
        raise SettingRefused(
            Problem(
                Text("Andra kan läsa filen. Kör chmod 0400.", "Others can read the file. Run chmod 0400."),
                place,
            )
        )
    secret = path.read_text("utf-8").strip()
    if len(secret) < _SHORTEST:
        raise SettingRefused(Problem(Text("Hemligheten är för kort.", "The secret is too short."), place))
    return secret


def write_secret(path: Path) -> None:
    """Make a new secret, unless there is one."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(secrets.token_urlsafe(64), "utf-8")
    path.chmod(0o400)
