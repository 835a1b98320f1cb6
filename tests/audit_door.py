"""Lets tests that run outside one transaction empty the tables afterwards, although the audit refuses it.

The framework empties every table after such a test. The triggers are taken away for that moment and made anew:
the only place where they are.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import TransactionTestCase

from samfrid.foundation.audit import triggers

_empty_tables = TransactionTestCase._fixture_teardown


def _empty_tables_of_the_audit_too(test: Any) -> None:
    if connection.vendor == "postgresql":  # there the tables are emptied by one whom no trigger refuses
        _empty_tables(test)
        return
    _change(triggers.drop)
    try:
        _empty_tables(test)
    finally:
        _change(triggers.make)


def _change(change: Any) -> None:
    with connection.schema_editor() as editor:
        change(editor)


def install() -> None:
    """Put the door in place."""
    TransactionTestCase._fixture_teardown = _empty_tables_of_the_audit_too  # type: ignore[method-assign]
