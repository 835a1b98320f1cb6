"""One attempt of a run: claim it, call the job as whoever started it is now, and note how it went."""

from __future__ import annotations

import logging
import traceback
import uuid
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from samfrid.domain.wording import Language, Problem, Refused, Text
from samfrid.foundation.accounts.actors import SYSTEM, Actor
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.jobs.attempts import Attempt, Ended, RunEnded, current_actor, note_begun, note_over
from samfrid.foundation.jobs.models import Run, State
from samfrid.foundation.jobs.work import JOBS, Result, Work
from samfrid.foundation.organisations.scope import opened

MOST_ATTEMPTS = 5
_LOG = logging.getLogger("samfrid.jobs")
_NO_LONGER_ALLOWED = Text(
    "Den som startade arbetet har inte längre samma behörighet. Starta det på nytt.",
    "Whoever started the work no longer has the same permission. Start it anew.",
)
_UNKNOWN = Text("Arbetet finns inte i den här versionen.", "This version has no such work.")
_GAVE_UP = Text(
    "Arbetet bröts av ett fel flera gånger. Försök igen, eller säg till dem som sköter installationen.",
    "The work was broken off by an error several times. Try again, or tell those who run the installation.",
)


def perform(organisation: uuid.UUID, run: uuid.UUID) -> timedelta | None:
    """Do one attempt of a waiting run.

    Promise: a run that is not waiting is left alone; the job runs with the rights its starter has now; an error
             is noted by its kind and place, never by its words.
    Shape:   how long to wait before the next attempt, or None when there is none.
    """
    claimed = _claim(organisation, run)
    if claimed is None:
        return None
    attempt, task, arguments = claimed
    note_begun(attempt)
    try:
        result = JOBS[task](Work(run, attempt.actor, organisation, attempt), **arguments)
    except RunEnded as ended:
        _let_go(attempt, ended.why)
    except Refused as refused:
        _close(attempt, State.FAILED, problems=refused.problems)
    except Exception as error:
        return _try_again(attempt, error)
    else:
        _close(attempt, State.DONE, result=result)
    finally:
        note_over(attempt)
    return None


def give_back(organisation: uuid.UUID, run: uuid.UUID) -> timedelta | None:
    """Take a run from an attempt whose process is dead.

    Shape: how long to wait before the next attempt, or None when the run is over or was tried too often.
    """
    with opened(organisation, by=SYSTEM):
        found = Run.objects.select_for_update().filter(pk=run).first()
        if found is None or found.is_over:
            return None
        if found.attempts >= MOST_ATTEMPTS:
            _end(found, State.FAILED, [Problem(_GAVE_UP)])
            return None
        found.state = State.WAITING
        found.save(update_fields=["state"])
        return _delay(found.attempts)


def _claim(organisation: uuid.UUID, run: uuid.UUID) -> tuple[Attempt, str, dict[str, object]] | None:
    with opened(organisation, by=SYSTEM):
        found = Run.objects.select_for_update().filter(pk=run, state=State.WAITING).first()
        if found is None:
            return None
        actor = current_actor(organisation, found.actor)
        if found.stop_asked:
            _end(found, State.STOPPED)
        elif actor is None:
            _end(found, State.FAILED, [Problem(_NO_LONGER_ALLOWED)])
        elif found.task not in JOBS:
            _end(found, State.FAILED, [Problem(_UNKNOWN)])
        else:
            return _begun(found, actor), found.task, dict(found.arguments)
    return None


def _begun(run: Run, actor: Actor) -> Attempt:
    now = timezone.now()
    run.state, run.attempts, run.pulse_at = State.RUNNING, run.attempts + 1, now
    run.started_at = run.started_at or now
    run.save(update_fields=["state", "attempts", "pulse_at", "started_at"])
    return Attempt(run.organisation_id, run.pk, run.attempts, actor)


def _let_go(attempt: Attempt, why: Ended) -> None:
    if why is Ended.STOPPED:
        _close(attempt, State.STOPPED)
    elif why is Ended.RIGHTS:
        _close(attempt, State.FAILED, problems=[Problem(_NO_LONGER_ALLOWED)])


def _try_again(attempt: Attempt, error: Exception) -> timedelta | None:
    _LOG.error("run %s, attempt %s: %s", attempt.run, attempt.number, kind_and_place(error))
    if attempt.number >= MOST_ATTEMPTS:
        _close(attempt, State.FAILED, problems=[Problem(_GAVE_UP)])
        return None
    with opened(attempt.organisation, by=SYSTEM):
        mine = Run.objects.filter(pk=attempt.run, attempts=attempt.number, state=State.RUNNING)
        return _delay(attempt.number) if mine.update(state=State.WAITING) else None


def _close(
    attempt: Attempt, state: State, *, result: Result | None = None, problems: Sequence[Problem] = ()
) -> None:
    with opened(attempt.organisation, by=SYSTEM):
        run = (
            Run.objects.select_for_update()
            .filter(pk=attempt.run, attempts=attempt.number, state=State.RUNNING)
            .first()
        )
        if run is None:
            return  # taken over; whoever took it tells how it went
        for name, value in attempt.progress().items():
            setattr(run, name, value)
        run.result = dict(result or {})
        _end(run, state, problems)


def _end(run: Run, state: State, problems: Sequence[Problem] = ()) -> None:
    run.state, run.finished_at = state, timezone.now()
    run.problems = [_told(problem) for problem in problems]
    run.save()
    if state is State.FAILED:
        actor = Actor(run.actor, run.organisation_id)
        record(by=actor, action=Action.JOB_FAILED, about=run, details={"task": run.task})


def _told(problem: Problem) -> dict[str, str]:
    return {"sv": problem.into(Language.SWEDISH), "en": problem.into(Language.ENGLISH)}


def _delay(attempts: int) -> timedelta:
    return timedelta(seconds=float(4 ** (attempts - 1)))


def kind_and_place(error: Exception) -> str:
    """The error's kind and where it was raised. Its words may hold a value about a person, and are left out."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
