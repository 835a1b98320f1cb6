"""What tables may look like: keys follow the floors, every field has a class, every row an owner."""

from __future__ import annotations

import ast
import uuid
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from samfrid.domain.privacy import Field
from samfrid.foundation.organisations.engine.connections import RAW_SQL_MODULES
from samfrid.foundation.organisations.guard import ScopedManager, ScopedModel

SOURCES = Path(__file__).resolve().parents[2] / "src"
OUTSIDE = Path(__file__).with_name("tables_outside_row_security.txt")
KINDS = {"public", "sign-in", "audit", "parties", "engine"}

# Lowest first; rooms of one floor know nothing of each other.
FLOORS = (
    {"audit"},
    {"accounts"},
    {"organisations"},
    {"vault"},
    {"jobs"},
    {"releases", "documents", "contacts"},
    {"surveys", "cases"},
    {"intake"},
    {"analysis"},
)
CLOSED = {"vault", "surveys", "cases", "intake", "analysis"}

# Modules that run SQL of their own. None may name a scoped table: that is refused when it runs.
OWN_SQL = {
    "samfrid.config.health",  # asks whether the database answers
    "samfrid.foundation.audit.seals",  # triggers that keep sealed years
    "samfrid.foundation.audit.services",  # one writer a chain
    "samfrid.foundation.organisations.guard",  # refuses raw()
    "samfrid.foundation.organisations.row_security",  # policies and rights
    "samfrid.foundation.organisations.scope",  # tells the database which organisation is open
    "samfrid.foundation.vault.keys",  # one writer a key ring
    "samfrid.keeping.doctor",  # asks the database about itself
    "samfrid.keeping.restoring",  # fills an empty database from a copy
    "samfrid.keeping.rows",  # copies every row, as the installation itself
}


def own_models() -> list[type[models.Model]]:
    """Models written here."""
    return [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("samfrid.")]


def floor_of(label: str) -> int | None:
    """How high an app lies; None for what the framework brings."""
    return next((number for number, rooms in enumerate(FLOORS) if label in rooms), None)


def keys() -> Iterator[tuple[type[models.Model], models.Field[object, object], type[models.Model]]]:
    """Every foreign key or many-to-many of our models, and where it points."""
    for model in own_models():
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if field.is_relation and isinstance(field.related_model, type):
                yield model, field, field.related_model


each_model = pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
each_scoped = pytest.mark.parametrize(
    "model", [m for m in own_models() if issubclass(m, ScopedModel)], ids=lambda model: model._meta.label
)


def test_every_app_has_a_floor() -> None:
    homeless = {m._meta.app_label for m in own_models() if floor_of(m._meta.app_label) is None}

    assert homeless == set()


def test_a_foreign_key_points_at_its_own_room_or_a_lower_one() -> None:
    upwards = []
    for model, field, target in keys():
        here, there = floor_of(model._meta.app_label), floor_of(target._meta.app_label)
        same_room = model._meta.app_label == target._meta.app_label
        if here is not None and there is not None and not same_room and there >= here:
            upwards.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")

    assert upwards == []


def test_no_foreign_key_leads_from_the_audit_or_to_it() -> None:
    tied = [
        f"{model._meta.label}.{field.name}"
        for model, field, target in keys()
        if (model._meta.app_label == "audit") != (target._meta.app_label == "audit")
    ]

    assert tied == []


def test_no_open_app_points_into_a_closed_one() -> None:
    reaching = [
        f"{model._meta.label}.{field.name}"
        for model, field, target in keys()
        if target._meta.app_label in CLOSED and model._meta.app_label not in CLOSED
    ]

    assert reaching == []


@each_model
def test_every_field_has_a_privacy_class_and_no_name_is_left_over(model: type[models.Model]) -> None:
    fields = {field.name for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)}
    privacy = getattr(model, "Privacy", None)
    named = {name for name in dir(privacy) if not name.startswith("_")} if privacy else set()

    assert named == fields
    assert all(isinstance(getattr(privacy, name), Field) for name in named)


def test_every_model_is_held_in_an_organisation_or_listed_with_a_reason() -> None:
    lines = [
        line.split(maxsplit=2) for line in OUTSIDE.read_text("utf-8").splitlines() if line[:1] not in "#"
    ]
    listed = {line[0] for line in lines}
    outside = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if not issubclass(model, ScopedModel)
    }

    assert outside - listed == set(), "say why these are outside, or make them ScopedModel"
    assert listed - outside == set(), "these are gone, or are ScopedModel now"
    assert [line for line in lines if len(line) < 3 or line[1] not in KINDS] == []


@each_scoped
def test_a_scoped_row_has_a_random_key(model: type[ScopedModel]) -> None:
    key = model._meta.pk

    assert isinstance(key, models.UUIDField)
    assert key.default is uuid.uuid4


@each_scoped
def test_a_scoped_model_has_only_managers_that_hold_the_scope(model: type[ScopedModel]) -> None:
    assert isinstance(model._base_manager, ScopedManager)
    assert isinstance(model._default_manager, ScopedManager)
    assert all(isinstance(manager, ScopedManager) for manager in model._meta.managers)


@each_scoped
def test_a_scoped_model_stands_in_one_table_of_its_own(model: type[ScopedModel]) -> None:
    assert model._meta.get_parent_list() == []
    assert model._meta.proxy is False
    assert [field.name for field in model._meta.local_many_to_many] == []


@each_scoped
def test_no_unscoped_row_leads_back_into_a_scoped_model(model: type[ScopedModel]) -> None:
    leading = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field.related_model, type)
        and not issubclass(field.related_model, ScopedModel)
        and not field.remote_field.hidden
    ]

    assert leading == []


def test_no_unscoped_model_points_at_a_scoped_one() -> None:
    pointing = [
        f"{model._meta.label}.{field.name}"
        for model, field, target in keys()
        if issubclass(target, ScopedModel) and not issubclass(model, ScopedModel)
    ]

    assert pointing == []


@each_scoped
def test_two_organisations_never_collide_over_a_value(model: type[ScopedModel]) -> None:
    """A unique value across organisations would tell one that the other has it."""
    held = {
        field.name
        for field in model._meta.concrete_fields
        if field.name == "organisation"
        or (isinstance(field.related_model, type) and issubclass(field.related_model, ScopedModel))
    }
    random = {f.name for f in model._meta.concrete_fields if f.name in ("digest", "token", "id")}
    shared = [
        constraint.name
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        and not (held | random).intersection(constraint.fields)
    ] + [f.name for f in model._meta.concrete_fields if f.unique and f.name not in held | random]

    assert shared == []


def test_sql_is_written_by_hand_in_named_modules_only() -> None:
    found = {
        ".".join(path.relative_to(SOURCES).with_suffix("").parts)
        for path in SOURCES.glob("samfrid/**/*.py")
        if "/domain/" not in str(path)
        and "/adapters/" not in str(path)
        and "/migrations/" not in str(path)
        and "/organisations/engine/" not in str(path)
        and any(map(_is_sql_by_hand, ast.walk(ast.parse(path.read_text("utf-8")))))
    }

    assert found - OWN_SQL - RAW_SQL_MODULES == set()
    assert (OWN_SQL | RAW_SQL_MODULES) - found == set()


def _is_sql_by_hand(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id in ("RawSQL", "RunSQL")
    return isinstance(node.func, ast.Attribute) and node.func.attr in ("cursor", "raw", "extra", "RawSQL")


@pytest.mark.django_db
def test_migrations_say_all_that_models_say() -> None:
    told = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=told, stderr=told, skip_checks=True)

    assert "No changes detected" in told.getvalue()
