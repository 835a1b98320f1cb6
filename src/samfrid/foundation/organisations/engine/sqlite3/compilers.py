"""The compilers of SQLite, guarded."""

from __future__ import annotations

from django.db.models.sql import compiler

from samfrid.foundation.organisations.engine import compilers


class SQLCompiler(compilers.GuardedSelect, compiler.SQLCompiler):
    """Reads."""


class SQLInsertCompiler(compilers.GuardedInsert, compiler.SQLInsertCompiler):
    """Inserts."""


class SQLUpdateCompiler(compilers.GuardedUpdate, compiler.SQLUpdateCompiler):
    """Updates."""


class SQLDeleteCompiler(compilers.GuardedDelete, compiler.SQLDeleteCompiler):
    """Deletes."""


class SQLAggregateCompiler(compilers.Compiled, compiler.SQLAggregateCompiler):
    """Counts over a query that is guarded itself."""
