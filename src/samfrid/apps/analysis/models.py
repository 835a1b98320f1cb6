"""Drafts of releases on their way to a second person, the snapshots they were counted from, and their proofs.

Closed: a proof holds true counts. Everything here belongs to the organisation that prepares.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samfrid.domain import privacy
from samfrid.domain.wording import Text
from samfrid.foundation.organisations.guard import ScopedModel


class DraftState(models.TextChoices):
    """Where a draft stands on its way out."""

    PREPARING = "preparing"
    FAILED = "failed"
    PREPARED = "prepared"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Snapshot(ScopedModel):
    """Facts as they were on one day. The rows lie in Parquet files; here stand their hashes and numbers.

    `files` has rows and hash for each family; `left_out` how many rows were not counted, and why.
    """

    taken_at = models.DateTimeField()
    period_first = models.CharField(max_length=7)
    period_last = models.CharField(max_length=7)
    files = models.JSONField()
    left_out = models.JSONField(default=dict)

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("-taken_at",)

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        taken_at = privacy.INTERNAL
        period_first = privacy.INTERNAL
        period_last = privacy.INTERNAL
        files = privacy.INTERNAL
        left_out = privacy.SENSITIVE


class Draft(ScopedModel):
    """A release on its way: prepared by one person, approved or returned by another.

    `families` names the standard families in it. `coverage` and `measures` are what the release will say.
    """

    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    period_first = models.CharField(max_length=7)
    period_last = models.CharField(max_length=7)
    families = models.JSONField()
    state = models.CharField(max_length=12, choices=DraftState, default=DraftState.PREPARING)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="+")
    coverage = models.JSONField(default=dict)
    measures = models.JSONField(default=list)
    prepared_by = models.UUIDField()
    prepared_role = models.CharField(max_length=40)
    prepared_at = models.DateTimeField()
    run = models.UUIDField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_role = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    problem_sv = models.CharField(max_length=1000, blank=True)
    problem_en = models.CharField(max_length=1000, blank=True)
    release = models.ForeignKey("releases.Release", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("-prepared_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
                name="analysis_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "published", "withdrawn", "returned"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="analysis_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="analysis_returned_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["published", "withdrawn"], release__isnull=False)
                | ~Q(state__in=["published", "withdrawn"]) & Q(release__isnull=True),
                name="analysis_published_has_a_release",
            ),
        ]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        title_sv = privacy.OPEN
        title_en = privacy.OPEN
        period_first = privacy.INTERNAL
        period_last = privacy.INTERNAL
        families = privacy.INTERNAL
        state = privacy.INTERNAL
        snapshot = privacy.INTERNAL
        coverage = privacy.INTERNAL
        measures = privacy.INTERNAL
        prepared_by = privacy.STAFF
        prepared_role = privacy.STAFF
        prepared_at = privacy.STAFF
        run = privacy.INTERNAL
        decided_by = privacy.STAFF
        decided_role = privacy.STAFF
        decided_at = privacy.STAFF
        reason = privacy.STAFF
        problem_sv = privacy.INTERNAL
        problem_en = privacy.INTERNAL
        release = privacy.INTERNAL

    def __str__(self) -> str:
        return self.title_sv

    @property
    def title(self) -> Text:
        """The title in both languages."""
        return Text(self.title_sv, self.title_en)

    @property
    def problem(self) -> Text:
        """Why it could not be prepared."""
        return Text(self.problem_sv, self.problem_en)


class DraftKind(models.TextChoices):
    """What the numbers of a family are."""

    COUNTS = "counts"
    VALUES = "values"


class DraftFamily(ScopedModel):
    """One protected family of a draft: what would be public, and the proof, which never is.

    `content` is the public content as a release keeps it. `proof` is a packed folder with tables and proof, empty
    for medians. `report` tells what is hidden, why, what it costs, and what the attacks found: counts only.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=DraftKind)
    family = models.CharField(max_length=64)
    step = models.FloatField(null=True)
    content = models.TextField()
    proof = models.BinaryField(default=bytes)
    protocol = models.JSONField(default=dict)
    report = models.JSONField(default=dict)

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="analysis_part_numbered_once"),
        ]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        draft = privacy.INTERNAL
        number = privacy.INTERNAL
        name = privacy.INTERNAL
        kind = privacy.INTERNAL
        family = privacy.INTERNAL
        step = privacy.INTERNAL
        content = privacy.INTERNAL
        proof = privacy.SENSITIVE
        protocol = privacy.INTERNAL
        report = privacy.SENSITIVE
