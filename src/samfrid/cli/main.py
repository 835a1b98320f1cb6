"""The command group, and the one place where a refusal becomes a sentence and an exit code."""

from __future__ import annotations

import importlib
import sys

import click

from samfrid.cli.language import reader_language
from samfrid.domain.wording import Refused, Text

# Each command lives in a module of its own and is imported only when it is called: the counting libraries load
# slowly, and `samfrid --help` must not wait for them.
_COMMANDS = {
    "audit": ("samfrid.cli.audit", Text("Pröva att loggen är hel", "Verify that the log is whole")),
    "backup": ("samfrid.cli.backup", Text("Säkerhetskopiera", "Back up")),
    "demo": ("samfrid.cli.demo", Text("Bygg demon", "Build the demo")),
    "disclosure": (
        "samfrid.cli.disclosure",
        Text("Skydda tabeller, pröva beviset, angrip dem", "Protect tables, check the proof, attack them"),
    ),
    "doctor": (
        "samfrid.cli.doctor",
        Text("Säg vad som är osäkert eller saknas", "Tell what is unsafe or missing"),
    ),
    "import": ("samfrid.cli.import_file", Text("Läs in en fil med ärenden", "Read a file of cases in")),
    "keys": ("samfrid.cli.keys", Text("Byt nycklar", "Rotate keys")),
    "questionnaire": ("samfrid.cli.questionnaire", Text("Pröva frågor", "Check questions")),
    "release": (
        "samfrid.cli.release",
        Text("Förbered, godkänn och publicera statistik", "Prepare, approve and publish statistics"),
    ),
    "restore": ("samfrid.cli.restore", Text("Återställ en säkerhetskopia", "Restore a backup")),
    "serve": ("samfrid.cli.serve", Text("Visa sidorna", "Serve the pages")),
    "setup": ("samfrid.cli.setup", Text("Gör i ordning en installation", "Make an installation ready")),
    "snapshot": (
        "samfrid.cli.snapshot",
        Text("Ta en ögonblicksbild av uppgifterna", "Take a snapshot of the facts"),
    ),
    "tabulate": (
        "samfrid.cli.tabulate",
        Text("Från en fil till skyddade tabeller efter kön", "From one file to protected tables by gender"),
    ),
    "verify": ("samfrid.cli.verify", Text("Pröva en säkerhetskopia", "Prove a backup")),
    "worker": ("samfrid.cli.worker", Text("Gör det som väntar", "Do what waits")),
}


class _Samfrid(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, words.into(reader_language())) for name, (_, words) in sorted(_COMMANDS.items())]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(_COMMANDS[cmd_name][0]).command
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
