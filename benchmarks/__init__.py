"""Repeatable measurements: each prints how far it is from its limit. Never run as tests."""

from __future__ import annotations

import os
from pathlib import Path

Figure = tuple[str, float, str, float]
"""What was measured: its name, the value, the unit, and the limit it must stay under."""

WORKSHOP = Path(os.environ.get("SAMFRID_VAR") or "var") / "bench"
"""Where benchmarks put what they make."""


class LeftOut(Exception):  # noqa: N818 - said by a benchmark, no fault
    """A benchmark that this machine lacks something for; the message says what."""


def outside_data() -> Path:
    """The folder with data from outside.

    Errors: LeftOut where SAMFRID_DATA names none.
    """
    folder = os.environ.get("SAMFRID_DATA")
    if not folder:
        raise LeftOut("SAMFRID_DATA is not set")
    return Path(folder)
