"""Read a checked file in: written out of sight a part at a time, then shown by one short write, or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import islice

from django.db import IntegrityError, transaction
from django.utils import timezone

from samfrid.apps.cases.draft import CaseDraft
from samfrid.apps.cases.models import CaseBatch
from samfrid.apps.cases.services import batches
from samfrid.apps.intake import spool
from samfrid.apps.intake.drafts import Conversion
from samfrid.apps.intake.looking import looked_at
from samfrid.apps.intake.mapping import ColumnMapping
from samfrid.apps.intake.models import FileState, IncomingFile
from samfrid.apps.intake.selectors import file_of, held_file, names_for, twin_of
from samfrid.apps.intake.services.files import FileRefused, forget
from samfrid.domain.wording import Problem, Refused, Text
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.jobs.work import Work

AT_A_TIME = 500
WRITING = Text(
    "Skriver raderna. De syns inte förrän alla är med.", "Writing rows. None is seen until all are there."
)
_HAS_PROBLEMS = Text(
    "Filen har fel. Rätta dem först; ingenting läses in förrän allt stämmer.",
    "The file has problems. Correct them first; nothing is read in until all is right.",
)
_NOT_READY = Text("Filen är inte klar att läsas in.", "The file is not ready to be read in.")


class RowsChanged(FileRefused):
    """The file no longer reads as it was checked."""


@transaction.atomic
def approve(*, by: Actor, file: uuid.UUID) -> IncomingFile:
    """Say that a checked file is to be read in. Said twice is said once.

    Errors: NotAllowed; FileRefused while anything is wrong in it.
    """
    held = held_file(by, file)
    if held.state in (FileState.COMMITTING, FileState.COMMITTED, FileState.DUPLICATE):
        return held
    if held.state != FileState.READ:
        raise FileRefused(Problem(_NOT_READY))
    if held.problems:
        raise FileRefused(Problem(_HAS_PROBLEMS))
    if twin_of(held) is not None:
        forget(held, FileState.DUPLICATE)
        return held
    held.state, held.run = FileState.COMMITTING, None
    held.save()
    return held


@transaction.atomic
def commit_in_background(*, by: Actor, file: uuid.UUID, address: str) -> uuid.UUID | None:
    """Approve a file and start the job that reads it in; None when there is nothing left to do."""
    held = approve(by=by, file=file)
    if held.state != FileState.COMMITTING:
        return None
    if held.run is None:
        title = Text(f"Läser in {held.name}", f"Reading in {held.name}")
        arguments = {"file": str(held.pk)}
        held.run = runs.start(
            by=by, task="intake.commit", arguments=arguments, title=title, address=address
        ).pk
        held.save(update_fields=["run"])
    return held.run


def commit(work: Work, file_id: uuid.UUID) -> IncomingFile:
    """Read an approved file in.

    Promise: when this returns a committed file, all its rows are seen and on disk; before that, none is. After a
             crash it starts over, and what was written before is swept. A file with the same content and columns
             that was read in meanwhile makes this one a duplicate.
    Errors:  NotAllowed; FileGone; RowsChanged.
    """
    with work.scope():
        file = file_of(work.actor, file_id)
        names = names_for(work.actor)
    if file.state != FileState.COMMITTING:
        return file
    batch = _fresh_batch(work, file)
    try:
        with looked_at(file) as looked:
            conversion = Conversion(
                looked.table,
                ColumnMapping.from_json(file.mapping),
                names,
                timezone.localdate(),
                must_have_unit=bool(work.actor.units),
                is_checked=True,
            )
            _write(work, batch, conversion, file.rows)
        return _show(work, file, batch)
    except IntegrityError:
        if not _has_twin(work, file):
            raise
        return _duplicate(work, file, batch)
    except Refused:
        _back_to_read(work, file, batch)
        raise


def _fresh_batch(work: Work, file: IncomingFile) -> CaseBatch:
    """Sweep what an attempt before left behind, and begin anew."""
    if file.batch is not None:
        _sweep(work, file.batch)
    with work.scope():
        batch = batches.begin(by=work.actor)
        IncomingFile.objects.filter(pk=file.pk).update(batch=batch.pk)
    return batch


def _write(work: Work, batch: CaseBatch, conversion: Conversion, rows: int) -> None:
    written = 0
    drafts = _drafts(conversion)
    while part := list(islice(drafts, AT_A_TIME)):
        with work.scope():
            batches.add(by=work.actor, batch=batch, drafts=part)
        written += len(part)
        work.progress(written, rows, WRITING)
    if written != rows:
        raise _changed()


def _drafts(conversion: Conversion) -> Iterator[CaseDraft]:
    for draft, wrong in conversion:
        if draft is None or wrong:
            raise _changed()
        yield draft


def _show(work: Work, file: IncomingFile, batch: CaseBatch) -> IncomingFile:
    """The one short write: the batch is seen, the file is read in, the receipt and the record are kept."""
    with work.scope():
        held = held_file(work.actor, file.pk)
        if held.state != FileState.COMMITTING:
            return held
        shown = batches.show(by=work.actor, batch=batch)
        if shown != held.rows:
            raise _changed()
        held.batch, held.committed_by, held.committed_at = batch.pk, work.actor.id, timezone.now()
        forget(held, FileState.COMMITTED)
        details: dict[str, str | int | bool] = {"rows": shown, "format": held.format, "receipt": held.receipt}
        record(by=work.actor, action=Action.FILE_COMMITTED, about=held, details=details)
    return held


def _has_twin(work: Work, file: IncomingFile) -> bool:
    with work.scope():
        return twin_of(file) is not None


def _duplicate(work: Work, file: IncomingFile, batch: CaseBatch) -> IncomingFile:
    _sweep(work, batch.pk)
    with work.scope():
        held = held_file(work.actor, file.pk)
        forget(held, FileState.DUPLICATE)
    return held


def _back_to_read(work: Work, file: IncomingFile, batch: CaseBatch) -> None:
    _sweep(work, batch.pk)
    with work.scope():
        IncomingFile.objects.filter(pk=file.pk, state=FileState.COMMITTING).update(
            state=FileState.WAITING, batch=None, run=None
        )


def _sweep(work: Work, batch: uuid.UUID) -> None:
    while True:
        with work.scope():
            if not batches.discard_part(by=work.actor, batch=batch):
                return


def sweep(work: Work) -> int:
    """Let go of what has waited half a day: files nobody finished, batches nobody showed, bytes nobody asks for.

    Shape: how many files were let go.
    """
    with work.scope():
        left = batches.abandoned()
    for batch in left:
        _sweep(work, batch)
    oldest = timezone.now() - batches.ABANDONED_AFTER
    with work.scope():
        stale = IncomingFile.objects.filter(received_at__lt=oldest).exclude(spool="")
        files = list(stale.exclude(state=FileState.COMMITTING))
        for file in files:
            forget(file, FileState.DISCARDED)
    spool.sweep()
    return len(files)


def _changed() -> RowsChanged:
    return RowsChanged(
        Problem(
            Text(
                "Filen läses inte längre som när den kontrollerades. Ingenting har lästs in. Läs igenom den igen.",
                "The file no longer reads as when it was checked. Nothing was read in. Have it read through again.",
            )
        )
    )
