"""The pulse of a worker: tells that its attempts live, takes over those of dead workers, starts what is due."""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.jobs import queue
from samfrid.foundation.jobs.attempts import attempts_here
from samfrid.foundation.jobs.liveness import is_dead, take_down_signs_of_the_dead
from samfrid.foundation.jobs.models import Run
from samfrid.foundation.jobs.performing import give_back, kind_and_place
from samfrid.foundation.jobs.schedule import start_what_is_due
from samfrid.foundation.organisations.scope import opened

BETWEEN_BEATS = 2.0
SILENT_FOR = timedelta(seconds=60)  # a worker on another machine is thought dead after this
_BEATS_BETWEEN_ROUNDS = 5
Queued = DBTaskResult[[str, str], None]  # a row of the queue, as its library types it
_LOG = logging.getLogger("samfrid.jobs")


class Pulse(Thread):
    """Beats until told to stop. A database that is gone for a while is waited for."""

    def __init__(self, signs: Path) -> None:
        super().__init__(name="jobs-pulse", daemon=True)
        self._signs = signs
        self._stop_asked = Event()

    def run(self) -> None:
        """Beat, and every fifth time look after the queue; the first time at once."""
        beats = 0
        while True:
            try:
                close_old_connections()
                for attempt in attempts_here():
                    attempt.beat()
                if beats % _BEATS_BETWEEN_ROUNDS == 0:
                    take_over_from_the_dead(self._signs)
                    take_down_signs_of_the_dead(self._signs)
                    start_what_is_due(timezone.now())
                    queue.sweep_away_the_finished()
            except Exception as error:  # a pulse that ends would leave every run of this process for dead
                _LOG.error("the pulse missed a beat: %s", kind_and_place(error))
                connection.close()
            beats += 1
            if self._stop_asked.wait(BETWEEN_BEATS):
                connection.close()
                return

    def stop(self) -> None:
        """Beat no more."""
        self._stop_asked.set()
        self.join(timeout=10)


def take_over_from_the_dead(signs: Path) -> int:
    """Put runs of dead workers back in the queue; give up those that were tried too often.

    Shape: how many were found.
    """
    running = DBTaskResult.objects.running().filter(task_path=queue.carry_out.module_path)
    lost = [found for found in running if _is_lost(found, signs)]
    for found in lost:
        with transaction.atomic():
            if not DBTaskResult.objects.running().filter(pk=found.pk).delete()[0]:
                continue  # another worker was here first
            organisation, run = _ids(found)
            again = give_back(organisation, run)
            if again is not None:
                queue.put(organisation, run, after=timezone.now() + again)
    return len(lost)


def _is_lost(found: Queued, signs: Path) -> bool:
    dead = is_dead(signs, found.worker_ids[-1]) if found.worker_ids else None
    return _is_silent(found) if dead is None else dead


def _is_silent(found: Queued) -> bool:
    organisation, run = _ids(found)
    with opened(organisation, by=SYSTEM):
        pulse = Run.objects.filter(pk=run).values_list("pulse_at", flat=True).first()
    last = max(filter(None, (pulse, found.started_at)), default=None)
    return last is not None and timezone.now() - last > SILENT_FOR


def _ids(found: Queued) -> tuple[uuid.UUID, uuid.UUID]:
    organisation, run = found.args_kwargs["args"]
    return uuid.UUID(organisation), uuid.UUID(run)
