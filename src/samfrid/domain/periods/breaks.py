"""Breaks in comparability: no figure and no sentence reaches across one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic

from samfrid.domain.periods.units import SpanKind
from samfrid.domain.wording import Text


@dataclass(frozen=True, slots=True)
class Break(Generic[SpanKind]):
    """From `at` on something is measured in another way; `reason` says what changed."""

    at: SpanKind
    reason: Text


def segments(
    periods: Iterable[SpanKind], breaks: Iterable[Break[SpanKind]]
) -> tuple[tuple[SpanKind, ...], ...]:
    """Cut periods into runs whose figures may be compared with each other.

    Shape:   runs in order of time, each in order of time; a period that is given twice stands once.
    Promise: every period stands in exactly one run; two periods share a run exactly when no break lies
             between them, which is when none begins after the first and no later than the second.
    """
    cuts = sorted({one.at for one in breaks})
    runs: dict[int, list[SpanKind]] = {}
    for period in sorted(set(periods)):
        runs.setdefault(sum(cut <= period for cut in cuts), []).append(period)
    return tuple(tuple(run) for run in runs.values())
