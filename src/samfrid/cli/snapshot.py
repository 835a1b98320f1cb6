"""`samfrid snapshot`: write the facts of a period, dated and hashed, as measures are counted from them."""

from __future__ import annotations

import click

from samfrid.cli.language import reader_language
from samfrid.cli.members import acting_as
from samfrid.config.start import start_framework
from samfrid.domain.wording import Language, Text, format_count


@click.command(name="snapshot", short_help="Take a snapshot of the facts")
@click.option("--as", "email", required=True, metavar="ADDRESS", help="The person who takes it")
@click.option("--organisation", metavar="CODE", help="Needed when the person belongs to several")
@click.option("--first", required=True, metavar="HALF-YEAR", help="Such as 2025-H1")
@click.option("--last", metavar="HALF-YEAR", help="The same as the first unless given")
def command(email: str, organisation: str | None, first: str, last: str | None) -> None:
    """Write the facts of a period into a snapshot.

    \b
    Example: samfrid snapshot --as anna@example.org --first 2025-H1 --last 2025-H2
    """
    start_framework()
    from samfrid.apps.analysis.services import taking
    from samfrid.apps.analysis.services.drafts import half_years

    by = acting_as(email, organisation)
    if by.organisation is None:
        return
    taken = taking.take(by=by, organisation=by.organisation, period=half_years(first, last or first))
    click.echo(str(taken.snapshot.pk))
    for family, about in taken.snapshot.files.items():
        rows = Text(*(format_count(about["rows"], language) for language in Language))
        words = Text(f"  {family}: {rows.sv} rader", f"  {family}: {rows.en} rows")
        click.echo(f"{words.into(reader_language())}, {about['sha256'][:12]}")
