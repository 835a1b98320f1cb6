"""What the world may read: releases and the content of each. Published content is never changed.

Triggers on both databases refuse every change but a withdrawal (migration 0002). The proof of a release and
everything raw lie in the analysis, never here.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from samfrid.domain import privacy
from samfrid.domain.wording import Text


class State(models.TextChoices):
    """Where a release stands. What was published once is withdrawn at most, never gone."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class ContentKind(models.TextChoices):
    """What the numbers of a family are."""

    COUNTS = "counts"
    VALUES = "values"


class Release(models.Model):
    """One publication: what it is about, who stands behind it, and how every measure in it is defined.

    `period_first` and `period_last` are half-years as 2025-H1. `definitions` holds a measure in words for each
    code, `coverage` what was delivered, `protocol` how it was protected. Roles, never persons, are named.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    period_first = models.CharField(max_length=7)
    period_last = models.CharField(max_length=7)
    state = models.CharField(max_length=12, choices=State, default=State.PUBLISHED)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    notice_sv = models.CharField(max_length=500, blank=True)
    notice_en = models.CharField(max_length=500, blank=True)
    definitions = models.JSONField()
    coverage = models.JSONField()
    protocol = models.JSONField()
    prepared_by = models.CharField(max_length=40)
    approved_by = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.PUBLISHED, withdrawn_at__isnull=True)
                | Q(state=State.WITHDRAWN, withdrawn_at__isnull=False) & ~Q(notice_sv=""),
                name="releases_withdrawn_with_a_notice",
            ),
        ]
        indexes = [models.Index(fields=["state", "published_at"], name="releases_newest")]

    class Privacy:
        id = privacy.OPEN
        organisation = privacy.OPEN
        title_sv = privacy.OPEN
        title_en = privacy.OPEN
        period_first = privacy.OPEN
        period_last = privacy.OPEN
        state = privacy.OPEN
        published_at = privacy.OPEN
        withdrawn_at = privacy.OPEN
        notice_sv = privacy.OPEN
        notice_en = privacy.OPEN
        definitions = privacy.OPEN
        coverage = privacy.OPEN
        protocol = privacy.OPEN
        prepared_by = privacy.OPEN
        approved_by = privacy.OPEN
        sha256 = privacy.OPEN

    def __str__(self) -> str:
        return self.title_sv

    @property
    def title(self) -> Text:
        """The title in both languages."""
        return Text(self.title_sv, self.title_en)

    @property
    def notice(self) -> Text:
        """Why it was withdrawn, in both languages; empty while it stands."""
        return Text(self.notice_sv, self.notice_en or self.notice_sv)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the publisher has taken it back."""
        return self.state == State.WITHDRAWN


class ReleasedFamily(models.Model):
    """The public content of one family of linked tables: structure and what readers see of every cell.

    `family` is the hash that protection gave it; nothing is shown from content that does not give it again.
    """

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="families")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=ContentKind)
    family = models.CharField(max_length=64)
    content = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["release", "number"], name="releases_family_numbered_once"),
            models.UniqueConstraint(fields=["release", "name"], name="releases_family_named_once"),
        ]

    class Privacy:
        id = privacy.OPEN
        release = privacy.OPEN
        number = privacy.OPEN
        name = privacy.OPEN
        kind = privacy.OPEN
        family = privacy.OPEN
        content = privacy.OPEN


class ReleasedMeasure(models.Model):
    """Which measures a release has, so that the newest with one is found without opening any."""

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="measures")
    code = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "code"], name="releases_measure_once"),
        ]
        indexes = [models.Index(fields=["code"], name="releases_by_measure")]

    class Privacy:
        id = privacy.OPEN
        release = privacy.OPEN
        code = privacy.OPEN
        version = privacy.OPEN
