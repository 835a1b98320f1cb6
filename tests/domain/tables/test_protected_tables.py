"""Nobody but the disclosure room makes a table that may be published."""

from dataclasses import replace

import pytest

from samfrid.domain.disclosure import Rule, protect
from samfrid.domain.tables import Dimension, ProtectedTable, RawCounts, TableFamily, TableShape
from samfrid.domain.wording import Text

GROUP = Dimension("group", ("a", "b"), Text.same("group"))
SHAPE = TableShape("t", (GROUP,))


def test_a_protected_table_is_not_built_by_hand():
    with pytest.raises(TypeError):
        ProtectedTable(SHAPE, {}, "hash")


def test_a_protected_table_is_not_copied_with_other_cells():
    counts = RawCounts.from_rows(TableFamily("f", (SHAPE,)), [(("a",), 20), (("b",), 30)])
    table = protect(counts, Rule()).tables["t"]

    with pytest.raises(TypeError):
        replace(table, cells={})
