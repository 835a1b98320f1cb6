"""A worker in a process of its own, with jobs made for the tests. Started by test_jobs_worker.py."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from samfrid.config.start import start_framework

start_framework()

from samfrid.domain.wording import Text  # noqa: E402
from samfrid.foundation.jobs.work import Result, Work, job  # noqa: E402
from samfrid.foundation.jobs.worker import work  # noqa: E402


@job("test.die_once")
def die_once(work: Work, *, marks: str) -> Result:
    """Leave a mark; the first time, be killed at once."""
    with Path(marks).open("a") as file:
        file.write(f"{work.run}\n")
    work.progress(1, 2, Text("Halvvägs", "Half way"))
    if len(Path(marks).read_text().splitlines()) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"tries": len(Path(marks).read_text().splitlines())}


@job("test.die_always")
def die_always(work: Work) -> Result:
    """Be killed every time."""
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


@job("test.wait")
def wait(work: Work, *, seconds: int) -> Result:
    """Tell how far it has come until the time is over."""
    for second in range(seconds * 10):
        work.progress(second, seconds * 10, Text("Väntar", "Waiting"))
        time.sleep(0.1)
    return {}


if __name__ == "__main__":
    work()
