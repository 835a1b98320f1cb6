"""The jobs of this room. Counting is imported when it is done: starting must not wait for it."""

from __future__ import annotations

import uuid
from datetime import time

from samfrid.domain.wording import Problem, Refused, Text
from samfrid.foundation.jobs.schedule import every_day
from samfrid.foundation.jobs.work import Result, Work, job


class ReleaseFaulty(Refused):
    """A nightly check found that something published, or its proof, is not what it was."""


@job("analysis.prepare")
def prepare(work: Work, *, draft: str) -> Result:
    """Prepare a draft."""
    from samfrid.apps.analysis.services import preparing

    prepared = preparing.prepare(work, uuid.UUID(draft))
    return {"draft": draft, "state": prepared.state}


@job("analysis.verify")
def verify(work: Work) -> Result:
    """Check every release of the organisation again; a fault fails the run, so that it is seen."""
    from samfrid.apps.analysis.services import checks

    with work.scope():
        checked = checks.verify_all()
    faults = [one.fault for one in checked if one.fault]
    if faults:
        raise ReleaseFaulty(*(Problem(fault) for fault in faults))
    return {"releases": len(checked)}


every_day(
    "analysis.verify",
    at=time(4, 20),
    title=Text("Prövar publicerad statistik", "Checking published statistics"),
)
