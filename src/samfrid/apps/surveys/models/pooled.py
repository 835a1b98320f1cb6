"""What everything that is counted without a person has in common: an owner, a unit, a period, a questionnaire.

No field tells a time, a person or an order. `period` is a month; where five never came, a quarter or a year.
"""

from __future__ import annotations

from django.db import models

from samfrid.apps.surveys.codes import AGE_BANDS, GENDERS
from samfrid.domain.privacy import INTERNAL, SENSITIVE, Field, FieldClass, Keep
from samfrid.foundation.organisations.guard import ScopedModel

WAITING = Field(FieldClass.SENSITIVE, Keep.UNTIL_RELEASED)
WAITING_INTERNAL = Field(FieldClass.INTERNAL, Keep.UNTIL_RELEASED)


class PooledModel(ScopedModel):
    """A row without person, time or order."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    period = models.CharField(max_length=7)  # 2026-11; pooled: 2026-Q4, 2026
    questionnaire = models.CharField(max_length=60)
    gender = models.CharField(
        max_length=12, choices=[(code.value, words.sv) for code, words in GENDERS.items()]
    )
    age_band = models.CharField(
        max_length=12, choices=[(code.value, words.sv) for code, words in AGE_BANDS.items()]
    )

    class Meta(ScopedModel.Meta):
        abstract = True

    class Privacy:
        id = INTERNAL
        organisation = INTERNAL
        unit = INTERNAL
        period = INTERNAL
        questionnaire = INTERNAL
        gender = SENSITIVE
        age_band = SENSITIVE
