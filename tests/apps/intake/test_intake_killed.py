"""Whoever is told that a file was read in finds all its rows, and nobody ever sees a part of one: kill -9 at any time.

The program that is killed reads files in through the real services into a database of its own; what is checked
afterwards is checked in the database itself.
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pysqlite3 import dbapi2 as sqlite

PROGRAM = Path(__file__).with_name("warm_importer.py")
MOST_STEPS, LONGEST_PAUSE, LONGEST_LIFE = 16, 0.03, 10.0

VISIBLE = """
    SELECT b.id, b.is_visible, b.rows, f.id, f.state, f.rows,
           (SELECT count(*) FROM cases_case c WHERE c.batch_id = b.id)
      FROM cases_casebatch b LEFT JOIN intake_incomingfile f ON f.batch = b.id
"""


@dataclass
class Killed:
    """The program, what it acknowledged, and what was found after each kill."""

    room: Path
    fault: str
    ready: Path
    acknowledged: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    kills: int = 0
    mid_way: int = 0

    def __post_init__(self) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("SAMFRID_")}
        self._program = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(self.room), self.fault, str(self.ready)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        assert self._program.stdin
        assert self._program.stdout
        self._in, self._out = self._program.stdin, self._program.stdout.fileno()
        self._rest = b""
        self._read_until("ready", seconds=120)

    def live_and_die(self, chance: random.Random) -> None:
        """One life: it is killed after a moment that nobody chose, and the database is looked at."""
        self._tell("live")
        (pid,) = self._read_until("pid", seconds=30)
        self._live_for(chance.randint(0, MOST_STEPS))
        time.sleep(chance.uniform(0, LONGEST_PAUSE))
        os.kill(int(pid), signal.SIGKILL)
        self._tell("done")
        self._read_until("reaped", seconds=30)
        self.kills += 1
        self.look()

    def _live_for(self, steps: int) -> None:
        """Wait until the program has told of so many steps: a slow machine makes a life longer, not emptier."""
        end = time.monotonic() + LONGEST_LIFE
        while steps > 0 and time.monotonic() < end:
            steps -= sum(line[0] == "step" for line in self._take_in(end - time.monotonic()))

    def finish(self) -> None:
        """Let what was begun be finished, as the queue does."""
        self._tell("finish")
        self._read_until("finished", seconds=60)
        self.look()

    def look(self) -> None:
        """Look for rows that were acknowledged and are not there, and for parts that are seen."""
        database = sqlite.connect(f"file:{self.room / 'killed.sqlite3'}?mode=ro", uri=True)
        try:
            found = database.execute(VISIBLE).fetchall()
            committed = dict(
                database.execute(
                    "SELECT id, rows FROM intake_incomingfile WHERE state = 'committed'"
                ).fetchall()
            )
            told = database.execute(
                "SELECT count(*) FROM audit_entry WHERE action = 'intake.file_committed'"
            ).fetchone()
        finally:
            database.close()
        whole = {file: there for _, seen, _, file, state, _, there in found if seen and state == "committed"}
        for batch, seen, rows, _file, state, wanted, there in found:
            self.mid_way += bool(not seen and there)
            if seen and (state != "committed" or there != rows or there != wanted):
                self.faults.append(f"half: batch {batch} shows {there} of {wanted}")
        self.faults += [
            f"lost: {file}" for file, rows in self.acknowledged.items() if whole.get(file) != rows
        ]
        self.faults += [f"unseen: {file}" for file, rows in committed.items() if whole.get(file) != rows]
        if told[0] != len(committed):
            self.faults.append("the audit does not tell each file once")

    def close(self) -> None:
        """End the program."""
        self._in.close()
        self._program.wait(30)
        assert self._program.stdout
        self._program.stdout.close()

    def _tell(self, word: str) -> None:
        self._in.write(f"{word}\n".encode())
        self._in.flush()

    def _read_until(self, word: str, *, seconds: float) -> list[str]:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for line in self._take_in(end - time.monotonic()):
                if line[0] == word:
                    return line[1:]
        raise AssertionError(f"the program did not say {word}")

    def _take_in(self, seconds: float) -> list[list[str]]:
        """Read what is told within some seconds; acknowledgements are noted, everything else is returned."""
        if not select.select([self._out], [], [], max(seconds, 0))[0]:
            return []
        data = os.read(self._out, 65536)
        assert data, "the program ended"
        *lines, self._rest = (self._rest + data).split(b"\n")
        told = [line.decode().split() for line in lines]
        self.acknowledged |= {line[1]: int(line[2]) for line in told if line[0] == "ack"}
        return [line for line in told if line[0] != "ack"]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first program leaves its database for the next ones: setting one up is slow."""
    return tmp_path_factory.mktemp("killed") / "ready.sqlite3"


@pytest.fixture
def killed(tmp_path: Path, ready: Path, request: pytest.FixtureRequest) -> Iterator[Killed]:
    """The program, warm, with or without a planted fault."""
    program = Killed(tmp_path, getattr(request, "param", "none"), ready)
    yield program
    program.close()


def kill(program: Killed, times: int) -> None:
    chance = random.Random(2026)  # noqa: S311 - when to kill
    for _ in range(times):
        program.live_and_die(chance)
        if program.fault != "none" and program.faults:
            return


def test_twenty_kills_lose_nothing_and_show_no_part(killed: Killed) -> None:
    kill(killed, 20)
    killed.finish()

    assert not killed.faults
    assert killed.acknowledged
    assert killed.mid_way, "no life ended between two parts: the test tried nothing"


@pytest.mark.nightly
def test_two_hundred_kills_lose_nothing_and_show_no_part(killed: Killed) -> None:
    kill(killed, 200)
    killed.finish()

    assert not killed.faults
    assert killed.mid_way > 20


@pytest.mark.parametrize(("killed", "word"), [("seen", "half"), ("early", "lost")], indirect=["killed"])
def test_the_same_kills_find_a_program_that_shows_or_acknowledges_too_early(
    killed: Killed, word: str
) -> None:
    kill(killed, 20)

    assert any(fault.startswith(word) for fault in killed.faults)
