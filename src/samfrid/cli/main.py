"""The command group, and the one place where a refusal becomes a sentence and an exit code."""

from __future__ import annotations

import importlib
import sys

import click

from samfrid.cli.language import reader_language
from samfrid.domain.wording import Refused

# Each command lives in a module of its own and is imported only when it is called.
_COMMANDS = {
    "demo": "samfrid.cli.demo",
    "disclosure": "samfrid.cli.disclosure",
    "tabulate": "samfrid.cli.tabulate",
}


class _Samfrid(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(_COMMANDS[cmd_name]).command
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refused as refused:
            click.echo(refused.into(reader_language()), err=True)
            sys.exit(refused.exit_code)


@click.command(cls=_Samfrid)
@click.version_option(package_name="samfrid", message="%(prog)s %(version)s")
def main() -> None:
    """Follow up support by gender, and publish without exposing anyone."""
