"""What a worker in a process of its own promises, also when it is killed. On a database in a file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from people import Person, new_organisation, new_person
from samfrid.config.secret import write_secret
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.jobs.models import Run, State
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.jobs.work import JOBS, job
from samfrid.foundation.organisations.scope import opened

HERE = Path(__file__).parent


@pytest.fixture
def environment(room: Path) -> dict[str, str]:
    """The settings of a worker that is a process of its own, on the installation of the test."""
    write_secret(room / "keys" / "secret")
    ours = {name: value for name, value in os.environ.items() if not name.startswith("SAMFRID_")}
    return ours | {
        "SAMFRID_VAR": str(room / "var"),
        "SAMFRID_KEYS": str(room / "keys" / "ring.json"),
        "SAMFRID_SECRET": str(room / "keys" / "secret"),
        "SAMFRID_HTTPS": "no",
        "DJANGO_SETTINGS_MODULE": "samfrid.config.settings",
    }


@pytest.fixture
def started(environment: dict[str, str]) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start workers; all are ended with the test."""
    processes: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, str(HERE / "worker_process.py")]
        processes.append(subprocess.Popen(command, env=environment))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture
def person(room: Path) -> Person:
    return new_person(new_organisation(), Role.MANAGER)


@pytest.fixture(autouse=True)
def _jobs_of_the_test() -> Iterator[None]:
    """This process starts the jobs; only the worker has them to do."""
    before = dict(JOBS)
    for name in ("test.die_once", "test.die_always", "test.wait"):
        job(name)(lambda work: {})
    yield
    JOBS.clear()
    JOBS.update(before)


def state_of(run: Run) -> Run:
    with opened(run.organisation_id, by=SYSTEM):
        return Run.objects.get(pk=run.pk)


def wait_until(run: Run, state: State, seconds: float = 60) -> Run:
    end = time.monotonic() + seconds
    while (now := state_of(run)).state != state and time.monotonic() < end:
        time.sleep(0.1)
    return now


def start_run(person: Person, task: str, **arguments: int | str) -> Run:
    return runs.start(by=person.actor, task=task, arguments=arguments, title=Text("A", "B"))


def test_a_run_whose_worker_was_killed_is_taken_over_and_finished(person, started, tmp_path):
    run = start_run(person, "test.die_once", marks=str(tmp_path / "marks"))

    first = started()
    first.wait(timeout=60)
    left = state_of(run)
    started()
    after = wait_until(run, State.DONE)

    assert first.returncode == -signal.SIGKILL
    assert left.state == State.RUNNING
    assert (after.state, after.attempts, after.result, after.done) == (State.DONE, 2, {"tries": 2}, 1)
    assert len(list((tmp_path / "var" / "workers").iterdir())) == 1


def test_a_run_is_stopped_under_way_and_a_worker_asked_to_end_finishes_what_it_is_at(person, started):
    stopped, finished = start_run(person, "test.wait", seconds=600), start_run(person, "test.wait", seconds=2)
    worker = started()
    wait_until(stopped, State.RUNNING)

    runs.stop(by=person.actor, run=stopped)
    after = wait_until(stopped, State.STOPPED)
    wait_until(finished, State.RUNNING)
    worker.terminate()
    worker.wait(timeout=60)

    assert after.state == State.STOPPED
    assert state_of(finished).state == State.DONE


@pytest.mark.nightly
def test_a_job_that_kills_every_worker_is_given_up(person, started):
    run = start_run(person, "test.die_always")
    end = time.monotonic() + 900

    while state_of(run).state != State.FAILED and time.monotonic() < end:
        worker = started()
        while worker.poll() is None and state_of(run).state != State.FAILED:
            time.sleep(0.5)

    after = state_of(run)
    assert (after.state, after.attempts, after.result) == (State.FAILED, 5, {})
