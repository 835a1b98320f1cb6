"""What is sealed about a person, the key it lies under, and the index that finds it. Cases are known by id alone."""

from __future__ import annotations

from django.db import models

from samfrid.domain import privacy
from samfrid.foundation.organisations.guard import ScopedModel


class WrappedKey(ScopedModel):
    """The data key of one case, wrapped by the organisation's key. Without it the person can't be found again."""

    case_id = models.UUIDField()
    key_id = models.CharField(max_length=40)  # the master key of the ring that it lies under
    wrapped = models.BinaryField()

    class Meta(ScopedModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["organisation", "case_id"], name="vault_one_key_a_case"),
        ]
        indexes = [models.Index(fields=["organisation", "key_id"], name="vault_keys_to_rotate")]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        case_id = privacy.PSEUDONYM
        key_id = privacy.INTERNAL
        wrapped = privacy.SECRET


class SealedValue(ScopedModel):
    """A unit's own reference of one case, sealed under the case's data key."""

    case_id = models.UUIDField()
    box = models.BinaryField()

    class Meta(ScopedModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["organisation", "case_id"], name="vault_one_value_a_case"),
        ]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        case_id = privacy.PSEUDONYM
        box = privacy.SEALED


class BlindIndex(ScopedModel):
    """Finds the cases of an exact reference. Several cases may have the same one."""

    case_id = models.UUIDField()
    key_id = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)

    class Meta(ScopedModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["organisation", "case_id"], name="vault_one_index_row_a_case"),
        ]
        indexes = [models.Index(fields=["organisation", "digest"], name="vault_by_digest")]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        case_id = privacy.PSEUDONYM
        key_id = privacy.INTERNAL
        digest = privacy.PSEUDONYM


class Erasure(ScopedModel):
    """That a person was erased. Also kept in a file outside the database, so that a restore does it again."""

    case_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta(ScopedModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["organisation", "case_id"], name="vault_erased_once"),
        ]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        case_id = privacy.PSEUDONYM
        at = privacy.INTERNAL
