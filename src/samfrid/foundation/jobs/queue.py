"""The queue: rows of django-tasks in the database. They hold the ids of the organisation and the run, no more."""

from __future__ import annotations

import logging
import uuid
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from samfrid.foundation.jobs.performing import give_back, kind_and_place, perform

_LOG = logging.getLogger("samfrid.jobs")
KEPT_FOR = timedelta(days=1)


@task()
def carry_out(organisation: str, run: str) -> None:
    """Do one attempt of a run. What goes wrong round the job itself is noted by its kind: the queue keeps words."""
    owner, wanted = uuid.UUID(organisation), uuid.UUID(run)
    try:
        again = perform(owner, wanted)
    except Exception as error:
        _LOG.error("run %s could not be noted: %s", wanted, kind_and_place(error))
        again = give_back(owner, wanted)
    if again is not None:
        put(owner, wanted, after=timezone.now() + again)


def put(organisation: uuid.UUID, run: uuid.UUID, *, after: datetime | None = None) -> None:
    """Put a run last in the queue, in the surrounding transaction."""
    carry_out.using(run_after=after).enqueue(str(organisation), str(run))


def sweep_away_the_finished() -> None:
    """Delete the queue's own rows of what ended more than a day ago; the runs themselves stay."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT_FOR).delete()
