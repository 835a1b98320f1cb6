"""Build the whole site of the demo in the folder that the settings name, from an empty database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.core.management import call_command

from samfrid.demo.register import invent_cases
from samfrid.demo.site.accounts import build_accounts
from samfrid.demo.site.askings import build_askings, place_cases
from samfrid.demo.site.cases import build_cases
from samfrid.demo.site.contacts import build_contacts
from samfrid.demo.site.documents import build_documents
from samfrid.demo.site.organisations import build_organisations
from samfrid.demo.site.releases import build_release

Progress = Callable[[str, float], None]


def build_site(folder: Path, *, today: date, progress: Progress) -> Path:
    """Make the tables and fill them. Returns the file that tells the accounts."""
    progress("database", 0.0)
    call_command("migrate", verbosity=0, interactive=False)
    progress("organisations", 0.05)
    bodies = build_organisations()
    accounts = build_accounts(bodies, folder)
    build_contacts(bodies, today)
    placed = place_cases(invent_cases(), bodies, today)
    progress("askings", 0.15)
    build_askings(placed, today)
    progress("cases", 0.6)
    build_cases(placed, today)
    progress("releases", 0.7)
    build_release(bodies, today)
    build_documents(bodies)
    return accounts
