"""Asks a running server for pages at a steady rate, as strangers would: no request waits for another's answer."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks.processes import Failed


@dataclass(frozen=True, slots=True)
class Waits:
    """How long readers waited, in milliseconds from the moment their request was due."""

    milliseconds: tuple[float, ...]

    def at(self, share: float) -> float:
        """The wait that this share of the readers did not exceed."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def steady(
    port: int, pages: Sequence[str], *, rate: float, seconds: float, headers: Mapping[str, str] | None = None
) -> Waits:
    """Ask for the pages in turn, `rate` a second. A request that is due is sent, however slow the ones before.

    Errors: Failed at the first answer that is not 200.
    """
    waits: list[float] = []
    wrong: list[str] = []
    lock = threading.Lock()
    began = time.perf_counter() + 0.2

    def ask(number: int) -> None:
        due = began + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        page = pages[number % len(pages)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", page, headers=dict(headers or {}))
        answer = connection.getresponse()
        answer.read()
        connection.close()
        with lock:
            waits.append((time.perf_counter() - due) * 1000)
            if answer.status != 200:
                wrong.append(f"{page} answered {answer.status}")

    with ThreadPoolExecutor(max_workers=64) as readers:
        list(readers.map(ask, range(int(rate * seconds))))
    if wrong:
        raise Failed(wrong[0])
    return Waits(tuple(waits))


def knee(
    port: int,
    pages: Sequence[str],
    *,
    limit: float,
    rates: Sequence[float],
    headers: Mapping[str, str] | None = None,
) -> float:
    """The highest of the rates at which 95 of 100 readers wait no longer than `limit` milliseconds."""
    held = 0.0
    for rate in rates:
        if steady(port, pages, rate=rate, seconds=8, headers=headers).at(0.95) > limit:
            break
        held = rate
    return held


def answers(port: int, page: str) -> bool:
    """Whether a server is there and answers a page with 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", page)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
