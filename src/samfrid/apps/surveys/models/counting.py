"""What makes counting safe: a count a day for the audit, and forms that have had their effect."""

from __future__ import annotations

from django.db import models

from samfrid.domain.privacy import INTERNAL, Field, FieldClass, Keep
from samfrid.foundation.organisations.guard import ScopedModel

_A_DAY = Field(FieldClass.INTERNAL, Keep.ONE_DAY)


class DailyCount(ScopedModel):
    """How many were counted in a unit on a day; written in the audit after the day, then gone."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta(ScopedModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="surveys_one_count_a_day")]

    class Privacy:
        id = INTERNAL
        organisation = INTERNAL
        unit = _A_DAY
        day = _A_DAY
        count = _A_DAY


class UsedToken(ScopedModel):
    """A form that has had its effect, by the hash of its token. Tells neither who sent it nor what it said."""

    digest = models.CharField(max_length=64)
    day = models.DateField()

    class Meta(ScopedModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["digest"], name="surveys_one_effect_a_form")]

    class Privacy:
        id = INTERNAL
        organisation = INTERNAL
        digest = _A_DAY
        day = _A_DAY
