"""The jobs of this room. What they do is imported when it is done: reading files is slow to load."""

from __future__ import annotations

import uuid
from datetime import time

from samfrid.domain.wording import Text
from samfrid.foundation.jobs.schedule import every_day
from samfrid.foundation.jobs.work import Result, Work, job


@job("intake.read")
def read(work: Work, *, file: str) -> Result:
    """Read a file through and keep what is wrong in it."""
    from samfrid.apps.intake.services import checking

    checked = checking.check(work, uuid.UUID(file))
    return {"state": str(checked.state), "rows": checked.rows, "problems": checked.problems}


@job("intake.commit")
def commit(work: Work, *, file: str) -> Result:
    """Read an approved file in."""
    from samfrid.apps.intake.services import committing

    committed = committing.commit(work, uuid.UUID(file))
    return {"state": str(committed.state), "rows": committed.rows}


@job("intake.sweep_by_day")
@job("intake.sweep")
def sweep(work: Work) -> Result:
    """Let go of what nobody finished. Done every twelve hours, so that nothing waits longer than a day."""
    from samfrid.apps.intake.services import committing

    return {"files": committing.sweep(work)}


_TIDYING = Text("Städar bland inlästa filer", "Tidying among files read in")
every_day("intake.sweep", at=time(3, 10), title=_TIDYING)
every_day("intake.sweep_by_day", at=time(15, 10), title=_TIDYING)
