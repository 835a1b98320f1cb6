"""What a worker in a process of its own promises, also when it is killed. On a database in a file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samfrid.config.secret import write_secret

HERE = Path(__file__).parent
SCRIPT = """
import json, sys, uuid
sys.path.insert(0, {here!r})
import worker_process
from people import new_organisation, new_person
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.jobs.models import Run
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.organisations.models import Organisation
from samfrid.foundation.organisations.scope import opened
"""


@pytest.fixture
def room(tmp_path: Path) -> dict[str, str]:
    """An installation of its own: a database in a file, keys, nothing else."""
    if os.environ.get("SAMFRID_TEST_DATABASE"):
        pytest.skip("the worker as a process is tried on a database in a file")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAMFRID_")}
    environment |= {"SAMFRID_VAR": str(tmp_path), "SAMFRID_HTTPS": "no", "PYTHONPATH": str(HERE.parents[1])}
    environment["DJANGO_SETTINGS_MODULE"] = "samfrid.config.settings"
    write_secret(tmp_path / "keys" / "secret")
    subprocess.run(
        [sys.executable, "-m", "samfrid.config.manage", "migrate", "-v0"], env=environment, check=True
    )
    return environment


@pytest.fixture
def started(room: dict[str, str]) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start workers; all are ended with the test."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(*options: str) -> subprocess.Popen[bytes]:
        processes.append(
            subprocess.Popen([sys.executable, str(HERE / "worker_process.py"), *options], env=room)
        )
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()


def said(room: dict[str, str], words: str) -> str:
    """Run a few lines inside the installation and return what they print."""
    script = SCRIPT.format(here=str(HERE)) + words
    done = subprocess.run(
        [sys.executable, "-c", script], env=room, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def start_run(room: dict[str, str], task: str, **arguments: object) -> str:
    return said(
        room,
        f"person = new_person(new_organisation(), Role.MANAGER)\n"
        f"run = runs.start(by=person.actor, task={task!r}, arguments={arguments!r}, title=Text('A', 'B'))\n"
        f"print(run.pk)",
    )


def state_of(room: dict[str, str], run: str) -> dict[str, object]:
    lines = (
        "with opened(Organisation.objects.get().pk, by=SYSTEM):\n"
        f"    run = Run.objects.get(pk={run!r})\n"
        "print(json.dumps([run.state, run.attempts, run.result, run.done]))"
    )
    state, attempts, result, done = json.loads(said(room, lines))
    return {"state": state, "attempts": attempts, "result": result, "done": done}


def wait_until(room: dict[str, str], run: str, state: str, seconds: float = 20) -> dict[str, object]:
    end = time.monotonic() + seconds
    while (now := state_of(room, run))["state"] != state and time.monotonic() < end:
        time.sleep(0.3)
    return now


def test_a_run_whose_worker_was_killed_is_taken_over_and_finished(room, started, tmp_path):
    run = start_run(room, "test.die_once", marks=str(tmp_path / "marks"))

    first = started()
    first.wait(timeout=20)
    left = state_of(room, run)
    started()
    after = wait_until(room, run, "done")

    assert first.returncode == -signal.SIGKILL
    assert left["state"] == "running"
    assert after == {"state": "done", "attempts": 2, "result": {"tries": 2}, "done": 1}
    assert not list((tmp_path / "workers").glob("*.dead"))


def test_a_worker_asked_to_end_finishes_what_it_is_at(room, started):
    run = start_run(room, "test.wait", seconds=3)

    worker = started()
    wait_until(room, run, "running")
    worker.terminate()
    worker.wait(timeout=20)

    assert state_of(room, run)["state"] == "done"


def test_a_run_is_stopped_while_it_goes_on(room, started):
    run = start_run(room, "test.wait", seconds=60)
    started()
    wait_until(room, run, "running")

    said(
        room,
        "with opened(Organisation.objects.get().pk, by=SYSTEM):\n"
        f"    run = Run.objects.get(pk={run!r})\n"
        "from samfrid.foundation.jobs.attempts import current_actor\n"
        "runs.stop(by=current_actor(run.organisation_id, run.actor), run=run)",
    )

    assert wait_until(room, run, "stopped")["state"] == "stopped"


@pytest.mark.nightly
def test_a_job_that_kills_every_worker_is_given_up(room, started):
    run = start_run(room, "test.die_always")
    end = time.monotonic() + 500

    while state_of(room, run)["state"] != "failed" and time.monotonic() < end:
        worker = started()
        while worker.poll() is None and state_of(room, run)["state"] != "failed":
            time.sleep(0.5)

    assert state_of(room, run) == {"state": "failed", "attempts": 5, "result": {}, "done": 0}
