"""The commands that keep an installation, as whoever runs one meets them."""

from __future__ import annotations

import signal
import socket
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.db import connection

from installation import room, template  # noqa: F401 - fixtures
from people import new_organisation, new_person
from samfrid.cli import main
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.accounts.services import links
from samfrid.foundation.organisations.models import Membership
from samfrid.foundation.vault.services.erasures import erase
from samfrid.foundation.vault.services.references import read_reference, seal_reference


def run(*arguments: object, language: str = "en_GB.UTF-8") -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], env={"LC_ALL": language})


@pytest.fixture
def place(room: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: F811
    """An installation whose environment is the command's too."""
    monkeypatch.setenv("SAMFRID_VAR", str(room / "var"))
    monkeypatch.setenv("SAMFRID_KEYS", str(room / "keys" / "ring.json"))
    monkeypatch.setenv("SAMFRID_SECRET", str(room / "keys" / "secret"))
    monkeypatch.setenv("SAMFRID_ERASURES", str(room / "safe" / "erasures.jsonl"))
    return room


FIRST = ("--organisation", "Motala kommun", "--code", "motala", "--municipality", "0583",
         "--name", "Kim Ek", "--email", "kim.ek@example.org")  # fmt: skip


def test_setup_makes_what_is_missing_and_one_administrator_without_a_password(place):
    done = run("setup", *FIRST)

    token = done.output.split("/konto/lank/")[1].split("/")[0]
    administrator = User.objects.get()
    assert done.exit_code == 0
    assert (place / "keys" / "secret").stat().st_mode & 0o777 == 0o400
    assert not administrator.has_usable_password()
    assert links.holder(token) == administrator
    assert Membership.objects.get().role == Role.ADMINISTRATOR


def test_setup_again_changes_nothing(place):
    run("setup", *FIRST)
    before = (place / "keys" / "secret").read_bytes(), (place / "keys" / "ring.json").read_bytes()

    again = run("setup", *FIRST)

    assert again.exit_code == 0
    assert "/konto/lank/" not in again.output
    assert User.objects.count() == 1
    assert before == ((place / "keys" / "secret").read_bytes(), (place / "keys" / "ring.json").read_bytes())


def test_setup_makes_no_account_by_itself(place):
    done = run("setup")

    assert done.exit_code == 2
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("option", "value"), [("--email", "no address"), ("--code", "Å Ä"), ("--municipality", "58")]
)
def test_setup_names_what_is_wrong_and_keeps_nothing(place, option, value):
    given = list(FIRST)
    given[given.index(option) + 1] = value

    done = run("setup", *given)

    assert done.exit_code == 1
    assert option.removeprefix("--") in done.output
    assert not User.objects.exists()


def test_serve_refuses_an_unsafe_installation_in_the_readers_language(place, monkeypatch):
    monkeypatch.setattr(settings, "SAMFRID", replace(settings.SAMFRID, hosts=("*",)))

    swedish, english = run("serve", language="sv_SE.UTF-8"), run("serve")

    assert (swedish.exit_code, english.exit_code) == (1, 1)
    assert "SAMFRID_HOSTS släpper in" in swedish.output
    assert "SAMFRID_HOSTS lets any name in" in english.output


def test_the_doctor_ends_badly_only_for_what_stops(place, monkeypatch):
    assert run("doctor").exit_code == 0
    monkeypatch.setattr(settings, "SAMFRID", replace(settings.SAMFRID, hosts=("*",)))
    assert run("doctor").exit_code == 1


def test_backup_verify_and_restore_follow_each_other(place):
    worker = new_person(new_organisation(), Role.SOCIAL_WORKER)
    owner, case_id = worker.membership.organisation_id, uuid.uuid4()
    seal_reference(by=worker.actor, organisation=owner, case_id=case_id, reference="IFO 1")
    backed_up = run("backup", place / "backups")
    (backup,) = (place / "backups").iterdir()
    erase(by=worker.actor, case_id=case_id)
    compared = run("verify", backup, "--live")
    refused = run("restore", backup)
    connection.close()
    for path in (place / "var").glob("samfrid.sqlite3*"):
        path.unlink()

    restored = run("restore", backup)

    assert (backed_up.exit_code, compared.exit_code, refused.exit_code, restored.exit_code) == (0, 0, 1, 0)
    assert "vault_wrappedkey: 0 new, 1 gone, 0 changed." in compared.output
    assert "already" in refused.output
    assert "Persons erased again: 1." in restored.output
    assert read_reference(by=worker.actor, organisation=owner, case_id=case_id) is None


def test_restore_asks_for_the_list_of_the_erased(place):
    run("backup", place / "backups")
    (backup,) = (place / "backups").iterdir()
    (place / "safe" / "erasures.jsonl").unlink()

    done = run("restore", backup)

    assert done.exit_code == 1
    assert "--list-is-lost" in done.output


def test_keys_are_rotated_and_the_old_one_removed(place):
    worker = new_person(new_organisation(), Role.SOCIAL_WORKER)
    owner, case_id = worker.membership.organisation_id, uuid.uuid4()
    seal_reference(by=worker.actor, organisation=owner, case_id=case_id, reference="IFO 1")

    kept, removed, listed = run("keys", "rotate"), run("keys", "rotate", "--remove-old"), run("keys", "list")

    assert [done.exit_code for done in (kept, removed, listed)] == [0, 0, 0]
    assert len(listed.output.splitlines()) == 1
    assert listed.output.rstrip().endswith(": 2 rows")
    assert read_reference(by=worker.actor, organisation=owner, case_id=case_id) == "IFO 1"


def test_serve_tells_that_a_port_is_taken(place):
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            done = run("serve", "--port", taken.getsockname()[1])
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)

    assert done.exit_code == 1
    assert "is taken" in done.output
