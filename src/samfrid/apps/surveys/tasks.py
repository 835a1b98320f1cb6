"""Jobs of the room."""

from __future__ import annotations

from datetime import time

from django.utils import timezone

from samfrid.apps.surveys.services import days
from samfrid.domain.wording import Text
from samfrid.foundation.jobs.schedule import every_day
from samfrid.foundation.jobs.work import Result, Work, job


@job("surveys.close_day")
def close_day(work: Work) -> Result:
    """Tell the audit the counts of the days past, and let go what may be let go."""
    with work.scope():
        days.close(on=timezone.localdate())
    return {}


every_day(
    "surveys.close_day", at=time(2, 40), title=Text("Dagens räkning stängs", "The day’s count is closed")
)
