"""One writer at a time, in the order they came.

SQLite itself lets writers try again and again with pauses in between: one that writes often can keep another waiting
until it gives up with "database is locked". Here the threads of a process stand in a queue, and the first of each
process in a queue of processes, so that nobody tries before it is their turn.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections import deque
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock

_FIRST_PAUSE, _LONGEST_PAUSE = 0.0005, 0.01


class NotYourTurn(Exception):  # noqa: N818 - the engine tells it as the framework's own error
    """The turn didn't come within the time one is ready to wait."""


class Turns:
    """The queue of the writers of one database."""

    def __init__(self, database: Path | None) -> None:
        self._database = database
        self._lock = Lock()
        self._is_taken = False
        self._waiting: deque[Event] = deque()
        self._files: tuple[int, int] | None = None
        self._owner = 0

    def take(self, seconds: float) -> None:
        """Wait for one's turn.

        Errors: NotYourTurn after so many seconds; then nothing is held.
        """
        end = time.monotonic() + seconds
        self._take_here(end)
        try:
            self._take_among_processes(end)
        except BaseException:
            self._pass_on()
            raise

    def give(self) -> None:
        """Let the next in the queue write."""
        if self._files and self._owner == os.getpid():
            fcntl.flock(self._files[1], fcntl.LOCK_UN)
        self._pass_on()

    def _take_here(self, end: float) -> None:
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return
            mine = Event()
            self._waiting.append(mine)
        if mine.wait(max(0.0, end - time.monotonic())):
            return  # handed over: it never was free in between
        with self._lock:
            if not mine.is_set():
                self._waiting.remove(mine)
                raise NotYourTurn
        # it was handed over in the last moment

    def _pass_on(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False

    def _take_among_processes(self, end: float) -> None:
        """Hold the door while waiting for the pen: whoever lays the pen down must first come through the door."""
        if self._database is None:
            return
        door, pen = self._opened(self._database)
        _hold(door, end)
        try:
            _hold(pen, end)
        finally:
            fcntl.flock(door, fcntl.LOCK_UN)

    def _opened(self, database: Path) -> tuple[int, int]:
        if (
            self._files is None or self._owner != os.getpid()
        ):  # a lock is shared with a forked child, so open anew
            names = (database.with_name(f"{database.name}-door"), database.with_name(f"{database.name}-pen"))
            door, pen = (os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600) for name in names)
            self._files, self._owner = (door, pen), os.getpid()
        return self._files


def _hold(file: int, end: float) -> None:
    pause = _FIRST_PAUSE
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() > end:
            raise NotYourTurn
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


_queues: dict[str, Turns] = {}
_queues_lock = Lock()


def turns_of(database: str, *, is_in_memory: bool) -> Turns:
    """The queue of a database, the same for every connection of this process."""
    with _queues_lock:
        if database not in _queues:
            _queues[database] = Turns(None if is_in_memory else Path(database).absolute())
        return _queues[database]
