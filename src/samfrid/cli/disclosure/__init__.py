"""`samfrid disclosure`: protect a file of counts or records, verify a release, attack it."""

from __future__ import annotations

import importlib

import click

# Each loads only what it needs: to verify a release, no protector is loaded.
_COMMANDS = {
    "protect": "samfrid.cli.disclosure.protect",
    "verify": "samfrid.cli.disclosure.verify",
    "attack": "samfrid.cli.disclosure.attack",
}


class _Disclosure(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(_COMMANDS[cmd_name]).command
        return command if isinstance(command, click.Command) else None


@click.command(cls=_Disclosure)
def command() -> None:
    """Hide small counts with proof, check the proof, and try to break it."""
