"""One row a deed or read. Rows are never changed or deleted; triggers on both databases see to it."""

from __future__ import annotations

import uuid

from django.db import models

from samfrid.domain import privacy

NO_ORGANISATION = uuid.UUID(int=0)
FIRST = "0" * 64


class Entry(models.Model):
    """One deed or read in one organisation's chain. No foreign keys: the record outlives what it tells of.

    `organisation` is nil for what belongs to no organisation (sign-ins, the installation itself).
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.UUIDField()
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.UUIDField()
    role = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=64, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="audit_one_number_a_chain"),
        ]
        indexes = [
            models.Index(fields=["organisation", "at"], name="audit_by_time"),
            models.Index(fields=["organisation", "action", "at"], name="audit_by_action"),
            models.Index(fields=["organisation", "actor", "at"], name="audit_by_actor"),
        ]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        number = privacy.INTERNAL
        at = privacy.STAFF
        actor = privacy.STAFF
        role = privacy.STAFF
        action = privacy.STAFF
        about_kind = privacy.PSEUDONYM
        about = privacy.PSEUDONYM
        details = privacy.STAFF
        previous = privacy.INTERNAL
        hash = privacy.INTERNAL


class Chain(models.Model):
    """The end of an organisation's chain. The database itself moves it on when an entry is appended.

    It is what the next writer locks, and what tells that the last entries were cut off.
    """

    organisation = models.UUIDField(primary_key=True)
    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Privacy:
        organisation = privacy.INTERNAL
        number = privacy.INTERNAL
        hash = privacy.INTERNAL


class Seal(models.Model):
    """A finished year of a chain: where it begins and ends. The entries under it are kept five years more.

    `removed_at` is set once, when they have been taken away; the chain then goes on from the seal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="audit_one_seal_a_year"),
        ]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        year = privacy.INTERNAL
        first = privacy.INTERNAL
        last = privacy.INTERNAL
        hash = privacy.INTERNAL
        sealed_at = privacy.INTERNAL
        removed_at = privacy.INTERNAL


class Verdict(models.TextChoices):
    """What the reviewer found of one entry."""

    PLAIN = "plain"
    QUESTION = "question"


class Review(models.Model):
    """A month's random sample of an organisation's entries, by their numbers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.UUIDField()
    month = models.CharField(max_length=7)
    entries = models.PositiveIntegerField()
    sample = models.JSONField(default=list)
    drawn_by = models.UUIDField()
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month"], name="audit_one_review_a_month"),
        ]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        month = privacy.INTERNAL
        entries = privacy.INTERNAL
        sample = privacy.INTERNAL
        drawn_by = privacy.STAFF
        drawn_at = privacy.STAFF


class ReviewResult(models.Model):
    """What came of a review: a verdict on each entry of the sample, and what is to be done. Added once.

    `questions` holds the numbers of the entries that are to be looked into.
    """

    review = models.OneToOneField(Review, on_delete=models.PROTECT, primary_key=True, related_name="result")
    organisation = models.UUIDField()
    questions = models.JSONField(default=list)
    note = models.TextField(blank=True)
    finished_by = models.UUIDField()
    finished_at = models.DateTimeField()

    class Privacy:
        review = privacy.INTERNAL
        organisation = privacy.INTERNAL
        questions = privacy.STAFF
        note = privacy.STAFF
        finished_by = privacy.STAFF
        finished_at = privacy.STAFF
