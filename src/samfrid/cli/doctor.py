"""`samfrid doctor`: what is unsafe or missing."""

from __future__ import annotations

import sys

import click

from samfrid.cli.language import reader_language
from samfrid.config.start import start_framework
from samfrid.domain.wording import Text


@click.command()
def command() -> None:
    """Tell what is unsafe or missing in this installation, and what to do about it.

    \b
    Example:
      samfrid doctor

    Exit code 0: nothing stops it from serving. 1: something does; those lines come first.
    """
    start_framework()
    from django.utils import timezone

    from samfrid.keeping.doctor import findings

    language = reader_language()
    found = findings(timezone.now())
    for finding in found:
        mark = Text("Osäkert", "Unsafe") if finding.stops else Text("Åtgärda", "Mend")
        click.echo(f"{mark.into(language)}: {finding.what.into(language)} {finding.do.into(language)}")
    if not found:
        click.echo(Text("Inget är osäkert och inget saknas.", "Nothing is unsafe or missing.").into(language))
    if any(finding.stops for finding in found):
        sys.exit(1)
