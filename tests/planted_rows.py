"""A row of any scoped model, filled by the kinds of its fields, for tests that must hold for every model."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from itertools import product
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from people import new_person
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.guard import ScopedModel
from samfrid.foundation.organisations.models import Organisation, Unit
from samfrid.foundation.organisations.scope import current

DAY = dt.date(2026, 11, 2)


def scoped_models() -> list[type[ScopedModel]]:
    """Every model whose rows belong to one organisation."""
    return [model for model in apps.get_models() if issubclass(model, ScopedModel)]


def plant(model: type[ScopedModel]) -> Any:
    """Store one row of a model in the open organisation, and the rows it points to."""
    if model is Unit:
        return Unit.objects.create(name=f"Enhet {uuid.uuid4().hex[:8]}", municipality="0583")
    filled = {
        field.name: _value(field)
        for field in model._meta.concrete_fields
        if field.name not in ("id", "organisation") and _must_be_filled(field)
    }
    if model not in _choices:
        _choices[model] = next(c for c in _other_choices(model, filled) if _obeys(model(**filled | c)))
    row = model(**filled | _choices[model])
    row.save(force_insert=True)
    return row


_choices: dict[type[ScopedModel], dict[str, Any]] = {}  # found once: trying them takes a query each


def _other_choices(model: type[ScopedModel], filled: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every combination of choices, for constraints that tie choices to each other."""
    chosen = [f for f in model._meta.concrete_fields if f.choices and f.name in filled]
    offered = [[value for value, _ in f.flatchoices] + ([""] if f.blank else []) for f in chosen]
    for values in product(*offered):
        yield {field.name: value for field, value in zip(chosen, values, strict=True)}


def _obeys(row: ScopedModel) -> bool:
    checks = [c for c in row._meta.constraints if isinstance(c, models.CheckConstraint)]
    try:
        for check in checks:
            check.validate(type(row), row)
    except ValidationError:
        return False
    return True


def _must_be_filled(field: models.Field[Any, Any]) -> bool:
    return bool(field.choices) or not (
        field.null or field.has_default() or getattr(field, "auto_now_add", False)
    )


def _value(field: models.Field[Any, Any]) -> Any:
    if field.choices:
        return next(value for value, _ in field.flatchoices)
    if isinstance(field, models.ForeignKey):
        return _target(field.related_model)
    text = uuid.uuid4().hex
    kinds: tuple[tuple[type[Any] | tuple[type[Any], ...], Any], ...] = (
        (models.UUIDField, uuid.uuid4()),
        (models.DateTimeField, dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)),
        (models.DateField, DAY),
        (models.BooleanField, False),
        ((models.IntegerField, models.FloatField, models.DecimalField), 1),
        (models.BinaryField, text.encode()),
        (models.JSONField, {}),
        (models.DurationField, dt.timedelta(days=1)),
        ((models.CharField, models.TextField), "2026-11" if _is_month(field) else text[: field.max_length]),
    )
    return next(value for kind, value in kinds if isinstance(field, kind))


def _is_month(field: models.Field[Any, Any]) -> bool:
    return "month" in field.name or field.name in ("period", "first", "last")


def _target(model: Any) -> models.Model:
    if issubclass(model, ScopedModel):
        return plant(model)
    if model is Organisation:
        return Organisation.objects.get(pk=current().organisation)
    if model._meta.label == "accounts.User":
        return new_person(Organisation.objects.get(pk=current().organisation), Role.MANAGER).user
    filled = {f.name: _value(f) for f in model._meta.concrete_fields if _must_be_filled(f)}
    return model._default_manager.create(**filled)
