"""A program that reads files in over and over until it is killed: started warm once, forked for each life.

Told over standard input: `live` forks a child, `done` reaps it and finishes what was begun, `end` ends. The child
tells `ack FILE ROWS` on standard output after the real service has returned, never before (but for a planted
fault). Faults: `seen` shows a batch while it is written, `early` acknowledges before the rows are there.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path

ROOM, FAULT, READY = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
os.environ.update(
    SAMFRID_VAR=str(ROOM),
    SAMFRID_DATABASE=f"sqlite:///{ROOM / 'killed.sqlite3'}",
    SAMFRID_HTTPS="no",
)
for name in ("SAMFRID_SECRET", "SAMFRID_KEYS", "SAMFRID_FACE", "SAMFRID_DEMO", "DJANGO_SETTINGS_MODULE"):
    os.environ.pop(name, None)

from samfrid.config.secret import write_secret  # noqa: E402

write_secret(ROOM / "keys" / "secret")

from samfrid.config.start import start_framework  # noqa: E402

start_framework()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from samfrid.apps.cases.draft import CaseDraft  # noqa: E402
from samfrid.apps.cases.models import CaseBatch  # noqa: E402
from samfrid.apps.cases.services import batches  # noqa: E402
from samfrid.apps.intake.models import FileState, IncomingFile  # noqa: E402
from samfrid.apps.intake.services import checking, committing, files  # noqa: E402
from samfrid.foundation.accounts.actors import Actor  # noqa: E402
from samfrid.foundation.accounts.roles import Role  # noqa: E402
from samfrid.foundation.jobs.work import Work  # noqa: E402
from samfrid.foundation.organisations.models import Organisation  # noqa: E402

PLACES = ("Motala", "Vadstena", "Linköping", "Kinda")
committing.AT_A_TIME = 40  # many short transactions, so that most lives end between two of them


def say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def sheet(rows: int, mark: str) -> bytes:
    lines = [f"Kön;Ålder;Kommun;Öppnat;{mark}"]
    lines += [
        f"Kvinna;{20 + row % 50};{PLACES[row % 4]};2026-0{1 + row % 9}-1{row % 9};" for row in range(rows)
    ]
    return "\n".join(lines).encode()


def new_work(organisation: uuid.UUID) -> Work:
    actor = Actor(uuid.uuid4(), organisation, Role.MANAGER)
    return Work(uuid.uuid4(), actor, organisation, lambda done, total, words: say("step"))


def read_in(work: Work, rows: int) -> None:
    with work.scope():
        file = files.receive(
            by=work.actor, name="ark.csv", parts=[sheet(rows, uuid.uuid4().hex)], format_="cases"
        )
    checking.check(work, file.pk)
    with work.scope():
        committing.approve(by=work.actor, file=file.pk)
    if FAULT == "early":
        say(f"ack {file.pk.hex} {rows}")
    committing.commit(work, file.pk)
    if FAULT != "early":
        say(f"ack {file.pk.hex} {rows}")


def finish_what_was_begun(work: Work) -> None:
    """What the queue does after a crash: the job runs again."""
    with work.scope():
        begun = list(IncomingFile.objects.filter(state=FileState.COMMITTING).values_list("pk", "rows"))
    for file, rows in begun:
        committing.commit(work, file)
        say(f"ack {file.hex} {rows}")


def live(organisation: uuid.UUID) -> None:
    if FAULT == "seen":
        show_while_writing()
    work, chance = new_work(organisation), random.Random()  # noqa: S311 - how many rows
    if FAULT == "none":
        finish_what_was_begun(work)
    while True:
        read_in(work, chance.randint(60, 400))


def show_while_writing() -> None:
    """The planted fault: each part is seen as soon as it is written, with no flip at the end."""
    add, show = batches.add, batches.show

    def add_in_sight(*, by: Actor, batch: CaseBatch, drafts: Sequence[CaseDraft]) -> None:
        hide(batch)
        add(by=by, batch=batch, drafts=drafts)
        CaseBatch.objects.filter(pk=batch.pk).update(is_visible=True)

    def show_again(*, by: Actor, batch: CaseBatch) -> int:
        hide(batch)
        return show(by=by, batch=batch)

    def hide(batch: CaseBatch) -> None:
        CaseBatch.objects.filter(pk=batch.pk).update(is_visible=False)

    batches.add, batches.show = add_in_sight, show_again


def migrated() -> uuid.UUID:
    """Set the database up, or take the one that the first of these programs did."""
    database = ROOM / "killed.sqlite3"
    if READY.exists():
        shutil.copy(READY, database)
    else:
        call_command("migrate", verbosity=0)
        Organisation.objects.create(code="motala", name="Motala (påhittad)", kind="municipality")
        connections.close_all()
        shutil.copy(database, READY)
    return Organisation.objects.get().pk


def main() -> None:
    call_command("migrate", verbosity=0)
    organisation = Organisation.objects.create(
        code="motala", name="Motala (påhittad)", kind="municipality"
    ).pk
    connections.close_all()
    say("ready")
    child = 0
    for line in sys.stdin:
        if line == "live\n":
            child = os.fork()
            if not child:
                try:
                    live(organisation)
                finally:
                    os._exit(1)
            say(f"pid {child}")
        elif line == "done\n":
            os.waitpid(child, 0)
            say("reaped")
        elif line == "finish\n":
            finish_what_was_begun(new_work(organisation))
            connections.close_all()
            say("finished")


main()
