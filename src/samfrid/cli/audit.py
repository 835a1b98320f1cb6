"""`samfrid audit`: is the record of deeds and reads whole, and seal the years that are over."""

from __future__ import annotations

import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samfrid.cli.language import reader_language
from samfrid.config.start import start_framework
from samfrid.domain.wording import Place, Problem, Refused, Text, format_count

if TYPE_CHECKING:
    from samfrid.foundation.audit.verify import Account, Head


class HeadsUnreadable(Refused):
    """A file of chain ends that this program did not write."""

    exit_code = 2


@click.group()
def command() -> None:
    """Verify the record of deeds and reads; seal years that are over."""


@command.command("verify")
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Chain ends that were kept elsewhere by --save.",
)
@click.option(
    "--save",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write where the chains end now, to keep elsewhere.",
)
def verify_command(against: Path | None, save: Path | None) -> None:
    """Walk every chain and tell what was changed, deleted, reordered or cut off.

    \b
    Example:
      samfrid audit verify --against /media/safe/ends.txt --save /media/safe/ends.txt

    Keep the saved ends on another machine: they show also what one with full rights to the database changed.
    Exit code 0: every chain holds. 1: something is broken; each line says what.
    """
    start_framework()
    from samfrid.foundation.audit.verify import heads_as_lines, verify

    account = verify(_read_heads(against) if against else None)
    _tell(account)
    if not account.holds:
        sys.exit(1)
    if save:
        save.write_text("\n".join(heads_as_lines(account.heads)) + "\n", "utf-8")


@command.command("seal")
def seal_command() -> None:
    """Seal the last finished year of every chain. Run it each January; a year that is sealed stays sealed.

    \b
    Example:
      samfrid audit seal
    """
    start_framework()
    from samfrid.foundation.accounts.actors import SYSTEM
    from samfrid.foundation.audit.seals import seal_finished_years

    sealed = len(seal_finished_years(by=SYSTEM))
    click.echo(Text(f"{sealed} kedjor förseglade.", f"{sealed} chains sealed.").into(reader_language()))


def _tell(account: Account) -> None:
    from samfrid.foundation.audit.verify import chain_name

    language = reader_language()
    for finding in account.findings:
        chain = chain_name(finding.organisation).into(language)
        click.echo(f"{chain}: {finding.words.into(language)}", err=finding.is_fault)
    entries, chains = format_count(account.entries, language), len(account.heads)
    if account.holds:
        words = Text(
            f"Alla {chains} kedjor håller: {entries} poster.", f"All {chains} chains hold: {entries} entries."
        )
        click.echo(words.into(language))
    else:
        broken = len({finding.organisation for finding in account.findings if finding.is_fault})
        words = Text(
            f"{broken} av {chains} kedjor är brutna. Spara en kopia av databasen innan du gör något annat.",
            f"{broken} of {chains} chains are broken. Keep a copy of the database before you do anything else.",
        )
        click.echo(words.into(language), err=True)


def _read_heads(path: Path) -> dict[uuid.UUID, Head]:
    from samfrid.foundation.audit.verify import Head

    heads = {}
    try:
        for line in path.read_text("utf-8").splitlines():
            organisation, number, written = line.split()
            heads[uuid.UUID(organisation)] = Head(int(number), written)
    except ValueError as unreadable:
        raise HeadsUnreadable(
            Problem(
                Text(
                    "Filen är inte skriven av samfrid audit verify --save.",
                    "The file was not written by --save.",
                ),
                Place(file=path.name),
            )
        ) from unreadable
    return heads
