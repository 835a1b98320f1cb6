"""Runs as whoever started them sees them. Needs an open scope."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.jobs.models import OVER, Run, State

_MOST_LISTED = 50


def own_runs(by: Actor) -> QuerySet[Run]:
    """The runs a person has started in the open organisation, newest first; the last fifty."""
    return Run.objects.filter(actor=by.id).order_by("-created_at")[:_MOST_LISTED]


def own_run(by: Actor, run: uuid.UUID) -> Run | None:
    """One run a person has started in the open organisation, or None: another's is as if it weren't there."""
    return Run.objects.filter(actor=by.id, pk=run).first()


def runs_under_way(by: Actor) -> int:
    """How many of a person's runs wait or go on."""
    return Run.objects.filter(actor=by.id).exclude(state__in=OVER).count()


def took_last_time(run: Run) -> timedelta | None:
    """How long the same kind of work took last time in the open organisation."""
    before = (
        Run.objects.filter(task=run.task, state=State.DONE, started_at__isnull=False)
        .exclude(pk=run.pk)
        .order_by("-finished_at")
        .first()
    )
    return (
        before.finished_at - before.started_at
        if before and before.finished_at and before.started_at
        else None
    )


def time_left(run: Run) -> timedelta | None:
    """About how long a run has left, from what is done; None while too little is done to tell."""
    if run.state != State.RUNNING or not run.started_at or not run.total or run.done * 20 < run.total:
        return None
    return (timezone.now() - run.started_at) * (run.total - run.done) / run.done
