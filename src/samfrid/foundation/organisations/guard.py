"""Models whose rows belong to one organisation. Every way to them goes through the open scope.

The condition on the organisation is put in when a queryset is built, and tried again when it is run: it refuses
to become SQL unless the same organisation is still open. What is put together without it (deletes by id, other
managers) gets it from `engine.compilers`, which every query of every model passes.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, ClassVar, Self, TypeVar, cast

from django.db import models
from django.db.models.expressions import Col, Expression
from django.db.models.sql import Query
from django.db.models.sql.where import AND

from samfrid.domain.wording import Problem, Text
from samfrid.foundation.organisations.scope import ScopeCrossed, crossed, current, readable

Row = TypeVar("Row", bound=models.Model, covariant=True)


class InOpenScope(Expression):
    """The condition that a row is of the organisations that were open when the queryset was built.

    Becomes SQL only while the same ones are open.
    """

    conditional = True

    def __init__(self, organisation: Expression, built_for: frozenset[uuid.UUID]) -> None:
        super().__init__(output_field=models.BooleanField())
        self.organisation = organisation
        self.built_for = built_for

    def get_source_expressions(self) -> list[Any]:
        """The column of the organisation."""
        return [self.organisation]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        """Take the column after its table got another name in the query."""
        (self.organisation,) = exprs

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        """Write the condition.

        Errors: ScopeClosed, ScopeCrossed.
        """
        if readable() != self.built_for:
            raise crossed()
        column, params = compiler.compile(self.organisation)
        field = self.organisation.output_field
        owners = [field.get_db_prep_value(owner, connection) for owner in sorted(self.built_for)]
        if len(owners) == 1:
            return f"{column} = %s", [*params, *owners]
        places = ", ".join(["%s"] * len(owners)) or "NULL"
        return f"{column} IN ({places})", [*params, *owners]


# What holds a query of a kind of model in scope: "scoped" here, "shared" in shared.py.
GUARDS: dict[type[models.Model], Callable[[Query], None]] = {}


def guard_of(model: type[models.Model] | None) -> Callable[[Query], None] | None:
    """What holds queries of a model in scope; None for a model that anyone may read."""
    if model is None:
        return None
    return next((hold for kind, hold in GUARDS.items() if issubclass(model, kind)), None)


def is_scoped(model: type[models.Model] | None) -> bool:
    """Whether a model's rows belong to one organisation."""
    return model is not None and issubclass(model, ScopedModel)


def hold_in_scope(query: Query) -> None:
    """Put the condition on the open organisation into a query of a scoped model, unless it is there.

    Errors: ScopeClosed.
    """
    alias = query.get_initial_alias()
    children = query.where.children if query.where.connector == AND and not query.where.negated else []
    if any(isinstance(child, InOpenScope) and _alias_of(child) == alias for child in children):
        return
    column = cast("models.ForeignKey[Any, Any]", query.get_meta().get_field("organisation")).get_col(alias)
    query.where.add(InOpenScope(column, readable()), AND)


def _alias_of(condition: InOpenScope) -> str:
    return cast("Col", condition.organisation).alias


class ScopedQuerySet(models.QuerySet[Row]):
    """Rows of the open organisation only."""

    def _add_hints(self, **hints: Any) -> None:
        # The framework tells whose relation is followed: a held row of another organisation leads nowhere.
        _refuse_foreign(hints.get("instance"))
        super()._add_hints(**hints)  # type: ignore[misc]

    def _iterator(self, use_chunked_fetch: bool, chunk_size: int | None) -> Iterator[Any]:
        begun_in = readable()
        for row in super()._iterator(use_chunked_fetch, chunk_size):  # type: ignore[misc]
            if readable() != begun_in:
                raise crossed()
            yield row

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Store many rows of the open organisation; a row without an organisation is given it.

        Errors: ScopeCrossed for a row of another, or an overwriting of rows met by a key others share.
        """
        rows = list(objs)
        owner = current().organisation
        for row in rows:
            if row.organisation_id is None:
                row.organisation_id = owner
        if kwargs.get("update_conflicts") and "organisation" not in (kwargs.get("unique_fields") or ()):
            raise crossed()
        return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        """Change many rows of the open organisation.

        Errors: ScopeCrossed for a row of another.
        """
        rows = list(objs)
        for row in rows:
            row.must_be_in_scope()
        return super().bulk_update(rows, *args, **kwargs)

    def raw(self, *_: Any, **__: Any) -> Any:
        """Raw SQL knows no scope.

        Errors: ScopeCrossed, always.
        """
        raise ScopeCrossed(
            Problem(
                Text("Egen SQL får inte läsa skyddade rader.", "Raw SQL may not read scoped rows."),
            )
        )


class ScopedManager(models.Manager[Row]):
    """The only manager of a scoped model: filters by the open organisation, and refuses without one."""

    def get_queryset(self) -> ScopedQuerySet[Row]:
        """Rows of the open organisation."""
        hints = cast("dict[str, Any]", getattr(self, "_hints", {}))
        _refuse_foreign(hints.get("instance"))
        rows: ScopedQuerySet[Row] = ScopedQuerySet(self.model, using=self._db, hints=hints)
        hold_in_scope(rows.query)
        return rows

    def raw(self, *_: Any, **__: Any) -> Any:
        """Raw SQL knows no scope.

        Errors: ScopeCrossed, always.
        """
        return self.get_queryset().raw()


class ScopedModel(models.Model):
    """A row owned by one organisation. Without an open scope it can be neither read nor written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()

    read_for: ClassVar[uuid.UUID | None] = None  # on a row: whose it was when it was read

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **kwargs: Any) -> Self:
        """Build a row that was read, and remember whose it is."""
        row = super().from_db(db, field_names, values, **kwargs)
        row.__dict__["read_for"] = row.__dict__.get("organisation_id")
        return row

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save in the open organisation; a row of another is refused."""
        if not self.organisation_id:
            self.organisation_id = current().organisation
        self.must_be_in_scope()
        super().save(*args, **kwargs)
        self.__dict__["read_for"] = self.organisation_id

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a row of the open organisation; a row of another is refused."""
        self.must_be_in_scope()
        return super().delete(*args, **kwargs)

    def must_be_in_scope(self) -> None:
        """Refuse a row of another organisation than the open one, or one that was moved here in memory.

        Errors: ScopeClosed, ScopeCrossed.
        """
        owner = current().organisation
        if self.organisation_id != owner or self.read_for not in (None, owner):
            raise crossed()


def _refuse_foreign(row: object) -> None:
    if isinstance(row, ScopedModel) and row.__dict__.get("organisation_id") not in {None, *readable()}:
        raise crossed()


GUARDS[ScopedModel] = hold_in_scope
