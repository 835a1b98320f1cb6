"""Read a file in from beginning to end, here and now: for the command line and for tests."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from samfrid.apps.intake.mapping import ColumnMapping, Source
from samfrid.apps.intake.models import CellProblem, FileState, IncomingFile
from samfrid.apps.intake.selectors import file_of, held_file, problems_in, twin_of
from samfrid.apps.intake.services import checking, committing, files
from samfrid.domain.wording import Place, Problem, Refused, Text
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.jobs.work import Progress, Work
from samfrid.foundation.organisations.scope import opened

SHOWN_PROBLEMS = 20


class ImportRefused(Refused):
    """A file was not read in; each problem stands with its cell."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it: how many rows, the receipt, and whether the same file had been read in before."""

    rows: int
    receipt: str
    was_there: bool = False


def _silent(done: int, total: int, words: Text) -> None:
    del done, total, words


def bring_in(
    *,
    by: Actor,
    organisation: uuid.UUID,
    name: str,
    parts: Iterable[bytes],
    format_: str,
    fixed: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Progress = _silent,
) -> Imported:
    """Take in, check and read in a file. `fixed` gives fields one value for all rows; a dry run writes nothing.

    Promise: all rows are seen and on disk when this returns, or nothing is.
    Errors:  NotAllowed; UnknownFormat; ImportRefused with file, sheet and cell of what is wrong.
    """
    work = Work(uuid.uuid4(), by, organisation, progress)
    with work.scope():
        file = files.receive(by=by, name=name, parts=parts, format_=format_)
    try:
        file = checking.check(work, file.pk)
        if fixed and file.state == FileState.READ:
            file = _with_fixed(work, file, fixed)
        _refuse_problems(work, file)
        if dry_run:
            _let_go(work, file)
            return Imported(file.rows, "")
        with opened(organisation, by=by):
            twin = twin_of(file_of(by, file.pk))
            committing.approve(by=by, file=file.pk)
        committed = committing.commit(work, file.pk)
    except BaseException:
        _let_go(work, file)
        raise
    if committed.state == FileState.DUPLICATE:
        return Imported((twin or committed).rows, (twin or committed).receipt, was_there=True)
    if committed.state != FileState.COMMITTED:
        gone = Text("Filen togs bort av någon annan. Ingenting har lästs in.",
                    "Somebody else removed the file. Nothing was read in.")  # fmt: skip
        raise ImportRefused(Problem(gone, Place(file=name)))
    return Imported(committed.rows, committed.receipt)


def _with_fixed(work: Work, file: IncomingFile, fixed: Mapping[str, str]) -> IncomingFile:
    mapping = ColumnMapping.from_json(file.mapping)
    sources = {**mapping.sources, **{field: Source(fixed=value) for field, value in fixed.items()}}
    with work.scope():
        files.choose_columns(by=work.actor, file=file.pk, mapping=replace(mapping, sources=sources))
    return checking.check(work, file.pk)


def _refuse_problems(work: Work, file: IncomingFile) -> None:
    if not file.problems and file.state == FileState.READ:
        return
    with work.scope():
        first = list(problems_in(work.actor, file.pk)[:SHOWN_PROBLEMS])
    more = file.problems - len(first)
    rest = [Problem(Text(f"… och {more} till.", f"… and {more} more."))] if more > 0 else []
    raise ImportRefused(*(_told(file, problem) for problem in first), *rest)


def _told(file: IncomingFile, problem: CellProblem) -> Problem:
    field = "" if problem.cell else problem.field
    return Problem(problem.what, Place(file=file.name, sheet=problem.sheet, cell=problem.cell, field=field))


def _let_go(work: Work, file: IncomingFile) -> None:
    """Forget a file that was not read in; what a killed program leaves, the daily sweep takes."""
    with work.scope():
        held = held_file(work.actor, file.pk)
        if held.is_open:
            files.forget(held, FileState.DISCARDED)
