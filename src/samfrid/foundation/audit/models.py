"""One row a deed or read. Rows are never changed or deleted; triggers on both databases see to it."""

from __future__ import annotations

import uuid

from django.db import models

from samfrid.domain import privacy


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
        indexes = [models.Index(fields=["organisation", "action", "at"], name="audit_by_action")]

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


NO_ORGANISATION = uuid.UUID(int=0)
