"""The jobs of this room."""

from __future__ import annotations

import uuid
from datetime import time

from samfrid.apps.intake.services import checking, committing
from samfrid.domain.wording import Text
from samfrid.foundation.jobs.schedule import every_day
from samfrid.foundation.jobs.work import Result, Work, job


@job("intake.read")
def read(work: Work, *, file: str) -> Result:
    """Read a file through and keep what is wrong in it."""
    checked = checking.check(work, uuid.UUID(file))
    return {"state": checked.state, "rows": checked.rows, "problems": checked.problems}


@job("intake.commit")
def commit(work: Work, *, file: str) -> Result:
    """Read an approved file in."""
    committed = committing.commit(work, uuid.UUID(file))
    return {"state": committed.state, "rows": committed.rows}


@job("intake.sweep")
def sweep(work: Work) -> Result:
    """Let go of what nobody finished within a day."""
    return {"files": committing.sweep(work)}


every_day(
    "intake.sweep", at=time(3, 10), title=Text("Städar bland inlästa filer", "Tidying among files read in")
)
