"""Where queries become SQL: the last place where a query can be held in scope, and the one that none gets round.

A query of a scoped model gets the condition on the open organisation if it lacks it. A query that reaches a scoped
table over a join from an unscoped one is refused. What is written must be of the open organisation, and so must
what its foreign keys point to.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.expressions import Case, Value
from django.db.models.functions import Cast
from django.db.models.sql import Query
from django.db.models.sql.datastructures import Join

from samfrid.foundation.organisations.engine.connections import scoped_tables
from samfrid.foundation.organisations.engine.targets import refuse_foreign_targets, targets_of
from samfrid.foundation.organisations.guard import ScopedModel, guard_of, is_scoped
from samfrid.foundation.organisations.scope import crossed, current


class Compiled:
    """Tells the connection that a statement comes from here."""

    query: Any
    connection: Any

    def execute_sql(self, *args: Any, **kwargs: Any) -> Any:
        """Run the statement."""
        self.connection.compiling += 1
        try:
            return super().execute_sql(*args, **kwargs)  # type: ignore[misc]
        finally:
            self.connection.compiling -= 1


class GuardedSelect(Compiled):
    """Reads are of the open organisation."""

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        """Write the statement, held in scope."""
        if self.connection.keeping_house:
            return super().as_sql(*args, **kwargs)  # type: ignore[misc]
        if (hold := guard_of(self.query.model)) and _reads_own_table(self.query):
            hold(self.query)
        written = super().as_sql(*args, **kwargs)  # type: ignore[misc]
        _refuse_joins(self.query)
        return written


class GuardedDelete(Compiled):
    """Deletes touch the open organisation only."""

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        """Write the statement, held in scope."""
        if not self.connection.keeping_house and (hold := guard_of(self.query.model)):
            current()
            hold(self.query)
        return super().as_sql(*args, **kwargs)  # type: ignore[misc]


class GuardedUpdate(Compiled):
    """Updates touch the open organisation only, move no row out of it and point at nothing outside it."""

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        """Write the statement, held in scope."""
        if not self.connection.keeping_house:
            if hold := guard_of(self.query.model):
                current()
                hold(self.query)
            for field, _, value in self.query.values:
                _refuse_move(self.query.model, field, value)
                if target := targets_of(self.query.model).get(field.attname):
                    refuse_foreign_targets(target, [_plain(v) for v in _values_in(value)])
        return super().as_sql(*args, **kwargs)  # type: ignore[misc]


class GuardedInsert(Compiled):
    """What is inserted is of the open organisation and points at nothing outside it."""

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        """Write the statement, once its rows are found to be in scope."""
        model = self.query.model
        if not self.connection.keeping_house and model is not None:
            rows = self.query.objs
            if is_scoped(model):
                owner = current()
                if any(row.organisation_id != owner.organisation for row in rows):
                    raise crossed()
                if self.query.update_fields and "organisation" not in {
                    f.name for f in self.query.unique_fields
                }:
                    raise crossed()
            for attname, target in targets_of(model).items():
                refuse_foreign_targets(target, [_held(row, attname) for row in rows], among=rows)
        return super().as_sql(*args, **kwargs)  # type: ignore[misc]


def _reads_own_table(query: Query) -> bool:
    """Whether the model's own table is read (the inside of an exclude() starts at a joined one)."""
    if not query.alias_map:
        return True
    first = query.alias_map[next(iter(query.alias_map))]
    return (
        bool(query.alias_refcount[str(first.table_alias)]) and first.table_name == query.get_meta().db_table
    )


def _refuse_joins(query: Query) -> None:
    """Refuse a scoped table that is reached from an unscoped one.

    From scoped to scoped the organisation stays the same: writes see to it.
    """
    tables = scoped_tables()
    if not tables.isdisjoint(name.strip('"') for name in query.extra_tables):
        raise crossed()
    for source in query.alias_map.values():
        if source.table_name not in tables or not query.alias_refcount[str(source.table_alias)]:
            continue
        if isinstance(source, Join):
            parent = query.alias_map.get(source.parent_alias)
            if parent is None or parent.table_name not in tables:
                raise crossed()
        elif guard_of(query.model) is None:
            raise crossed()


def _refuse_move(model: type[models.Model], field: models.Field[Any, Any], value: Any) -> None:
    if is_scoped(model) and field.name == "organisation":
        for owner in _values_in(value):
            if getattr(owner, "pk", owner) != current().organisation:
                raise crossed()


def _values_in(value: Any) -> list[Any]:
    """The values an update may set. An expression that isn't made of values gives one that is never in scope."""
    if isinstance(value, Case):
        return [
            v for part in (*value.cases, value.default) for v in _values_in(getattr(part, "result", part))
        ]
    if isinstance(value, Cast):
        return _values_in(value.get_source_expressions()[0])
    return [value.value if isinstance(value, Value) else value]


def _plain(value: Any) -> Any:
    if not isinstance(value, ScopedModel):
        return value
    value.must_be_in_scope()
    return None


def _held(row: models.Model, attname: str) -> Any:
    """The id a row's foreign key holds; None where the row held beside it is already known to be in scope."""
    beside = row._state.fields_cache.get(attname.removesuffix("_id"))
    if isinstance(beside, ScopedModel) and beside.pk == getattr(row, attname):
        beside.must_be_in_scope()
        return None
    return getattr(row, attname)
