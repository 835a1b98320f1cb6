"""Every scoped model by every way in: without an open organisation, and with another one open."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.sql import DeleteQuery, UpdateQuery

from people import new_organisation
from planted_rows import plant, scoped_models
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.organisations.guard import ScopedModel
from samfrid.foundation.organisations.scope import ScopeClosed, ScopeCrossed, opened

MODELS = scoped_models()
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


@dataclass(frozen=True, slots=True)
class Two:
    """A row of ours, and one of the stranger's organisation. `theirs` is held in memory; so is a queryset."""

    home: uuid.UUID
    away: uuid.UUID
    ours: Any
    theirs: Any
    held: Any


@pytest.fixture
def two(db: None, model: type[ScopedModel]) -> Two:
    home = new_organisation("motala")
    away = new_organisation("linkoping", covers=("0580",))
    with opened(home.pk, by=SYSTEM):
        ours = plant(model)
    with opened(away.pk, by=SYSTEM):
        theirs = plant(model)
        held = model._default_manager.all()
    return Two(home.pk, away.pk, ours, theirs, held)


def rows_of(model: type[ScopedModel]) -> models.QuerySet[Any]:
    """Rows by a queryset put together without the guard's manager."""
    return models.QuerySet(model)


READS: dict[str, Callable[[type[ScopedModel], Two], Any]] = {
    "filter": lambda model, two: list(model._base_manager.filter(pk=two.theirs.pk)),
    "get": lambda model, two: model._base_manager.filter(pk=two.theirs.pk).first(),
    "in_bulk": lambda model, two: model._base_manager.in_bulk([two.theirs.pk]),
    "exists": lambda model, two: model._base_manager.filter(pk=two.theirs.pk).exists(),
    "count": lambda model, two: model._base_manager.filter(pk=two.theirs.pk).count(),
    "aggregate": lambda model, two: model._base_manager.filter(pk=two.theirs.pk).aggregate(n=Count("pk"))[
        "n"
    ],
    "values": lambda model, two: list(model._base_manager.filter(pk=two.theirs.pk).values("pk")),
    "iterator": lambda model, two: list(model._base_manager.filter(pk=two.theirs.pk).iterator(10)),
    "union": lambda model, two: [
        row
        for row in model._base_manager.order_by().union(
            model._base_manager.order_by().filter(pk=two.theirs.pk), all=True
        )
        if row.pk == two.theirs.pk
    ],
    "or": lambda model, two: list(
        model._base_manager.filter(pk=uuid.uuid4()) | model._base_manager.filter(pk=two.theirs.pk)
    ),
    "negated": lambda model, two: list(model._base_manager.exclude(pk=two.ours.pk).filter(pk=two.theirs.pk)),
    "or inside": lambda model, two: list(
        model._base_manager.filter(Q(pk=two.theirs.pk) | Q(pk=uuid.uuid4()))
    ),
    "subquery": lambda model, two: list(
        model._base_manager.filter(pk__in=rows_of(model).filter(pk=two.theirs.pk).values("pk"))
    ),
    "subquery of an unscoped model": lambda model, two: list(
        two.ours.organisation.__class__.objects.filter(
            Exists(rows_of(model).filter(organisation=OuterRef("pk"), pk=two.theirs.pk))
        )
    ),
    "a queryset by hand": lambda model, two: list(rows_of(model).filter(pk=two.theirs.pk)),
    "a manager by hand": lambda model, two: list(_manager_by_hand(model).filter(pk=two.theirs.pk)),
    "another manager of the model": lambda model, two: [
        row for manager in model._meta.managers for row in manager.get_queryset().filter(pk=two.theirs.pk)
    ],
}

WRITES: dict[str, Callable[[type[ScopedModel], Two], Any]] = {
    "update": lambda model, two: model._base_manager.filter(pk=two.theirs.pk).update(id=two.theirs.pk),
    "update by hand": lambda model, two: rows_of(model).filter(pk=two.theirs.pk).update(id=two.theirs.pk),
    "update by number": lambda model, two: UpdateQuery(model).update_batch(
        [two.theirs.pk], {"organisation_id": two.home}, "default"
    ),
    "delete": lambda model, two: model._base_manager.filter(pk=two.theirs.pk).delete()[0],
    "delete by hand": lambda model, two: rows_of(model).filter(pk=two.theirs.pk)._raw_delete("default"),
    "delete by number": lambda model, two: DeleteQuery(model).delete_batch([two.theirs.pk], "default"),
}

REFUSED: dict[str, Callable[[type[ScopedModel], Two], Any]] = {
    "save": lambda model, two: two.theirs.save(),
    "save what was moved in memory": lambda model, two: moved(model, two).save(),
    "save past save()": lambda model, two: two.theirs.save_base(force_insert=True),
    "delete a held row": lambda model, two: two.theirs.delete(),
    "refresh a held row": lambda model, two: two.theirs.refresh_from_db(),
    "bulk_update": lambda model, two: model._base_manager.bulk_update([two.theirs], ["organisation"]),
    "bulk_create": lambda model, two: model._base_manager.bulk_create([model(organisation_id=two.away)]),
    "bulk_create by hand": lambda model, two: rows_of(model).bulk_create([model(organisation_id=two.away)]),
    "create": lambda model, two: model._base_manager.create(organisation_id=two.away),
    "move a row out": lambda model, two: model._base_manager.filter(pk=two.ours.pk).update(
        organisation_id=two.away
    ),
    "overwrite on conflict": lambda model, two: model._base_manager.bulk_create(
        [model(pk=two.theirs.pk, organisation_id=two.home)],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["organisation"],
    ),
    "overwrite on conflict by hand": lambda model, two: rows_of(model).bulk_create(
        [model(pk=two.theirs.pk, organisation_id=two.home)],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["organisation"],
    ),
    "a queryset built elsewhere": lambda model, two: list(two.held),
    "a queryset built elsewhere, counted": lambda model, two: two.held.count(),
    "a queryset built elsewhere, refined": lambda model, two: list(two.held.filter(pk=two.theirs.pk)),
    "a queryset built elsewhere, emptied": lambda model, two: two.held.all().delete(),
    "raw": lambda model, two: list(model._base_manager.raw(f"SELECT * FROM {model._meta.db_table}")),  # noqa: S608
    "raw by hand": lambda model, two: list(rows_of(model).raw(f"SELECT * FROM {model._meta.db_table}")),  # noqa: S608
    "extra table": lambda model, two: list(
        two.ours.organisation.__class__.objects.extra(tables=[model._meta.db_table])  # noqa: S610
    ),
    "a cursor": lambda model, two: sql(f"SELECT * FROM {model._meta.db_table}"),  # noqa: S608
    "a cursor that deletes": lambda model, two: sql(f'DELETE FROM "{model._meta.db_table}"'),  # noqa: S608
}


def _manager_by_hand(model: type[ScopedModel]) -> models.Manager[Any]:
    manager: models.Manager[Any] = models.Manager()
    manager.model = model
    return manager


def moved(model: type[ScopedModel], two: Two) -> Any:
    """Their row, read while it could be, with our organisation written over it in memory."""
    with opened(two.away, by=SYSTEM):
        row = model._meta.base_manager.model._default_manager.filter(pk=two.theirs.pk).first() or two.theirs
    row.organisation_id = two.home
    return row


def sql(statement: str) -> Any:
    """Run SQL by hand, from a module that isn't named."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


@contextmanager
def unharmed(two: Two) -> Iterator[None]:
    """Their row is as it was afterwards."""
    yield
    with opened(two.away, by=SYSTEM):
        kept = models.QuerySet(type(two.theirs)).get(pk=two.theirs.pk)
        assert kept.organisation_id == two.away


@each_model
def test_the_row_is_found_by_every_way_in_at_home(model: type[ScopedModel], two: Two) -> None:
    mine = Two(two.away, two.home, two.theirs, two.ours, two.held)

    with opened(two.home, by=SYSTEM):
        blind = [
            way
            for way, read in READS.items()
            if not read(model, mine)
            and way != "another manager of the model"
            and not _is_hidden(model, two.ours)
        ]

    assert blind == []


@each_model
def test_no_read_finds_the_row_of_another_organisation(model: type[ScopedModel], two: Two) -> None:
    with opened(two.home, by=SYSTEM):
        leaks = [way for way, read in READS.items() if read(model, two)]

    assert leaks == []


@each_model
def test_no_read_is_answered_without_an_open_organisation(model: type[ScopedModel], two: Two) -> None:
    answered = [way for way in READS if not is_refused(READS[way], model, two)]

    assert answered == []


@each_model
def test_no_bulk_write_reaches_the_row_of_another_organisation(model: type[ScopedModel], two: Two) -> None:
    with unharmed(two), opened(two.home, by=SYSTEM):
        reached = [way for way, write in WRITES.items() if write(model, two)]

    assert reached == []


@each_model
def test_no_write_is_done_without_an_open_organisation(model: type[ScopedModel], two: Two) -> None:
    with unharmed(two):
        done = [way for way in WRITES if not is_refused(WRITES[way], model, two)]

    assert done == []


@each_model
def test_a_way_that_means_another_organisation_is_refused(model: type[ScopedModel], two: Two) -> None:
    with unharmed(two), opened(two.home, by=SYSTEM):
        let_through = [way for way in REFUSED if not is_refused(REFUSED[way], model, two)]

    assert let_through == []


@each_model
def test_a_way_that_means_another_organisation_is_refused_with_none_open(
    model: type[ScopedModel], two: Two
) -> None:
    with unharmed(two):
        let_through = [way for way in REFUSED if not is_refused(REFUSED[way], model, two)]

    assert let_through == []


def is_refused(way: Callable[[type[ScopedModel], Two], Any], model: type[ScopedModel], two: Two) -> bool:
    """Whether a way is closed by the guard itself, and not by luck."""
    try:
        with transaction.atomic():
            way(model, two)
    except (ScopeClosed, ScopeCrossed):
        return True
    return False


FOLLOWED = [
    (model, field)
    for model in MODELS
    for field in model._meta.concrete_fields
    if isinstance(field.related_model, type) and issubclass(field.related_model, ScopedModel)
]
each_key = pytest.mark.parametrize(
    ("model", "field"), FOLLOWED, ids=lambda it: getattr(it, "name", None) or it._meta.label
)


@each_key
def test_a_foreign_key_never_points_at_another_organisation(
    model: type[ScopedModel], two: Two, field: models.ForeignKey[Any, Any]
) -> None:
    with opened(two.away, by=SYSTEM):
        theirs = plant(field.related_model)
    ways: dict[str, Callable[[], Any]] = {
        "saved by id": lambda: _pointing(two.ours, field, theirs.pk).save(),
        "saved by id, that field only": lambda: _pointing(two.ours, field, theirs.pk).save(
            update_fields=[field.name]
        ),
        "saved by row": lambda: _with(two.ours, field, theirs).save(),
        "inserted": lambda: _copy(two.ours, field, theirs.pk).save(force_insert=True),
        "bulk_create": lambda: model._base_manager.bulk_create([_copy(two.ours, field, theirs.pk)]),
        "bulk_create by row": lambda: model._base_manager.bulk_create([_with(two.ours, field, theirs)]),
        "bulk_update": lambda: model._base_manager.bulk_update(
            [_pointing(two.ours, field, theirs.pk)], [field.name]
        ),
        "update": lambda: model._base_manager.all().update(**{field.attname: theirs.pk}),
        "update by row": lambda: model._base_manager.all().update(**{field.name: theirs}),
        "form": lambda: _form(model, field, two.ours, theirs.pk),
    }

    for way in ways.values():
        with opened(two.home, by=SYSTEM), pytest.raises(ScopeCrossed):
            way()


@each_key
def test_a_relation_of_a_held_row_leads_nowhere_from_another_organisation(
    model: type[ScopedModel], two: Two, field: models.ForeignKey[Any, Any]
) -> None:
    with opened(two.away, by=SYSTEM):
        target = plant(field.related_model)
        theirs = _with(two.theirs, field, target)
        theirs.save()
    theirs._state.fields_cache.clear()
    reverse = field.remote_field.get_accessor_name()

    with opened(two.home, by=SYSTEM):
        with pytest.raises(ScopeCrossed):
            getattr(theirs, field.name)
        with pytest.raises(ScopeCrossed):
            models.prefetch_related_objects([theirs], field.name)
        if reverse and not reverse.endswith("+") and not field.one_to_one:
            with pytest.raises(ScopeCrossed):
                list(getattr(target, reverse).all())
            with pytest.raises(ScopeCrossed):
                models.prefetch_related_objects([target], reverse)
        with pytest.raises(ScopeCrossed):
            target.delete()


def _pointing(row: Any, field: models.ForeignKey[Any, Any], pk: uuid.UUID) -> Any:
    setattr(row, field.attname, pk)
    return row


def _with(row: Any, field: models.ForeignKey[Any, Any], target: Any) -> Any:
    setattr(row, field.name, target)
    return row


def _copy(row: Any, field: models.ForeignKey[Any, Any], pk: uuid.UUID) -> Any:
    copy = type(row)(
        **{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name != "id"}
    )
    return _pointing(copy, field, pk)


def _form(model: type[ScopedModel], field: models.ForeignKey[Any, Any], row: Any, pk: uuid.UUID) -> None:
    """What a form does with an id it was sent: clean the field, then keep what it gave."""
    from django.core.exceptions import ValidationError
    from django.forms import ModelChoiceField

    choice = ModelChoiceField(queryset=field.related_model._default_manager.all())
    with pytest.raises(ValidationError):
        choice.clean(str(pk))
    _pointing(row, field, pk).save()


def _is_hidden(model: type[ScopedModel], row: Any) -> bool:
    """Whether the model's own manager leaves the row out for a reason of its own."""
    return not model._base_manager.filter(pk=row.pk).exists()
