"""`samfrid setup`: make an installation ready, or bring it up to a new version."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from samfrid.cli.language import reader_language
from samfrid.config.env import read_settings
from samfrid.config.start import start_framework
from samfrid.domain.wording import Text

_KINDS = ("municipality", "coordination_association", "region", "county_board", "police", "other")


@click.command()
@click.option("--organisation", help="Name of the first organisation.")
@click.option("--code", help="Its short name in addresses, such as motala.")
@click.option("--kind", type=click.Choice(_KINDS), default="municipality", show_default=True)
@click.option("--municipality", multiple=True, help="Code of a municipality it works for. May be repeated.")
@click.option("--name", help="Name of the first administrator.")
@click.option("--email", help="E-mail address of the first administrator.")
@click.option("--no-administrator", is_flag=True, help="Make keys and tables only.")
def command(
    organisation: str | None,
    code: str | None,
    kind: str,
    municipality: tuple[str, ...],
    name: str | None,
    email: str | None,
    no_administrator: bool,
) -> None:
    """Make what is missing: signing secret, key ring, tables, first administrator. Nothing is written over.

    \b
    Example:
      samfrid setup --organisation "Motala kommun" --code motala --municipality 0583 \\
        --name "Kim Ek" --email kim.ek@example.org

    What is not given is asked for. No account has a password until its link is followed.
    """
    from samfrid.keeping.secrets_made import make_secrets

    for made in make_secrets(
        read_settings(os.environ), day=datetime.now(ZoneInfo("Europe/Stockholm")).date()
    ):
        _say(f"Gjord: {made}", f"Made: {made}")
    start_framework()
    from samfrid.foundation.organisations.models import Kind
    from samfrid.keeping.installing import (
        FirstAdministrator,
        has_administrator,
        make_first_administrator,
        make_tables,
    )

    count = make_tables()
    _say(f"Databasen är i ordning ({count} ändringar).", f"The database is in order ({count} migrations).")
    if no_administrator or has_administrator():
        return
    first = FirstAdministrator(
        name=_asked(name, "Administratörens namn", "The administrator's name"),
        email=_asked(email, "Administratörens e-postadress", "The administrator's e-mail address"),
        organisation=_asked(organisation, "Organisationens namn", "The organisation's name"),
        code=_asked(code, "Organisationens kortnamn i adresser", "Its short name in addresses"),
        kind=Kind(kind),
        municipalities=municipality,
    )
    token = make_first_administrator(first)
    _say(
        f"Välj lösenord inom en timme på sidan /konto/lank/{token}/",
        f"Choose a password within an hour on the page /konto/lank/{token}/",
    )


def _say(sv: str, en: str) -> None:
    click.echo(Text(sv, en).into(reader_language()))


def _asked(given: str | None, sv: str, en: str) -> str:
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise click.UsageError(Text(f"Ange: {sv}", f"Give: {en}").into(reader_language()))
    answer: str = click.prompt(Text(sv, en).into(reader_language()))
    return answer
