"""A worker: the library's loop over the queue with a pulse beside it, as a process or as a thread in the demo."""

from __future__ import annotations

import logging
import time
import uuid
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.db import Error, connection
from django_tasks_db.management.commands.db_worker import Worker as Loop

from samfrid.foundation.jobs.liveness import Sign
from samfrid.foundation.jobs.pulse import Pulse

_LOG = logging.getLogger("samfrid.jobs")
_SECONDS_BETWEEN_LOOKS = 0.5


def signs_of_workers() -> Path:
    """Where the workers of this installation leave their signs of life."""
    folder: Path = settings.SAMFRID.var
    return folder / "workers"


def work(*, until_empty: bool = False) -> None:
    """Do runs until the process is told to end by SIGTERM or Ctrl-C; the run under way is finished first.

    With `until_empty` it ends when nothing is left to do.
    """
    _Working(until_empty=until_empty).go(with_signals=True)


def work_in_a_thread() -> Thread:
    """Do runs in a thread of this process, for the demo. It ends with the process; what it was at is tried again."""
    thread = Thread(target=_keep_at_it, name="jobs-worker", daemon=True)
    thread.start()
    return thread


def _keep_at_it() -> None:
    while True:
        try:
            _Working(until_empty=False).go(with_signals=False)
        except Error as error:
            _LOG.warning("the database did not answer the worker: %s", type(error).__name__)
            connection.close()
            time.sleep(_SECONDS_BETWEEN_LOOKS)


class _Working:
    def __init__(self, *, until_empty: bool) -> None:
        self._name = uuid.uuid4().hex
        self._loop = Loop(
            queue_names=["default"],
            interval=_SECONDS_BETWEEN_LOOKS,
            batch=until_empty,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self._name,
            excluded_queue_names=[],
        )

    def go(self, *, with_signals: bool) -> None:
        sign, pulse = Sign(signs_of_workers(), self._name), Pulse(signs_of_workers())
        if with_signals:
            self._loop.configure_signals()
        pulse.start()
        try:
            self._loop.run()
        finally:
            pulse.stop()
            sign.take_down()
