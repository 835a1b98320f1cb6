"""Someone is answering just now. Everything here is gone when they are done, stop or are idle too long."""

from __future__ import annotations

import uuid

from django.db import models

from samfrid.apps.surveys.codes import MODES
from samfrid.domain.privacy import INTERNAL, Field, FieldClass, Keep
from samfrid.foundation.organisations.guard import ScopedModel

_INTERNAL_UNTIL_USED = Field(FieldClass.INTERNAL, Keep.UNTIL_USED)
_UNTIL_USED = Field(FieldClass.SENSITIVE, Keep.UNTIL_USED)
_SECRET_UNTIL_USED = Field(FieldClass.SECRET, Keep.UNTIL_USED)


class Door(models.Model):
    """From a key that only the respondent's browser or slip holds, to what it opens.

    Not scoped: it is looked up before any organisation is open, and tells nothing but which one to open.
    """

    class Kind(models.TextChoices):
        """What the key opens."""

        SITTING = "sitting"
        INVITATION = "invitation"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)  # keyed hash; the key itself is nowhere
    kind = models.CharField(max_length=12, choices=Kind)
    organisation = models.UUIDField()
    opens = models.UUIDField()

    class Privacy:
        id = _INTERNAL_UNTIL_USED
        digest = _SECRET_UNTIL_USED
        kind = _INTERNAL_UNTIL_USED
        organisation = _INTERNAL_UNTIL_USED
        opens = _INTERNAL_UNTIL_USED


class Invitation(ScopedModel):
    """A code that opens one answer. Says nothing about whom it was given to."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    questionnaire = models.CharField(max_length=60)
    last_day = models.DateField()

    class Meta(ScopedModel.Meta):
        abstract = False

    class Privacy:
        id = INTERNAL
        organisation = INTERNAL
        unit = _INTERNAL_UNTIL_USED
        questionnaire = _INTERNAL_UNTIL_USED
        last_day = _INTERNAL_UNTIL_USED


class Sitting(ScopedModel):
    """One person answering. Holds what was answered so far, and only until it is done or forgotten."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    questionnaire = models.CharField(max_length=60)
    mode = models.CharField(max_length=12, choices=[(code.value, words.sv) for code, words in MODES.items()])
    company = models.CharField(max_length=12, blank=True)
    invitation = models.UUIDField(null=True)
    language = models.CharField(max_length=12, default="sv")
    step = models.CharField(max_length=64)  # "begin", "alone", "gender", "age", "item:CODE", "end"
    nonce = models.CharField(max_length=32)  # the form that may be sent next, and no other
    given = models.JSONField(default=dict)
    touched_at = models.DateTimeField()

    class Meta(ScopedModel.Meta):
        abstract = False

    class Privacy:
        id = _INTERNAL_UNTIL_USED
        organisation = INTERNAL
        unit = _INTERNAL_UNTIL_USED
        questionnaire = _INTERNAL_UNTIL_USED
        mode = _INTERNAL_UNTIL_USED
        company = _UNTIL_USED
        invitation = _INTERNAL_UNTIL_USED
        language = _UNTIL_USED
        step = _UNTIL_USED
        nonce = _SECRET_UNTIL_USED
        given = _UNTIL_USED
        touched_at = _UNTIL_USED
