"""Anonymous answers given with a one-time code, such as the user survey. Nothing points at the code."""

from __future__ import annotations

from django.db import models

from samfrid.apps.surveys.models.pooled import WAITING, WAITING_INTERNAL, PooledModel
from samfrid.domain.privacy import SENSITIVE


class AnswerFields(PooledModel):
    """One checked answer, as it would be given again."""

    given = models.JSONField(default=dict)  # part → strings; checked by domain.questionnaires.validate

    class Meta(PooledModel.Meta):
        abstract = True


class PendingAnswer(AnswerFields):
    """An answer that waits until there are five. Rewritten in a new order whenever another joins it."""

    class Meta(AnswerFields.Meta):
        abstract = False

    class Privacy(AnswerFields.Privacy):
        id = WAITING_INTERNAL
        unit = WAITING_INTERNAL
        period = WAITING_INTERNAL
        questionnaire = WAITING_INTERNAL
        gender = WAITING
        age_band = WAITING
        given = WAITING


class Answer(AnswerFields):
    """A released answer. Rewritten in a new order whenever a batch joins those of its unit and period."""

    class Meta(AnswerFields.Meta):
        abstract = False
        indexes = [models.Index(fields=["organisation", "period"], name="surveys_answer_by_period")]

    class Privacy(AnswerFields.Privacy):
        given = SENSITIVE
