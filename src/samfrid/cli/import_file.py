"""`samfrid import`: read one file into an organisation, whole or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samfrid.cli.language import reader_language
from samfrid.config.start import start_framework
from samfrid.domain.wording import Language, Place, Problem, Refused, Text, closest, format_count

if TYPE_CHECKING:
    from samfrid.apps.intake.services.imports import Imported
    from samfrid.foundation.accounts.actors import Actor

_PART = 1024 * 1024
_NO_FILE = Text("Filen finns inte eller går inte att läsa.", "There is no such file, or it can't be read.")


class CommandRefused(Refused):
    """The command was given something that does not exist."""

    exit_code = 2


@click.command(name="import", short_help="Read a file of cases in")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "format_", required=True, metavar="NAME", help="cases, linea144 or help_rct")
@click.option("--organisation", required=True, metavar="CODE", help="The organisation that owns the rows")
@click.option(
    "--fixed",
    multiple=True,
    metavar="FIELD=VALUE",
    help="One value for all rows, such as opened_month=2026-03",
)
@click.option(
    "--as", "email", metavar="ADDRESS", help="The person who reads it in; else the installation itself"
)
@click.option("--dry-run", is_flag=True, help="Check every row and write nothing")
def command(
    file: Path, format_: str, organisation: str, fixed: tuple[str, ...], email: str | None, dry_run: bool
) -> None:
    """Read FILE into an organisation. Every problem is told by its cell, and then nothing is read in.

    \b
    Example: samfrid import cases.xlsx --format cases --organisation motala --dry-run
    """
    start_framework()
    from samfrid.apps.intake.services import imports

    by, owner = _actor(organisation, email)
    imported = imports.bring_in(
        by=by,
        organisation=owner,
        name=file.name,
        parts=_parts_of(file),
        format_=format_,
        fixed=_fixed(fixed),
        dry_run=dry_run,
    )
    click.echo(_told(imported, dry_run=dry_run).into(reader_language()))


def _actor(code: str, email: str | None) -> tuple[Actor, uuid.UUID]:
    """Who reads in: a member by address, or the installation itself with the rights of a development leader."""
    from samfrid.foundation.accounts.actors import SYSTEM, Actor
    from samfrid.foundation.accounts.roles import Role
    from samfrid.foundation.organisations.models import Membership, Organisation
    from samfrid.foundation.organisations.selectors import actor_of

    organisation = Organisation.objects.filter(code=code, is_active=True).first()
    if organisation is None:
        known = Organisation.objects.filter(is_active=True).values_list("code", flat=True)
        unknown = Text("Ingen organisation har den koden.", "No organisation has that code.")
        raise CommandRefused(Problem(unknown + closest(code, known), Place(field="--organisation")))
    if email is None:
        return Actor(SYSTEM.id, organisation.pk, Role.DEVELOPMENT_LEADER), organisation.pk
    membership = Membership.objects.filter(
        organisation=organisation, user__email__iexact=email, is_active=True, user__is_active=True
    ).first()
    if membership is None:
        nobody = Text("Ingen medlem har den adressen.", "No member has that address.")
        raise CommandRefused(Problem(nobody, Place(field="--as")))
    return actor_of(membership), organisation.pk


def _parts_of(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while part := file.read(_PART):
                yield part
    except OSError:
        raise CommandRefused(Problem(_NO_FILE, Place(file=path.name))) from None


def _fixed(pairs: tuple[str, ...]) -> dict[str, str]:
    from samfrid.apps.intake.fields import BY_CODE

    fixed = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        if name not in BY_CODE or not value:
            wrong = Text(
                "Skriv FÄLT=VÄRDE, med ett fält som finns.", "Write FIELD=VALUE, with a field that exists."
            )
            raise CommandRefused(Problem(wrong + closest(name, BY_CODE), Place(field="--fixed")))
        fixed[name] = value
    return fixed


def _told(imported: Imported, *, dry_run: bool) -> Text:
    rows = Text(*(format_count(imported.rows, language) for language in Language))
    if dry_run:
        return Text(
            f"Inget är fel. {rows.sv} rader skulle läsas in.",
            f"Nothing is wrong. {rows.en} rows would be read in.",
        )
    if imported.was_there:
        return Text(
            f"Filen var redan inläst, {rows.sv} rader. Kvitto {imported.receipt}. Inget har ändrats.",
            f"The file had already been read in, {rows.en} rows. Receipt {imported.receipt}. Nothing was changed.",
        )
    return Text(
        f"{rows.sv} rader är inlästa. Kvitto {imported.receipt}.",
        f"{rows.en} rows were read in. Receipt {imported.receipt}.",
    )
