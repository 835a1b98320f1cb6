"""What the database in a file promises: every commit on disk, and no writer ever told that it is locked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from samfrid.config.databases import database_settings
from samfrid.config.env import read_settings
from samfrid.config.sqlite import OldLibrary, refuse_old_library
from samfrid.config.sqlite.base import DatabaseWrapper, UnsafeDatabaseError
from samfrid.config.sqlite.turns import NotYourTurn, Turns

ALIAS = "rows"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.sqlite3"


@pytest.fixture
def alias(file: Path, django_db_blocker: Any) -> Iterator[str]:
    """A second database, in a file of its own."""
    connections.databases[ALIAS] = connections.configure_settings(
        {"default": connections.databases["default"], ALIAS: settings_of(file)}
    )[ALIAS]
    with django_db_blocker.unblock():
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("CREATE TABLE rows (writer integer, number integer)")
        yield ALIAS
        connections[ALIAS].close()
    del connections[ALIAS]
    del connections.databases[ALIAS]


def settings_of(file: Path) -> dict[str, Any]:
    """The settings of an installation, but SQLite's own patience is taken away: only the queue is left."""
    settings = database_settings(read_settings({"SAMFRID_DATABASE": f"sqlite:///{file}"}))
    patient = settings["OPTIONS"]["init_command"]
    settings["OPTIONS"]["init_command"] = patient.replace("busy_timeout=20000", "busy_timeout=0")
    assert settings["OPTIONS"]["init_command"] != patient
    return settings


def count(alias: str) -> int:
    with connections[alias].cursor() as cursor:
        return int(cursor.execute("SELECT count(*) FROM rows").fetchone()[0])


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1),
     ("trusted_schema", 0)],
)  # fmt: skip
def test_a_connection_has_every_commit_on_disk_and_deletes_for_good(alias, pragma, value):
    with connections[alias].cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_a_connection_that_could_lose_a_commit_is_refused(file, django_db_blocker):
    settings = settings_of(file) | {"TIME_ZONE": None, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True}
    settings["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"
    unsafe = DatabaseWrapper(settings | {"CONN_MAX_AGE": 0}, alias="unsafe")

    with django_db_blocker.unblock(), pytest.raises(UnsafeDatabaseError, match="synchronous=1"):
        unsafe.ensure_connection()


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_a_library_that_can_damage_the_database_is_refused(version):
    with pytest.raises(OldLibrary, match="pysqlite3"):
        refuse_old_library(version)


def test_the_library_that_is_carried_is_new_enough(alias):
    refuse_old_library(connections[alias].get_database_version())


def write(alias: str, writer: int, rows: int, waits: list[float], errors: list[Exception]) -> None:
    """Write in turn in a transaction, and by a single statement."""
    try:
        for number in range(rows):
            begun = time.monotonic()
            with connections[alias].cursor() as cursor:
                if number % 2:
                    cursor.execute("INSERT INTO rows VALUES (%s, %s)", [writer, number])
                else:
                    with transaction.atomic(using=alias):
                        cursor.execute("INSERT INTO rows VALUES (%s, %s)", [writer, number])
                        cursor.execute("SELECT count(*) FROM rows")
            waits.append(time.monotonic() - begun)
    except Exception as error:
        errors.append(error)
    finally:
        connections[alias].close()


def test_eight_writers_at_once_all_write_and_none_is_told_that_it_is_locked(alias):
    waits: list[float] = []
    errors: list[Exception] = []
    threads = [threading.Thread(target=write, args=(alias, n, 40, waits, errors)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not errors
    assert count(alias) == 8 * 40
    assert max(waits) < 5


PROCESS = """
import os, sys
sys.path[:0] = {path!r}
from samfrid.config.sqlite import use_carried_library; use_carried_library()
from django.conf import settings; settings.configure(USE_TZ=True)
from test_config_sqlite import settings_of, write
from pathlib import Path
from django.db import connections
connections.databases["rows"] = connections.configure_settings(
    {{"default": {{}}, "rows": settings_of(Path({file!r}))}})["rows"]
waits, errors = [], []
write("rows", os.getpid(), 60, waits, errors)
print(len(waits), max(waits), errors)
"""


def test_writers_of_two_processes_wait_for_each_other(alias, file):
    here = Path(__file__)
    script = PROCESS.format(path=[str(here.parent), str(here.parents[1])], file=str(file))
    processes = [
        subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    told = [process.communicate(timeout=60)[0].split(maxsplit=2) for process in processes]

    assert [(done, errors.strip()) for done, _, errors in told] == [("60", "[]")] * 2
    assert count(alias) == 120


def test_those_who_wait_are_served_in_the_order_they_came():
    turns, served = Turns(None), []
    turns.take(1)

    def wait(number: int) -> None:
        turns.take(5)
        served.append(number)
        turns.give()

    threads = []
    for number in range(6):
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        time.sleep(0.02)
    turns.give()
    for thread in threads:
        thread.join()

    assert served == list(range(6))


def test_whoever_gives_up_waiting_leaves_the_queue_in_order(tmp_path):
    turns = Turns(tmp_path / "x")
    turns.take(1)

    with pytest.raises(NotYourTurn):
        turns.take(0.05)

    turns.give()
    turns.take(1)
    turns.give()


def test_an_error_in_a_transaction_lets_the_next_one_write(alias):
    with pytest.raises(ZeroDivisionError), transaction.atomic(using=alias):
        raise ZeroDivisionError

    waits: list[float] = []
    errors: list[Exception] = []
    thread = threading.Thread(target=write, args=(alias, 1, 1, waits, errors))
    thread.start()
    thread.join(5)

    assert waits
    assert not errors


KILLED = """
import os, sys
sys.path[:0] = {path!r}
from samfrid.config.sqlite.turns import Turns
from pathlib import Path
turns = Turns(Path({file!r}))
turns.take(1)
print("held", flush=True)
import time; time.sleep(60)
"""


def test_a_killed_writer_holds_nobody_up(file):
    script = KILLED.format(path=[str(Path(__file__).parents[1])], file=str(file))
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline().strip() == "held"
    turns = Turns(file)
    with pytest.raises(NotYourTurn):
        turns.take(0.1)

    os.kill(process.pid, signal.SIGKILL)
    process.communicate()

    turns.take(1)
    turns.give()


@pytest.mark.parametrize(
    ("search", "found"),
    [("atgard", 1), ("ÅTGÄRD", 1), ("tgärds", 1), ("gärdsprog", 1), ("vald", 1), ("zzz", 0)],
)
def test_text_is_searched_by_any_three_letters_whatever_their_marks(alias, search, found):
    with connections[alias].cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE found USING fts5(words, tokenize='trigram remove_diacritics 1')")
        cursor.execute("INSERT INTO found VALUES ('Åtgärdsprogram mot våld i nära relationer')")
        hits = cursor.execute("SELECT count(*) FROM found WHERE found MATCH %s", [f'"{search}"']).fetchone()[
            0
        ]

    assert hits == found


def test_full_text_follows_a_table_by_triggers_though_the_schema_is_not_trusted(alias):
    with connections[alias].cursor() as cursor:
        cursor.execute("CREATE TABLE page (id integer primary key, words text)")
        cursor.execute(
            "CREATE VIRTUAL TABLE page_search USING fts5(words, content='page', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        cursor.execute(
            "CREATE TRIGGER page_in AFTER INSERT ON page BEGIN "
            "INSERT INTO page_search(rowid, words) VALUES (new.id, new.words); END"
        )
        cursor.execute("INSERT INTO page (words) VALUES ('Frågan ställs till alla')")
        hits = cursor.execute("SELECT count(*) FROM page_search WHERE page_search MATCH 'fragan'").fetchone()[
            0
        ]

    assert hits == 1
