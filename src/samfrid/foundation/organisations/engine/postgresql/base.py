"""PostgreSQL with the scope guard built in."""

from __future__ import annotations

from django.db.backends.postgresql import base, operations, schema

from samfrid.foundation.organisations.engine.connections import (
    GuardedConnection,
    GuardedOperations,
    GuardedSchemaEditor,
)


class DatabaseOperations(GuardedOperations, operations.DatabaseOperations):
    """The engine's own operations, with compilers that hold queries in scope."""

    compiler_module = "samfrid.foundation.organisations.engine.postgresql.compilers"


class DatabaseSchemaEditor(GuardedSchemaEditor, schema.DatabaseSchemaEditor):
    """The engine's own editor of tables."""


class DatabaseWrapper(GuardedConnection, base.DatabaseWrapper):
    """The engine's own connection, guarded."""

    ops_class = DatabaseOperations
    SchemaEditorClass = DatabaseSchemaEditor
