"""The monthly review of the log: a random sample, a verdict on each entry, a note on what came of it."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from samfrid.domain.periods import Month
from samfrid.domain.wording import Refused, Text
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry, Review, ReviewResult, Verdict
from samfrid.foundation.audit.services import Doer, record

SAMPLE = 25
# What the reviewer does in the log is looked at by someone else, not by the reviewer.
_OWN_WORK = (
    Action.AUDIT_READ,
    Action.AUDIT_EXPORTED,
    Action.REVIEW_DRAWN,
    Action.REVIEW_FINISHED,
    Action.SEGMENT_SEALED,
    Action.SEGMENT_REMOVED,
)


class ReviewRefused(Refused):
    """A review that can't be drawn or finished as asked."""


@transaction.atomic
def draw(*, by: Doer, organisation: uuid.UUID, month: Month) -> Review:
    """Draw a month's sample, once. The reviewer's own deeds are not in it.

    Promise: every entry of the month is as likely; nobody can know beforehand which.
    Errors:  ReviewRefused while the month goes on, and when it was drawn before.
    """
    if month >= Month.of(timezone.localdate()):
        raise ReviewRefused(Text("Månaden är inte slut än.", "The month is not over yet."))
    if Review.objects.filter(organisation=organisation, month=month.code).exists():
        raise ReviewRefused(Text("Urvalet är redan draget.", "The sample has been drawn already."))
    first, after = _bounds(month)
    numbers = list(
        Entry.objects.filter(organisation=organisation, at__gte=first, at__lt=after)
        .exclude(actor=by.id)
        .exclude(action__in=[action.value for action in _OWN_WORK])
        .values_list("number", flat=True)
    )
    chosen = sorted(secrets.SystemRandom().sample(numbers, min(SAMPLE, len(numbers))))
    review = Review.objects.create(
        organisation=organisation,
        month=month.code,
        entries=len(numbers),
        sample=chosen,
        drawn_by=by.id,
        drawn_at=timezone.now(),
    )
    record(
        by=by,
        action=Action.REVIEW_DRAWN,
        about=review,
        details={"month": month.code, "entries": len(numbers), "sample": len(chosen)},
    )
    return review


@transaction.atomic
def finish(*, by: Doer, review: Review, verdicts: Mapping[int, Verdict], note: str) -> ReviewResult:
    """Close a review with a verdict on each entry of its sample.

    Errors: ReviewRefused when it is finished, when a verdict is missing, or when a question has no note.
    """
    if ReviewResult.objects.filter(review=review).exists():
        raise ReviewRefused(Text("Granskningen är redan avslutad.", "The review is finished already."))
    if set(verdicts) != set(review.sample):
        raise ReviewRefused(Text("Ta ställning till varje post.", "Give a verdict on every entry."))
    questions = sorted(number for number, verdict in verdicts.items() if verdict is Verdict.QUESTION)
    if questions and not note.strip():
        raise ReviewRefused(
            Text(
                "Skriv vad som ska utredas och av vem, utan namn på någon som får stöd.",
                "Write what is to be looked into and by whom, without the name of anyone in support.",
            )
        )
    result = ReviewResult.objects.create(
        review=review,
        organisation=review.organisation,
        questions=questions,
        note=note.strip(),
        finished_by=by.id,
        finished_at=timezone.now(),
    )
    record(
        by=by,
        action=Action.REVIEW_FINISHED,
        about=review,
        details={"month": review.month, "sample": len(verdicts), "questions": len(questions)},
    )
    return result


def entries_in(review: Review) -> list[Entry]:
    """The entries of a review's sample, in their order."""
    rows = Entry.objects.filter(organisation=review.organisation, number__in=review.sample)
    return list(rows.order_by("number"))


def _bounds(month: Month) -> tuple[datetime, datetime]:
    here = timezone.get_default_timezone()
    start, after = (
        datetime.combine(day, time(), here) for day in (month.first_day, month.moved(1).first_day)
    )
    return start, after
