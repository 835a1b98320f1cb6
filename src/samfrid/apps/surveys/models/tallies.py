"""Tallies: what was answered about violence, with no person behind. Never joined to an asking."""

from __future__ import annotations

from django.db import models

from samfrid.apps.surveys.models.pooled import WAITING, WAITING_INTERNAL, PooledModel
from samfrid.domain.privacy import SENSITIVE


class TallyFields(PooledModel):
    """Marks of one answer: yes to these, nothing said about those, no to the rest."""

    marks = models.JSONField(default=list)  # codes of marks, in the questionnaire's order
    unanswered = models.JSONField(default=list)
    in_company = models.BooleanField(default=False)  # someone else was there: counted apart

    class Meta(PooledModel.Meta):
        abstract = True


class PendingTally(TallyFields):
    """A tally that waits until there are five. Rewritten in a new order whenever another joins it."""

    class Meta(TallyFields.Meta):
        abstract = False

    class Privacy(TallyFields.Privacy):
        id = WAITING_INTERNAL
        unit = WAITING_INTERNAL
        period = WAITING_INTERNAL
        questionnaire = WAITING_INTERNAL
        gender = WAITING
        age_band = WAITING
        marks = WAITING
        unanswered = WAITING
        in_company = WAITING


class Tally(TallyFields):
    """A released tally. Rewritten in a new order whenever a batch joins those of its unit and period."""

    class Meta(TallyFields.Meta):
        abstract = False
        indexes = [models.Index(fields=["organisation", "period"], name="surveys_tally_by_period")]

    class Privacy(TallyFields.Privacy):
        marks = SENSITIVE
        unanswered = SENSITIVE
        in_company = SENSITIVE
