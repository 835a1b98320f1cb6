"""What foreign keys point to must be of the open organisation. Asked for in batches, and once a scope."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from django.db import models

from samfrid.foundation.organisations.guard import ScopedModel, ScopedQuerySet
from samfrid.foundation.organisations.scope import crossed, current

_AT_ONCE = 500


@cache
def targets_of(model: type[models.Model]) -> Mapping[str, type[ScopedModel]]:
    """The scoped models that a model's foreign keys point to, by the attribute that holds the id."""
    found: dict[str, type[ScopedModel]] = {}
    for field in model._meta.concrete_fields:
        target = field.related_model
        if isinstance(target, type) and issubclass(target, ScopedModel):
            found[field.attname] = target
    return MappingProxyType(found)


def refuse_foreign_targets(
    target: type[ScopedModel], ids: Sequence[Any], *, among: Iterable[models.Model] = ()
) -> None:
    """Refuse ids that aren't rows of the open organisation. None is let through; so are rows stored together.

    Errors: ScopeClosed, ScopeCrossed; also for an id that isn't there, so that nothing is told of what is.
    """
    scope = current()
    together = {row.pk for row in among if isinstance(row, target)}
    wanted = {_as_id(value) for value in ids if value is not None} - scope.known - together
    for batch in _batches(sorted(wanted)):
        found = set(ScopedQuerySet(target).filter(pk__in=batch).values_list("pk", flat=True))
        if len(found) < len(batch):
            raise crossed()
        scope.known.update(found)


def _as_id(value: Any) -> uuid.UUID:
    if isinstance(value, uuid.UUID):
        return value
    try:
        return uuid.UUID(str(value))
    except ValueError as error:
        raise crossed() from error


def _batches(ids: Sequence[uuid.UUID]) -> Iterable[Sequence[uuid.UUID]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
