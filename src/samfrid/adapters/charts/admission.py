"""What the two doors ask before they let a table in: the type says it, and this says it again at run time."""

from __future__ import annotations

from samfrid.domain.equality import Comparison
from samfrid.domain.tables import ProtectedTable, RawTable


def admit(comparison: object, kind: type[ProtectedTable] | type[RawTable]) -> None:
    """Let a comparison in only when it was made from the kind of table this door is for.

    Errors: TypeError otherwise; it is the program that is wrong, not the reader's file.
    """
    if not isinstance(comparison, Comparison) or not isinstance(comparison.source, kind):
        raise TypeError(f"this door takes a comparison made from a {kind.__name__} only")


def admit_table(table: object, kind: type[ProtectedTable] | type[RawTable]) -> None:
    """Let a table in only when it is of the kind this door is for.

    Errors: TypeError otherwise.
    """
    if not isinstance(table, kind):
        raise TypeError(f"this door takes a {kind.__name__} only")
