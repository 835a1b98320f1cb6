"""Models whose rows belong to one organisation. Every way to them goes through the open scope."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.db import models

from samfrid.domain.wording import Problem, Text
from samfrid.foundation.organisations.scope import ScopeCrossed, current

Row = TypeVar("Row", bound=models.Model, covariant=True)


class ScopedQuerySet(models.QuerySet[Row]):
    """Rows of the open organisation only."""


class ScopedManager(models.Manager[Row]):
    """The only manager of a scoped model: filters by the open organisation, and refuses without one."""

    def get_queryset(self) -> ScopedQuerySet[Row]:
        """Rows of the open organisation."""
        rows: ScopedQuerySet[Row] = ScopedQuerySet(self.model, using=self._db)
        return rows.filter(organisation_id=current().organisation)


class ScopedModel(models.Model):
    """A row owned by one organisation. Without an open scope it can be neither read nor written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save in the open organisation; a row of another is refused."""
        scope = current()
        if not self.organisation_id:
            self.organisation_id = scope.organisation
        self._must_be_in_scope()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a row of the open organisation; a row of another is refused."""
        self._must_be_in_scope()
        return super().delete(*args, **kwargs)

    def _must_be_in_scope(self) -> None:
        if self.organisation_id != current().organisation:
            raise ScopeCrossed(
                Problem(
                    Text("Raden hör till en annan organisation.", "The row belongs to another organisation.")
                )
            )
