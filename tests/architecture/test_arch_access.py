"""Every page answers every role as the table says, and shows a stranger nothing (access.csv, objects.py).

A new page needs a row: `python -m tools.write_access` adds it with what the page answers today, for review.
Cells: `open`, `sign-in`, `factor` (asked for the second factor first), `404`, `moves` (sent elsewhere), `takes` (a
page for forms only that takes an empty form; what it did is undone), `refused`. Every role has a second factor and
the unit; `no-factor` is a social worker without one, `stranger` a development leader of another organisation.
"""

from __future__ import annotations

import csv
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import objects_of_apps as _objects_of_apps  # noqa: F401 - registers its builders
import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from objects import BUILDERS, ELSEWHERE, HOME, Ground, kwargs_of, new_ground

from samfrid.foundation.accounts import sessions
from samfrid.foundation.accounts.roles import Role

TABLE = Path(__file__).with_name("access.csv")
ROLES = ["anonymous", *(role.value for role in Role), "no-factor", "stranger"]
# Names of the framework's own, and pages that only a running process has.
_TOLD_BY = {
    "account_login": "sign-in",
    "mfa_activate_totp": "factor",
    "mfa_reauthenticate": "factor",
}
_STATUS = {200: "open", 404: "404", 403: "refused"}
# Outside the staff face nobody's role is asked for: there a few columns are called, the others are as they are.
_FEW = {
    "/konto/": ["anonymous", Role.SOCIAL_WORKER.value, "no-factor", "stranger"],
    "/": ["anonymous", Role.ADMINISTRATOR.value],
}


@dataclass(frozen=True)
class Page:
    """One address of the resolver."""

    name: str
    takes_object: bool


def pages() -> list[Page]:
    """Every named address, in Swedish; those of English have the same names."""
    return sorted(set(_walk(get_resolver().url_patterns, "", False)), key=lambda page: page.name)


def _walk(patterns: list[URLPattern | URLResolver], space: str, takes: bool) -> Iterator[Page]:
    for pattern in patterns:
        here = takes or bool(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner, here)
        elif pattern.name is None:
            pytest.fail(f"the address {pattern.pattern} has no name: give its path(…) one")
        else:
            yield Page(f"{space}{pattern.name}", here)


def without_builder() -> list[str]:
    """What to say of pages that take an object which nobody makes."""
    return [
        f'{page.name} takes an object: write its builder in tests/architecture/objects.py, @builds("{page.name}")'
        for page in pages()
        if page.takes_object and page.name not in BUILDERS
    ]


def reachable() -> list[Page]:
    """The pages whose objects can be made."""
    return [page for page in pages() if not page.takes_object or page.name in BUILDERS]


def table() -> dict[str, dict[str, str]]:
    """The checked-in table: page → role → outcome."""
    if not TABLE.exists():
        return {}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["page"]: row for row in csv.DictReader(lines)}


def address_of(page: Page, ground: Ground) -> str:
    """The page's address, with the ground's own object where it takes one."""
    if not page.takes_object:
        return reverse(page.name)
    return reverse(page.name, kwargs=kwargs_of(ground, page.name))


def outcome(client: Client, address: str) -> tuple[str, str]:
    """What a page answers, as a cell, and all it says."""
    answer = client.get(address)
    if answer.status_code == 405:
        with transaction.atomic():
            answer = client.post(address)
            transaction.set_rollback(True)
        is_taken = answer.status_code < 400 and not _leads(answer)
        if is_taken or answer.status_code in (400, 409, 422):
            return "takes", ""
    said = b"".join(answer.streaming_content) if answer.streaming else answer.content
    words = said.decode("utf-8", "replace") + str(answer.headers)
    if answer.status_code in (301, 302, 303):
        return _leads(answer) or "moves", words
    return _STATUS.get(answer.status_code, str(answer.status_code)), words


def _leads(answer: Any) -> str:
    """Whether an answer sends one to sign in, or to show a second factor."""
    told = {reverse(name): word for name, word in _TOLD_BY.items()}
    return told.get(answer.headers.get("Location", "").split("?")[0], "")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """A crawl meets thousands of 404; each would be a line in the log."""
    logger = logging.getLogger("django.request")
    logger.disabled = True
    yield
    logger.disabled = False


@pytest.fixture
def ground() -> Ground:
    return new_ground(HOME)


@pytest.fixture
def elsewhere() -> Ground:
    return new_ground(ELSEWHERE)


def clients(ground: Ground, elsewhere: Ground) -> dict[str, Client]:
    """A browser for each column."""
    unfinished = Client(raise_request_exception=False)
    unfinished.force_login(ground.person(Role.SOCIAL_WORKER).user)
    people = {role.value: ground.person(role).client for role in Role}
    people |= {"no-factor": unfinished, "stranger": elsewhere.person(Role.DEVELOPMENT_LEADER).client}
    for client in people.values():
        client.raise_request_exception = False
    return people


def measured(page: Page, ground: Ground, browsers: dict[str, Client]) -> dict[str, str]:
    """A row of the table as the pages answer now."""
    address = address_of(page, ground)
    few = next((roles for start, roles in _FEW.items() if address.startswith(start)), ROLES)
    called = ROLES if address.startswith("/arbete/") else few
    row = {}
    for role in called:
        browser = Client(raise_request_exception=False) if role == "anonymous" else browsers[role]
        row[role] = outcome(browser, address)[0]
    return {"page": page.name, **{role: row.get(role, row[called[1]]) for role in ROLES}}


@pytest.mark.django_db
def test_every_page_answers_every_role_as_the_table_says(ground: Ground, elsewhere: Ground) -> None:
    browsers, known, now = clients(ground, elsewhere), table(), {}
    for page in reachable():
        now[page.name] = measured(page, ground, browsers)
    if os.environ.get("SAMFRID_TEST_WRITE_ACCESS"):
        write({name: known.get(name, row) for name, row in now.items()})
        return

    missing = sorted(set(now) - set(known))
    gone = sorted(set(known) - {page.name for page in pages()})
    differ = [
        f"{name} for {role}: the table says {known[name][role]}, the page answers {row[role]}"
        for name, row in now.items()
        if name in known
        for role in ROLES
        if known[name][role] != row[role]
    ]

    assert not (lacking := without_builder()), "\n".join(lacking)
    assert not missing, f"no row in access.csv: run python -m tools.write_access and review {missing}"
    assert not gone, f"rows in access.csv without a page: {gone}"
    assert not differ, "\n".join(differ)


@pytest.mark.django_db
def test_no_page_falls_over(ground: Ground) -> None:
    broken = [name for name, row in table().items() if any(cell.startswith("5") for cell in row.values())]

    assert not broken


@pytest.mark.django_db
def test_a_stranger_gets_404_for_every_object_and_never_sees_a_word_of_another_organisation(
    ground: Ground, elsewhere: Ground
) -> None:
    known, faults = table(), []
    browsers = {role: ground.person(role).client for role in Role}
    for page in reachable():
        row = known.get(page.name, {})
        if row.get("anonymous") == "open":
            continue
        address = address_of(page, elsewhere)
        address_of(page, ground)
        # Whoever is told that the page does not exist for an object at home has been tried in the table already.
        for role in [role for role in Role if row.get(role.value) != "404"]:
            browsers[role].raise_request_exception = False
            cell, words = outcome(browsers[role], address)
            if page.takes_object and address.startswith("/arbete/") and cell != "404":
                faults.append(f"{page.name} with an object of another organisation answers {role} {cell}")
            if elsewhere.canary in words:
                faults.append(f"{page.name} shows {role} words of another organisation")
    assert not faults, "\n".join(faults)


@pytest.mark.django_db
def test_closed_accounts_ended_memberships_and_worn_out_sessions_open_nothing(ground: Ground) -> None:
    closed = ground.person(Role.MANAGER)
    ended = ground.person(Role.EDITOR)
    worn = ground.person(Role.SOCIAL_WORKER)
    browsers = {"closed": closed.client, "ended": ended.client, "worn": worn.client}
    closed.user.is_active = False
    closed.user.save()
    ended.membership.is_active = False
    ended.membership.save()
    session = browsers["worn"].session
    sessions.begin(session, timezone.now() - timedelta(hours=9))
    session.save()

    faults = [
        f"{page.name} answers an account that is {why}: {cell}"
        for page in reachable()
        if (address := address_of(page, ground)).startswith("/arbete/")
        for why, browser in browsers.items()
        if (cell := outcome(browser, address)[0]) not in ("404", "sign-in", "refused")
    ]

    assert not faults, "\n".join(faults)


def write(rows: dict[str, dict[str, str]]) -> None:
    """Write the table anew, sorted by page."""
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, ["page", *ROLES], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for _, row in sorted(rows.items()))
