"""Whether the process behind a worker's name lives. Each worker holds a lock that the system lets go at its death."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO


class Sign:
    """The sign that a worker lives, for as long as this object is kept and its process lives."""

    def __init__(self, folder: Path, worker: str) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path = folder / worker
        self._file: IO[bytes] = self._path.open("wb")
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def take_down(self) -> None:
        """Tell that the worker is no more."""
        self._path.unlink(missing_ok=True)
        self._file.close()


def is_dead(folder: Path, worker: str) -> bool | None:
    """Whether a worker is dead; None when it left no sign here, as one on another machine."""
    path = folder / worker
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return False
    return True


def take_down_signs_of_the_dead(folder: Path) -> None:
    """Remove what dead workers left, once their runs have been taken over."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if is_dead(folder, path.name):
            path.unlink(missing_ok=True)
