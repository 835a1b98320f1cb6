"""What is public is described, and what the documentation points at is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from architecture_sources import ROOT, files_in_git, told

from samfrid.cli import main

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
MOST_LINES_OF_THE_README = 60


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below one, by the words a person gives."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command)
    for part in command.list_commands(context):
        found = command.get_command(context, part)
        assert found is not None
        yield from commands(found, f"{name} {part}")


COMMANDS = dict(commands(main, "samfrid"))
MARKDOWN = [path for path in files_in_git() if path.suffix == ".md"] if (ROOT / ".git").exists() else []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_described(name):
    words = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    options = [
        option
        for parameter in COMMANDS[name].params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    ]

    assert name in words
    assert not [option for option in options if not re.search(rf"{option}\b", words)]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_shows_an_example(name):
    assert re.search(rf"Examples?:\s+(?:\n\s*)*{name}", COMMANDS[name].help or "")


def test_every_decision_stands_in_the_documentation():
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))

    assert decisions
    assert not [path.name for path in decisions if f"adr/{path.name}" not in navigation]


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "adr").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_readme_stays_short_and_has_a_picture():
    words = (ROOT / "README.md").read_text(encoding="utf-8")

    assert len(words.splitlines()) <= MOST_LINES_OF_THE_README
    assert re.search(r"!\[[^\]]{20,}\]\(docs/", words)


@pytest.mark.parametrize("path", MARKDOWN, ids=told)
def test_every_link_leads_somewhere(path):
    words = re.sub(r"(?ms)^```.*?^```", "", path.read_text(encoding="utf-8"))
    near = [
        link for link in LINK.findall(words) if "://" not in link and not link.startswith(("#", "mailto:"))
    ]

    assert not [link for link in near if not (path.parent / link.split("#")[0]).exists()]
