"""Contact ways: one row for each number or place someone can turn to. Public when verified and not too old."""

from __future__ import annotations

import uuid

from django.db import models

from samfrid.domain import privacy


class ContactWay(models.Model):
    """One way to get help, owned by the organisation that keeps it true. Without a place it is for everyone.

    It is shown to the public only while `verified_on` is set, `next_review` lies ahead and it is not withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    seed = models.SlugField(max_length=60, blank=True)  # which of the shipped national lines it came from
    municipality = models.CharField(max_length=4, blank=True)  # four digits; blank: the whole country
    position = models.PositiveSmallIntegerField(default=100)
    name_sv = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    for_whom_sv = models.CharField(max_length=300)
    for_whom_en = models.CharField(max_length=300)
    phone = models.CharField(max_length=24, blank=True)
    web = models.URLField(max_length=300, blank=True)
    hours_sv = models.CharField(max_length=160)
    hours_en = models.CharField(max_length=160)
    cost_sv = models.CharField(max_length=160, blank=True)
    cost_en = models.CharField(max_length=160, blank=True)
    traces_sv = models.CharField(max_length=300, blank=True)
    traces_en = models.CharField(max_length=300, blank=True)
    languages_sv = models.CharField(max_length=200, blank=True)
    languages_en = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=400, blank=True)
    source_on = models.DateField(null=True, blank=True)
    doubt = models.CharField(max_length=300, blank=True)  # why it must be checked before it is shown
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.UUIDField(null=True, blank=True)
    next_review = models.DateField(null=True, blank=True)
    is_withdrawn = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "name_sv", "id")
        indexes = [models.Index(fields=["municipality", "next_review"], name="contacts_by_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["seed"], condition=~models.Q(seed=""), name="contacts_seeded_once"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    verified_on__isnull=True, verified_by__isnull=True, next_review__isnull=True
                )
                | models.Q(
                    verified_on__isnull=False,
                    verified_by__isnull=False,
                    next_review__gt=models.F("verified_on"),
                ),
                name="contacts_verified_whole_or_not",
            ),
            models.CheckConstraint(
                condition=~models.Q(phone="") | ~models.Q(web=""), name="contacts_can_be_reached"
            ),
        ]

    class Privacy:
        id = privacy.OPEN
        organisation = privacy.OPEN
        seed = privacy.OPEN
        municipality = privacy.OPEN
        position = privacy.OPEN
        name_sv = privacy.OPEN
        name_en = privacy.OPEN
        for_whom_sv = privacy.OPEN
        for_whom_en = privacy.OPEN
        phone = privacy.OPEN
        web = privacy.OPEN
        hours_sv = privacy.OPEN
        hours_en = privacy.OPEN
        cost_sv = privacy.OPEN
        cost_en = privacy.OPEN
        traces_sv = privacy.OPEN
        traces_en = privacy.OPEN
        languages_sv = privacy.OPEN
        languages_en = privacy.OPEN
        source = privacy.OPEN
        source_on = privacy.OPEN
        doubt = privacy.INTERNAL
        verified_on = privacy.OPEN
        verified_by = privacy.STAFF
        next_review = privacy.OPEN
        is_withdrawn = privacy.INTERNAL
        version = privacy.INTERNAL

    def __str__(self) -> str:
        return self.name_sv
