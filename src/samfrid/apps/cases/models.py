"""Interventions, pseudonymous cases and what was noted about them. No name, number or address, and no free text."""

from __future__ import annotations

import base64
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from samfrid.apps.cases import vocabulary as words
from samfrid.domain import privacy
from samfrid.foundation.organisations.guard import ScopedManager, ScopedModel, ScopedQuerySet
from samfrid.foundation.organisations.models import Unit


class Intervention(ScopedModel):
    """One way to support, run by one unit in one municipality, for persons or for how organisations work."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=words.choices(words.SUPPORT_KINDS))
    reach = models.CharField(max_length=12, choices=words.choices(words.REACHES), default="individual")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    municipality = models.CharField(max_length=4)
    active_from = models.DateField()
    active_to = models.DateField(null=True, blank=True)

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="cases_intervention_named_once"),
            models.CheckConstraint(
                condition=Q(active_to=None) | Q(active_to__gte=F("active_from")),
                name="cases_intervention_in_order",
            ),
        ]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        name = privacy.OPEN
        kind = privacy.OPEN
        reach = privacy.OPEN
        unit = privacy.INTERNAL
        municipality = privacy.OPEN
        active_from = privacy.OPEN
        active_to = privacy.OPEN

    def __str__(self) -> str:
        return self.name


class CaseBatch(ScopedModel):
    """Cases that came in together. None of them is seen until `is_visible` is set, in one short write."""

    is_visible = models.BooleanField(default=False)
    rows = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)

    class Meta(ScopedModel.Meta):
        abstract = False

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        is_visible = privacy.INTERNAL
        rows = privacy.INTERNAL
        started_at = privacy.INTERNAL


class CaseManager(ScopedManager["Case"]):
    """Cases that may be seen: written by hand, or in a batch that is visible as a whole."""

    def get_queryset(self) -> ScopedQuerySet[Case]:
        """Visible cases of the open organisation."""
        return super().get_queryset().filter(Q(batch=None) | Q(batch__is_visible=True))


class Case(ScopedModel):
    """One person's way through support, under a random key.

    `opened` is the day if it is known; `opened_month` (2026-11) always is. `place` is a municipality's code in
    Sweden, else a code of the named geography; blank is not stated. `days_to_first_meeting` follows from the two
    days, or is what a register told when it has no days. `late` marks what was written after its period had been
    delivered: it enters statistics with the yearly revision.
    """

    intervention = models.ForeignKey(Intervention, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    batch = models.ForeignKey(CaseBatch, on_delete=models.CASCADE, null=True, related_name="+")
    gender = models.CharField(max_length=12, choices=words.choices(words.GENDERS))
    age_band = models.CharField(max_length=12, choices=words.choices(words.AGE_BANDS), default="not_stated")
    geography = models.CharField(max_length=8, default="se")
    place = models.CharField(max_length=8, blank=True)
    honour_context = models.CharField(max_length=8, choices=words.choices(words.HONOUR), default="unknown")
    opened = models.DateField(null=True)
    opened_month = models.CharField(max_length=7)
    first_meeting = models.DateField(null=True, blank=True)
    days_to_first_meeting = models.PositiveIntegerField(null=True)
    support = models.JSONField(default=list, blank=True)
    situation_before = models.CharField(max_length=1, choices=words.choices(words.SITUATIONS), blank=True)
    situation_after = models.CharField(max_length=1, choices=words.choices(words.SITUATIONS), blank=True)
    closed = models.DateField(null=True)
    closed_month = models.CharField(max_length=7, blank=True)
    closure_reason = models.CharField(max_length=12, choices=words.choices(words.CLOSURE_REASONS), blank=True)
    late = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    form_token = models.UUIDField(null=True)

    objects: ClassVar[CaseManager] = CaseManager()
    staged: ClassVar[ScopedManager[Case]] = ScopedManager()

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("-opened_month", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "form_token"], name="cases_opened_once"),
            models.CheckConstraint(
                condition=Q(opened=None) | Q(first_meeting=None) | Q(first_meeting__gte=F("opened")),
                name="cases_met_after_opened",
            ),
            models.CheckConstraint(
                condition=Q(opened=None) | Q(closed=None) | Q(closed__gte=F("opened")),
                name="cases_closed_after_opened",
            ),
            models.CheckConstraint(
                condition=Q(closed_month="", closure_reason="", closed=None) | ~Q(closed_month=""),
                name="cases_closed_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "opened_month"], name="cases_by_month"),
            models.Index(fields=["organisation", "unit", "closed_month"], name="cases_by_unit"),
        ]

    class Privacy:
        id = privacy.PSEUDONYM
        organisation = privacy.INTERNAL
        intervention = privacy.SENSITIVE
        unit = privacy.SENSITIVE
        batch = privacy.INTERNAL
        gender = privacy.SENSITIVE
        age_band = privacy.SENSITIVE
        geography = privacy.SENSITIVE
        place = privacy.SENSITIVE
        honour_context = privacy.SENSITIVE
        opened = privacy.SENSITIVE
        opened_month = privacy.SENSITIVE
        first_meeting = privacy.SENSITIVE
        days_to_first_meeting = privacy.SENSITIVE
        support = privacy.SENSITIVE
        situation_before = privacy.SENSITIVE
        situation_after = privacy.SENSITIVE
        closed = privacy.SENSITIVE
        closed_month = privacy.SENSITIVE
        closure_reason = privacy.SENSITIVE
        late = privacy.INTERNAL
        version = privacy.INTERNAL
        form_token = privacy.INTERNAL

    @property
    def label(self) -> str:
        """What staff call the case: eight signs of its random key."""
        return label_of(self.id)

    @property
    def is_open(self) -> bool:
        """Whether the support goes on."""
        return not self.closed_month

    def __str__(self) -> str:
        return self.label


class FollowUp(ScopedModel):
    """What was noted one day while the support went on: how the person judges the situation, and new support."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="follow_ups")
    on = models.DateField()
    situation = models.CharField(max_length=1, choices=words.choices(words.SITUATIONS), blank=True)
    support = models.JSONField(default=list, blank=True)
    by = models.UUIDField()
    form_token = models.UUIDField()

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("on", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "form_token"], name="cases_followed_up_once")
        ]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        case = privacy.PSEUDONYM
        on = privacy.SENSITIVE
        situation = privacy.SENSITIVE
        support = privacy.SENSITIVE
        by = privacy.STAFF
        form_token = privacy.INTERNAL


class LockedPeriod(ScopedModel):
    """Months that have been delivered. What is written about them afterwards is marked late."""

    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7)

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("first_month",)

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        first_month = privacy.INTERNAL
        last_month = privacy.INTERNAL


_LABEL_BYTES = 5


def label_of(case: uuid.UUID) -> str:
    """The eight signs by which staff know a case, such as K7QM-2XWB: the first forty bits of its key."""
    signs = base64.b32encode(case.bytes[:_LABEL_BYTES]).decode()
    return f"{signs[:4]}-{signs[4:]}"


def keys_with_label(label: str) -> tuple[uuid.UUID, uuid.UUID] | None:
    """The lowest and the highest key that show a label; None when the words are no label."""
    signs = "".join(sign for sign in label.upper() if sign.isalnum())
    try:
        start = base64.b32decode(signs) if len(signs) == 8 else b""
    except ValueError:
        return None
    if len(start) != _LABEL_BYTES:
        return None
    rest = 16 - _LABEL_BYTES
    return uuid.UUID(bytes=start + b"\x00" * rest), uuid.UUID(bytes=start + b"\xff" * rest)
