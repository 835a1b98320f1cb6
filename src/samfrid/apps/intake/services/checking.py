"""Read a file through: find its columns, try every row, and keep each problem with its cell."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils import timezone

from samfrid.apps.cases import vocabulary as codes
from samfrid.apps.cases.draft import CaseDraft
from samfrid.apps.cases.geographies import place_label
from samfrid.apps.intake import spool
from samfrid.apps.intake.drafts import Conversion, Located, MappingRefused, refuse_incomplete
from samfrid.apps.intake.fields import BY_CODE
from samfrid.apps.intake.formats import format_named
from samfrid.apps.intake.looking import Looked, description, looked_at
from samfrid.apps.intake.mapping import ColumnMapping
from samfrid.apps.intake.models import CellProblem, FileState, IncomingFile
from samfrid.apps.intake.selectors import file_of, held_file, names_for, profiles
from samfrid.apps.intake.suggesting import fits, suggest
from samfrid.domain.wording import Place, Problem, Refused, Text
from samfrid.foundation.jobs.work import Work

MOST_PROBLEMS = 10_000
AT_A_TIME = 500
SAMPLE_ROWS = 5
_TELL_EVERY = 1_000
READING = Text(
    "Läser filen och letar efter personnummer", "Reading the file and looking for personal numbers"
)
CHECKING = Text("Kontrollerar rad för rad", "Checking row by row")


def check(work: Work, file_id: uuid.UUID) -> IncomingFile:
    """Read a waiting file through.

    Promise: afterwards the file is read, with every problem by its cell (at most 10 000 are kept, all are
             counted), or refused with the reason and its bytes gone. Done again after a crash it ends the same.
    Errors:  NotAllowed.
    """
    with work.scope():
        file = file_of(work.actor, file_id)
        CellProblem.objects.filter(file=file).delete()
        names = names_for(work.actor)
        kept = [ColumnMapping.from_json(profile.mapping) for profile in profiles(file.format)]
    if file.state != FileState.WAITING:
        return file
    work.progress(0, 0, READING)
    try:
        with looked_at(file) as looked:
            mapping = _mapping(file, looked, kept, list(names.units.values()))
            file.looked = description(looked)
            file.mapping, file.mapping_hash = mapping.as_json(), mapping.hash
            file.rows = looked.table.row_count
            conversion = Conversion(
                looked.table, mapping, names, timezone.localdate(), must_have_unit=bool(work.actor.units)
            )
            found = list(_found(work, file, conversion))
            _tell_blanks(file, conversion)
    except Refused as refused:
        return _refuse(work, file, refused)
    return _keep(work, file, found)


def _mapping(
    file: IncomingFile, looked: Looked, kept: list[ColumnMapping], units: list[uuid.UUID]
) -> ColumnMapping:
    """The mapping that was chosen, or a profile that fits, or a suggestion.

    Errors: MappingRefused for a file that is not of the format that was said.
    """
    if file.mapping:
        return ColumnMapping.from_json(file.mapping)
    format_ = format_named(file.format)
    missing = format_.needs - set(looked.table.names)
    if missing:
        name = sorted(missing)[0]
        raise MappingRefused(
            Problem(
                Text(
                    f"Filen har inte kolumnen ”{name}” och är därför inte {format_.name.sv}.",
                    f"The file lacks the column “{name}” and so is not {format_.name.en}.",
                ),
                Place(file=file.name, sheet=looked.table.reading.sheet),
            )
        )
    profile = next((one for one in kept if one.columns and fits(one, looked.table)), None)
    return profile or suggest(looked.table, format_)


def _found(work: Work, file: IncomingFile, conversion: Conversion) -> Iterator[Located]:
    """Every problem of every row; a mapping that lacks a field is one problem, and no row is tried."""
    file.problems = 0
    try:
        refuse_incomplete(conversion.mapping)
        sample: list[CaseDraft] = []
        for row, (draft, wrong) in enumerate(conversion):
            if row % _TELL_EVERY == 0:
                work.progress(row, conversion.table.row_count, CHECKING)
            if draft is not None and len(sample) < SAMPLE_ROWS:
                sample.append(draft)
            file.problems += len(wrong)
            if file.problems <= MOST_PROBLEMS:
                yield from wrong
        file.looked["sample"] = [_shown(draft) for draft in sample]
    except MappingRefused as refused:
        file.problems += len(refused.problems)
        yield from (Located(problem.where.field, problem) for problem in refused.problems)


def _tell_blanks(file: IncomingFile, conversion: Conversion) -> None:
    file.looked["blanks"] = {name: count for name, count in conversion.blanks.items() if count}


def _shown(draft: CaseDraft) -> list[dict[str, str]]:
    """One row as it will stand, in words."""
    label = place_label(draft.geography, draft.place)
    cells = [
        (BY_CODE["gender"].label, codes.GENDERS[draft.gender]),
        (BY_CODE["age_band"].label, codes.AGE_BANDS[draft.age_band]),
        (BY_CODE["place"].label, label),
        (Text("Öppnat", "Opened"), Text.same(draft.opened.isoformat() if draft.opened else draft.month)),
        (BY_CODE["honour_context"].label, codes.HONOUR[draft.honour_context]),
    ]
    return [{"label_sv": name.sv, "label_en": name.en, "sv": said.sv, "en": said.en} for name, said in cells]


def _keep(work: Work, file: IncomingFile, found: list[Located]) -> IncomingFile:
    _store(work, file, found)
    with work.scope():
        held = held_file(work.actor, file.pk)
        if held.state == FileState.WAITING:
            held.looked, held.mapping, held.mapping_hash = file.looked, file.mapping, file.mapping_hash
            held.rows, held.problems, held.state = file.rows, file.problems, FileState.READ
            held.sheet, held.header_row = file.looked["sheet"], file.looked["header_row"]
            held.save()
        else:
            CellProblem.objects.filter(file=held).delete()
        return held


def _refuse(work: Work, file: IncomingFile, refused: Refused) -> IncomingFile:
    """Keep why the file can't be read, and let go of its bytes at once."""
    found = [Located(problem.where.field, problem) for problem in refused.problems]
    _store(work, file, found)
    with work.scope():
        held = held_file(work.actor, file.pk)
        name = held.spool
        held.state, held.problems, held.looked, held.spool, held.spool_key = (
            FileState.REFUSED,
            len(found),
            {},
            "",
            "",
        )
        held.save()
    spool.remove(name)
    return held


def _store(work: Work, file: IncomingFile, found: list[Located]) -> None:
    for start, part in _parts(found):
        with work.scope():
            CellProblem.objects.bulk_create(
                CellProblem(
                    organisation_id=file.organisation_id,
                    file_id=file.pk,
                    number=start + number,
                    sheet=one.problem.where.sheet[:120],
                    cell=one.problem.where.cell,
                    field=one.field,
                    what_sv=one.problem.what.sv[:400],
                    what_en=one.problem.what.en[:400],
                )
                for number, one in enumerate(part)
            )


def _parts(found: Iterable[Located]) -> Iterator[tuple[int, list[Located]]]:
    rest, start = iter(found), 1
    while part := list(islice(rest, AT_A_TIME)):
        yield start, part
        start += len(part)
