"""`samfrid release`: prepare, approve, publish, withdraw and list. The same two-person rule as in the pages."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from samfrid.cli.language import reader_language
from samfrid.cli.members import acting_as
from samfrid.config.start import start_framework
from samfrid.domain.wording import Place, Problem, Refused, Text

if TYPE_CHECKING:
    from samfrid.apps.analysis.models import Draft
    from samfrid.foundation.accounts.actors import Actor

_FAMILIES = ("askings", "cases", "closures")


class NoSuchDraft(Refused):
    """There is no such draft in the organisation."""

    exit_code = 2


def _who(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say whom it acts as."""
    command = click.option("--organisation", metavar="CODE", help="Needed when the person has several")(
        command
    )
    return click.option("--as", "email", required=True, metavar="ADDRESS", help="The person who does it")(
        command
    )


@click.group(name="release")
def command() -> None:
    """Prepare, approve, publish and withdraw statistics.

    \b
    Example: samfrid release prepare --as anna@example.org --first 2025-H1 --last 2025-H2
    """


@command.command()
@_who
@click.option("--first", required=True, metavar="HALF-YEAR", help="Such as 2025-H1")
@click.option("--last", metavar="HALF-YEAR", help="The same as the first unless given")
@click.option(
    "--measure",
    "families",
    multiple=True,
    type=click.Choice(_FAMILIES),
    help="What to measure; all unless given",
)
def prepare(
    email: str, organisation: str | None, first: str, last: str | None, families: tuple[str, ...]
) -> None:
    """Count, protect and try what may be published, and leave it to another person.

    \b
    Example:
      samfrid release prepare --as anna@example.org --first 2025-H1 --last 2025-H2 --measure askings
    """
    start_framework()
    from django.utils import timezone

    from samfrid.apps.analysis.services import drafts
    from samfrid.foundation.jobs.services import runs
    from samfrid.foundation.organisations.scope import opened

    by = acting_as(email, organisation)
    period = drafts.half_years(first, last or first)
    with opened(_home(by), by=by):
        draft, run = drafts.begin(
            by=by, period=period, families=families or _FAMILIES, today=timezone.localdate()
        )
    runs.carry_out_now(by=by, run=run)
    _tell_outcome(by, draft.pk)


@command.command()
@_who
@click.argument("draft", type=click.UUID)
def approve(email: str, organisation: str | None, draft: uuid.UUID) -> None:
    """Approve DRAFT, which another person prepared.

    \b
    Example:
      samfrid release approve 0f8c2c1e-3b51-4d0e-9a52-5a1f3f6a7b10 --as bo@example.org
    """
    start_framework()
    from samfrid.apps.analysis.services import reviews
    from samfrid.foundation.organisations.scope import opened

    by = acting_as(email, organisation)
    with opened(_home(by), by=by):
        reviews.approve(by=by, draft=_draft(by, draft))
    click.echo(Text("Godkänt.", "Approved.").into(reader_language()))


@command.command()
@_who
@click.argument("draft", type=click.UUID)
def publish(email: str, organisation: str | None, draft: uuid.UUID) -> None:
    """Publish DRAFT, which has been approved. Prints the release.

    \b
    Example:
      samfrid release publish 0f8c2c1e-3b51-4d0e-9a52-5a1f3f6a7b10 --as bo@example.org
    """
    start_framework()
    from samfrid.apps.analysis.services import publishing
    from samfrid.foundation.organisations.scope import opened

    by = acting_as(email, organisation)
    with opened(_home(by), by=by):
        release = publishing.publish(by=by, draft=_draft(by, draft))
    click.echo(str(release.pk))


@command.command()
@_who
@click.argument("draft", type=click.UUID)
@click.option("--notice", required=True, help="What readers are told, in Swedish")
@click.option("--notice-en", default="", help="The same in English; the Swedish stands unless given")
def withdraw(email: str, organisation: str | None, draft: uuid.UUID, notice: str, notice_en: str) -> None:
    """Withdraw what was published from DRAFT, with a notice.

    \b
    Example:
      samfrid release withdraw 0f8c2c1e-3b51-4d0e-9a52-5a1f3f6a7b10 --as anna@example.org --notice "Fel i underlaget."
    """
    start_framework()
    from samfrid.apps.analysis.services import publishing
    from samfrid.foundation.organisations.scope import opened

    by = acting_as(email, organisation)
    with opened(_home(by), by=by):
        publishing.withdraw(by=by, draft=_draft(by, draft), notice=Text(notice, notice_en or notice))
    click.echo(Text("Tillbakadraget.", "Withdrawn.").into(reader_language()))


@command.command(name="list")
@_who
def list_(email: str, organisation: str | None) -> None:
    """List drafts and releases of the organisation, newest first.

    \b
    Example:
      samfrid release list --as anna@example.org
    """
    start_framework()
    from samfrid.apps.analysis import selectors
    from samfrid.foundation.organisations.scope import opened

    by = acting_as(email, organisation)
    with opened(_home(by), by=by):
        for draft in selectors.drafts_of(by):
            click.echo(f"{draft.pk}  {draft.state:<10}  {draft.title.into(reader_language())}")


def _home(by: Actor) -> uuid.UUID:
    """The organisation a member acts in."""
    if by.organisation is None:
        raise NoSuchDraft(Text("Ingen organisation är vald.", "No organisation is chosen."))
    return by.organisation


def _draft(by: Actor, draft: uuid.UUID) -> Draft:
    from samfrid.apps.analysis import selectors

    found = selectors.draft_of(by, draft)
    if found is None:
        unknown = Text("Det finns inget sådant utkast.", "There is no such draft.")
        raise NoSuchDraft(Problem(unknown, Place(field="DRAFT")))
    return found


def _tell_outcome(by: Actor, draft: uuid.UUID) -> None:
    """Print the draft, or refuse with the reason why it could not be prepared."""
    from samfrid.apps.analysis.models import DraftState
    from samfrid.foundation.organisations.scope import opened

    with opened(_home(by), by=by):
        found = _draft(by, draft)
    if found.state != DraftState.PREPARED:
        raise Refused(found.problem if found.problem_sv else Text("Det gick inte.", "It did not work."))
    click.echo(str(found.pk))
