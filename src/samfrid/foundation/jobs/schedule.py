"""What is done each day by itself: for every active organisation, by the installation and not by a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import SYSTEM, Actor
from samfrid.foundation.jobs.models import DailyStart
from samfrid.foundation.jobs.services.runs import start
from samfrid.foundation.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Daily:
    """A job without arguments, and the Swedish time of day from which it is done."""

    task: str
    at: time
    title: Text


DAILY: dict[str, Daily] = {}


def every_day(task: str, *, at: time, title: Text) -> None:
    """Have a registered job done once a day for each active organisation. Called from an app's tasks.py."""
    DAILY[task] = Daily(task, at, title)


def start_what_is_due(now: datetime) -> int:
    """Start each daily job whose time has come and that was not started today.

    Shape:   how many runs were started.
    Promise: several workers together start each job once a day; one that was down at the time starts it later.
    """
    here = timezone.localtime(now)
    due = [daily for daily in DAILY.values() if daily.at <= here.time()]
    begun = set(DailyStart.objects.filter(day=here.date()).values_list("task", flat=True))
    return sum(_start_everywhere(daily, here) for daily in due if daily.task not in begun)


@transaction.atomic
def _start_everywhere(daily: Daily, here: datetime) -> int:
    _, is_first = DailyStart.objects.get_or_create(task=daily.task, day=here.date())
    if not is_first:
        return 0
    organisations = list(Organisation.objects.filter(is_active=True).values_list("pk", flat=True))
    for organisation in organisations:
        start(by=Actor(SYSTEM.id, organisation), task=daily.task, title=daily.title)
    return len(organisations)
