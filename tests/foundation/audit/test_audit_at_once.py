"""Several writers at once: no number twice, none lost, and the record holds."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import uuid
from pathlib import Path

import pytest
from django.db import close_old_connections, connection

from samfrid.config.secret import write_secret
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.audit.services import record
from samfrid.foundation.audit.verify import verify

WRITERS, EACH = 3, 40

# One process makes the database, lets several copies of itself write, and reads what they wrote.
_PROGRAM = f"""
import os, uuid
from samfrid.config.start import start_framework
start_framework()
from django.core.management import call_command
from django.db import connection
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.audit.services import record
from samfrid.foundation.audit.verify import verify
call_command("migrate", "audit", verbosity=0)
connection.close()
by = Actor(uuid.UUID(int=1), uuid.UUID(int=2))
writers = []
for _ in range({WRITERS}):
    child = os.fork()
    if not child:
        for _ in range({EACH}):
            record(by=by, action=Action.CASE_READ)
        os._exit(0)
    writers.append(child)
codes = [os.waitpid(child, 0)[1] for child in writers]
print(verify().holds, codes, list(Entry.objects.order_by("number").values_list("number", flat=True)))
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="processes on one file are how SQLite is used")
def test_processes_on_one_sqlite_file_never_take_the_same_number(tmp_path: Path) -> None:
    write_secret(tmp_path / "keys" / "secret")
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("SAMFRID_", "DJANGO_"))
    }

    told = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        capture_output=True,
        env={**outside, "SAMFRID_VAR": str(tmp_path)},
        text=True,
        check=False,
    )

    total = WRITERS * EACH
    assert told.stdout.strip() == f"True {[0] * WRITERS} {list(range(1, total + 1))}", told.stderr


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_connections_to_one_postgresql_never_take_the_same_number() -> None:
    organisation, failed = uuid.uuid4(), []

    def write() -> None:
        try:
            for _ in range(EACH):
                record(by=Actor(uuid.uuid4(), organisation), action=Action.CASE_READ)
        except Exception as error:
            failed.append(error)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failed
    assert Entry.objects.filter(organisation=organisation).count() == WRITERS * EACH
    assert verify().holds


@pytest.mark.django_db(transaction=True)
def test_a_test_outside_one_transaction_leaves_no_entry_and_the_refusal_in_place() -> None:
    record(by=Actor(uuid.uuid4(), uuid.uuid4()), action=Action.CASE_READ)

    assert Entry.objects.count() == 1
