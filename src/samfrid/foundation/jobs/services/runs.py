"""Start and stop runs. A run is done by a worker, with the rights its starter has when it is done."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.utils import timezone

from samfrid.domain.wording import Problem, Refused, Text
from samfrid.foundation.accounts.actors import SYSTEM, Actor, NotAllowed
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.jobs import queue
from samfrid.foundation.jobs.models import Run, State
from samfrid.foundation.jobs.performing import perform
from samfrid.foundation.jobs.work import JOBS
from samfrid.foundation.organisations.scope import opened

Argument = str | int | bool | None


class NoSuchJob(Refused):
    """A job was asked for that no app has registered."""


def start(
    *,
    by: Actor,
    task: str,
    arguments: Mapping[str, Argument] | None = None,
    title: Text,
    address: str = "",
) -> Run:
    """Put a job in the queue, in the surrounding transaction.

    `arguments` become the job's keyword arguments: ids, codes and counts, never a value about a person.
    `address` is the page to show when the job is done.
    Promise: the job is done exactly when the surrounding deed is kept, and tried again after a crash.
    Errors:  NotAllowed for an actor without organisation; NoSuchJob.
    """
    if by.organisation is None:
        raise NotAllowed(Problem(Text("Ingen organisation är vald.", "No organisation is chosen.")))
    if task not in JOBS:
        raise NoSuchJob(Problem(Text(f"Arbetet {task} finns inte.", f"There is no job {task}.")))
    with opened(by.organisation, by=by):
        run = Run.objects.create(
            organisation_id=by.organisation,
            actor=by.id,
            task=task,
            arguments=json.loads(json.dumps(dict(arguments or {}))),
            title_sv=title.sv[:200],
            title_en=title.en[:200],
            address=address,
            created_at=timezone.now(),
        )
        record(by=by, action=Action.JOB_STARTED, about=run, details={"task": task})
        queue.put(by.organisation, run.pk)
    return run


def stop(*, by: Actor, run: Run) -> None:
    """Stop a run: at once when it waits, else as soon as its job next tells how far it has come.

    Errors: NotAllowed for anyone but whoever started it.
    """
    if run.actor != by.id or run.organisation_id != by.organisation:
        raise NotAllowed(Problem(Text("Bara den som startade arbetet kan avbryta det.",
                                      "Only whoever started the work can stop it.")))  # fmt: skip
    with opened(run.organisation_id, by=by):
        waiting = Run.objects.filter(pk=run.pk, state=State.WAITING)
        if not waiting.update(state=State.STOPPED, stop_asked=True, finished_at=timezone.now()):
            Run.objects.filter(pk=run.pk, state=State.RUNNING).update(stop_asked=True)


def carry_out_now(*, by: Actor, run: Run) -> Run:
    """Do a waiting run here and now, without waiting for a worker: for commands and tests.

    Shape: the run as it is afterwards; one attempt is made, and its place in the queue then finds nothing to do.
    Errors: NotAllowed for anyone but whoever started it.
    """
    if by.id not in (run.actor, SYSTEM.id) or by.organisation != run.organisation_id:
        raise NotAllowed(Problem(Text("Bara den som startade arbetet kan göra det.",
                                      "Only whoever started the work can do it.")))  # fmt: skip
    again = perform(run.organisation_id, run.pk)
    if again is not None:
        queue.put(run.organisation_id, run.pk, after=timezone.now() + again)
    with opened(run.organisation_id, by=by):
        return Run.objects.get(pk=run.pk)
