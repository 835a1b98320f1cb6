"""Files on their way in, their problems, the profiles and the deliveries of the open organisation."""

from __future__ import annotations

import uuid

from django.db.models import Count, QuerySet

from samfrid.apps.cases.selectors import interventions_of, not_allowed, units_of
from samfrid.apps.intake.converting import Names
from samfrid.apps.intake.mapping import folded
from samfrid.apps.intake.models import CellProblem, FileState, IncomingFile, MappingProfile, PeriodDelivery
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.jobs.models import OVER, Run
from samfrid.foundation.organisations.scope import current


def require_import(by: Actor) -> None:
    """Refuse who may not read in files.

    Errors: NotAllowed.
    """
    require(by, Permission.INTAKE_IMPORT, current().organisation)


def files_of(by: Actor) -> QuerySet[IncomingFile]:
    """The files an actor may handle: all of the organisation's, or one's own for who is bound to units.

    Errors: NotAllowed.
    """
    require_import(by)
    files = IncomingFile.objects.all()
    return files.filter(received_by=by.id) if by.units else files


def file_of(by: Actor, file: uuid.UUID) -> IncomingFile:
    """One of them.

    Errors: NotAllowed, the same for a file that is not there and one that is not theirs.
    """
    found = files_of(by).filter(pk=file).first()
    if found is None:
        raise not_allowed()
    return found


def held_file(by: Actor, file: uuid.UUID) -> IncomingFile:
    """The same, locked until the surrounding transaction ends.

    Errors: NotAllowed.
    """
    found = files_of(by).select_for_update(of=("self",)).filter(pk=file).first()
    if found is None:
        raise not_allowed()
    return found


def is_left(file: IncomingFile) -> bool:
    """Whether nobody is at a file that is on its way: its job has ended, or was never started."""
    return file.run is None or Run.objects.filter(pk=file.run, state__in=OVER).exists()


def problems_in(by: Actor, file: uuid.UUID) -> QuerySet[CellProblem]:
    """What is wrong in a file, in the order of its rows."""
    return CellProblem.objects.filter(file=file_of(by, file))


def kinds_of_problems(by: Actor, file: uuid.UUID) -> list[dict[str, object]]:
    """The different problems of a file and in how many cells each stands, the commonest first."""
    problems = problems_in(by, file).values("field", "what_sv", "what_en")
    ordered = problems.annotate(cells=Count("id")).order_by("-cells", "field", "what_sv")
    return [dict(row) for row in ordered]


def names_for(by: Actor) -> Names:
    """The units and interventions that an actor may read cases into, by folded name."""
    return Names(
        {folded(unit.name): unit.pk for unit in units_of(by)},
        {folded(one.name): one.pk for one in interventions_of(by)},
    )


def profiles(format_: str) -> list[MappingProfile]:
    """The organisation's saved ways to read files of a format, the latest first."""
    return list(MappingProfile.objects.filter(format=format_))


def twin_of(file: IncomingFile) -> IncomingFile | None:
    """The file with the same content and columns that has been read in, if there is one."""
    return (
        IncomingFile.objects.filter(
            content_hash=file.content_hash, mapping_hash=file.mapping_hash, state=FileState.COMMITTED
        )
        .exclude(pk=file.pk)
        .first()
    )


def same_content(file: IncomingFile) -> IncomingFile | None:
    """The file with the same content that has been read in, whatever its columns were read as."""
    files = IncomingFile.objects.filter(content_hash=file.content_hash, state=FileState.COMMITTED)
    return files.exclude(pk=file.pk).first()


def deliveries_of(by: Actor) -> QuerySet[PeriodDelivery]:
    """The periods the organisation has delivered.

    Errors: NotAllowed.
    """
    require(by, Permission.PERIOD_DELIVER, current().organisation)
    return PeriodDelivery.objects.all()
