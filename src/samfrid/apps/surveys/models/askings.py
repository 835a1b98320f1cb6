"""Askings: who was asked, by unit, month, gender and age band. Never what was answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samfrid.apps.surveys.codes import COMPANIES, HAPPENED, MODES, REASONS
from samfrid.apps.surveys.models.pooled import WAITING, WAITING_INTERNAL, PooledModel
from samfrid.domain.privacy import SENSITIVE


class AskingFields(PooledModel):
    """What is told of one asking."""

    happened = models.CharField(
        max_length=12, choices=[(code.value, words.sv) for code, words in HAPPENED.items()]
    )
    reason = models.CharField(
        max_length=20, blank=True, choices=[(code.value, words.sv) for code, words in REASONS.items()]
    )
    mode = models.CharField(max_length=12, choices=[(code.value, words.sv) for code, words in MODES.items()])
    company = models.CharField(
        max_length=12, blank=True, choices=[(code.value, words.sv) for code, words in COMPANIES.items()]
    )

    class Meta(PooledModel.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(happened="not_asked") ^ Q(reason=""), name="%(class)s_reason_when_not_asked"
            ),
            models.CheckConstraint(
                condition=Q(happened="not_asked", company="") | ~Q(happened="not_asked") & ~Q(company=""),
                name="%(class)s_company_when_asked",
            ),
        ]


class PendingAsking(AskingFields):
    """An asking that waits until there are five. Rewritten in a new order whenever another joins it."""

    class Meta(AskingFields.Meta):
        abstract = False

    class Privacy(AskingFields.Privacy):
        id = WAITING_INTERNAL
        unit = WAITING_INTERNAL
        period = WAITING_INTERNAL
        questionnaire = WAITING_INTERNAL
        gender = WAITING
        age_band = WAITING
        happened = WAITING
        reason = WAITING
        mode = WAITING_INTERNAL
        company = WAITING


class Asking(AskingFields):
    """A released asking. Rewritten in a new order whenever a batch joins those of its unit and period."""

    class Meta(AskingFields.Meta):
        abstract = False
        indexes = [models.Index(fields=["organisation", "period"], name="surveys_asking_by_period")]

    class Privacy(AskingFields.Privacy):
        happened = SENSITIVE
        reason = SENSITIVE
        mode = SENSITIVE
        company = SENSITIVE
