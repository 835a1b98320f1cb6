"""Measures a program from outside: a process of its own, so that its memory is its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SAMFRID = Path(sys.executable).with_name("samfrid")


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process took: by the clock, of the processors, and its peak of memory; and what it wrote."""

    seconds: float
    processor_seconds: float
    megabytes: float
    output: str


class Failed(Exception):  # noqa: N818 - said of a program
    """A measured process that did not end well: its figures mean nothing."""


def measure(
    command: Sequence[str | Path], *, most_seconds: float = 900, fine: tuple[int, ...] = (0,)
) -> Spent:
    """Run a program to its end.

    Errors: Failed with the last line it said, when its exit code is not `fine` or it takes longer than `most_seconds`.
    """
    words = [str(word) for word in command]
    began = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    stop = threading.Timer(most_seconds, child.kill)
    stop.start()
    assert child.stdout is not None
    output = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    stop.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if child.returncode not in fine:
        last = output.strip().splitlines()[-1:] or ["nothing said"]
        raise Failed(f"{Path(words[0]).name} ended with {child.returncode} after {seconds:.0f} s: {last[0]}")
    return Spent(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, output)
