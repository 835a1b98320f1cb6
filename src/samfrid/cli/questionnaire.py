"""`samfrid questionnaire`: check a file of questions before anyone is asked them."""

from __future__ import annotations

from pathlib import Path

import click

from samfrid.cli.language import reader_language
from samfrid.domain.questionnaires import load
from samfrid.domain.wording import Text


@click.group()
def command() -> None:
    """Check questionnaires."""


@command.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Check FILE and name every item that is at fault.

    \b
    Example:
      samfrid questionnaire check questions.toml

    Exit code 0: the questions can be used. 1: something is wrong; each line names the item.
    """
    questionnaire = load(file.read_bytes(), file=file.name)
    count, languages = len(questionnaire.items), ", ".join(questionnaire.languages)
    click.echo(
        Text(
            f"{questionnaire.key} håller: {count} frågor på {languages}.",
            f"{questionnaire.key} holds: {count} questions in {languages}.",
        ).into(reader_language())
    )
