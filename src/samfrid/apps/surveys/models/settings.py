"""What an organisation sets for its asking: its questionnaires and its next steps."""

from __future__ import annotations

from django.db import models

from samfrid.domain.privacy import INTERNAL
from samfrid.foundation.organisations.guard import ScopedModel


class QuestionnaireInUse(ScopedModel):
    """A version that the organisation asks by. `source` holds the definition where it isn't a shipped one."""

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    source = models.TextField(blank=True)
    is_current = models.BooleanField(default=True)

    class Meta(ScopedModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code", "version"], name="surveys_one_definition_a_version"
            ),
            models.UniqueConstraint(
                fields=["organisation", "code"],
                condition=models.Q(is_current=True),
                name="surveys_one_current_version",
            ),
        ]

    class Privacy:
        id = INTERNAL
        organisation = INTERNAL
        code = INTERNAL
        version = INTERNAL
        source = INTERNAL
        is_current = INTERNAL


class NextSteps(ScopedModel):
    """The organisation's own words on what to do after an outcome, a line each, in both languages."""

    outcome = models.CharField(max_length=40)
    swedish = models.TextField()
    english = models.TextField(blank=True)

    class Meta(ScopedModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["organisation", "outcome"], name="surveys_steps_once_an_outcome"),
        ]

    class Privacy:
        id = INTERNAL
        organisation = INTERNAL
        outcome = INTERNAL
        swedish = INTERNAL
        english = INTERNAL
