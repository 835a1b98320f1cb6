"""Run measures with Ibis on DuckDB: one query a family of tables, one a collected value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ibis
import numpy as np
import pyarrow as pa

from samfrid.adapters.warehouse.arrow import comparable, to_arrow
from samfrid.adapters.warehouse.connection import EngineLimits, connect
from samfrid.adapters.warehouse.expressions import MILLION, holds, place, value
from samfrid.adapters.warehouse.placing import listed, put_in_place, summed
from samfrid.domain.measures import (
    And,
    Collected,
    ColumnType,
    Condition,
    Counted,
    Counting,
    Facts,
    RawValues,
    TimeBetween,
    ValuedMeasure,
    check,
)
from samfrid.domain.measures.counting import MOST_ROWS_NAMED
from samfrid.domain.tables import RawCounts


class Warehouse:
    """Counts facts with DuckDB, to the same numbers as `samfrid.domain.measures.Reference`."""

    def __init__(
        self, table: pa.Table, types: Mapping[str, ColumnType], limits: EngineLimits | None = None
    ) -> None:
        """Take an Arrow table as `to_arrow` makes it."""
        self._connection = connect(limits or EngineLimits())
        self._types = types
        self._rows = table.num_rows
        # Numbers as names inside: a column of facts may be called anything.
        named = {f"c{i}": comparable(table[name], type_) for i, (name, type_) in enumerate(types.items())}
        rows = pa.array(np.arange(table.num_rows))
        self._connection.con.register("facts", pa.table(named | {"row": rows}))
        self._table = self._connection.table("facts")
        self._columns = {name: self._table[f"c{i}"] for i, name in enumerate(types)}

    @classmethod
    def of(cls, facts: Facts, limits: EngineLimits | None = None) -> Warehouse:
        """Take facts from memory."""
        return cls(to_arrow(facts), facts.types(), limits)

    def close(self) -> None:
        """Let the engine's memory go."""
        self._connection.disconnect()

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def count_family(self, counting: Counting) -> Counted:
        """Count the distinct combinations of finest codes in the population, in one query.

        Errors: as the reference.
        """
        check(self._types, self._rows, counting)
        answer = self._grouped(counting, counting.population, {})
        placed = put_in_place(counting, answer)
        codes, counts = summed(placed.places, placed.persons)
        found = RawCounts(counting.family, codes[counts > 0].astype(np.int32), counts[counts > 0])
        return Counted(found, listed(placed.left_out))

    def collect_values(self, measure: ValuedMeasure, counting: Counting) -> Collected:
        """Collect the values of a measure with the combinations they stand at, in one query.

        A time between takes a second query when a row ends before it starts.

        Errors: as the reference.
        """
        check(self._types, self._rows, counting, measure)
        population = And((counting.population, measure.population))
        answer = self._grouped(counting, population, {"value": value(measure, self._columns)})
        placed = put_in_place(counting, answer)
        has_value = ~answer["value"].is_null().to_numpy()[placed.kept]
        values = answer["value"].fill_null(0).to_numpy().astype(np.int64)[placed.kept]
        backwards = has_value & (values < 0) & isinstance(measure, TimeBetween)
        good = has_value & ~backwards & (placed.persons > 0)
        keys, persons = summed(np.column_stack((placed.places, values))[good], placed.persons[good])
        left_out = placed.left_out
        left_out[measure.name] += int(placed.rows[~has_value].sum())
        left_out[f"{measure.name}.ends_before_start"] += int(placed.rows[backwards].sum())
        return Collected(
            RawValues(
                counting.family, keys[:, :-1].astype(np.int32), keys[:, -1], persons, self._scale(measure)
            ),
            listed(left_out),
            self._rows_backwards(measure, counting, population) if backwards.any() else (),
        )

    def _scale(self, measure: ValuedMeasure) -> int:
        if isinstance(measure, TimeBetween):
            return 1
        return MILLION if self._types[measure.column] is ColumnType.DECIMAL else 1

    def _grouped(self, counting: Counting, population: Condition, more: dict[str, Any]) -> pa.Table:
        """Count the rows and persons of each combination of raw places: codes are mapped afterwards."""
        # A table with no dimension counts everybody: one constant stands for its only group.
        keys = (self._places(counting) | more) or {"all": ibis.literal(1)}
        rows = self._in(population)
        if counting.persons is None:
            rows = rows.select(**keys)
            return rows.group_by(list(keys)).agg(rows=rows.count()).to_pyarrow()
        rows = rows.select(**keys, persons=self._columns[counting.persons])
        grouped = rows.group_by([*keys, rows.persons.isnull().name("unsaid")])
        persons = rows.persons.sum().fill_null(0)
        return grouped.agg(rows=rows.count(), persons=persons, least=rows.persons.min()).to_pyarrow()

    def _rows_backwards(
        self, measure: ValuedMeasure, counting: Counting, population: Condition
    ) -> tuple[int, ...]:
        """The numbers of the first rows that have every answer but end before they start."""
        rows = self._in(population).filter(value(measure, self._columns) < 0)
        unsaid, one = ibis.literal(False), ibis.literal(1, "int64")
        if counting.persons is not None:
            unsaid = self._columns[counting.persons].isnull()
        answer = rows.select(
            **self._places(counting), unsaid=unsaid, rows=one, persons=one, least=one, row=self._table["row"]
        ).to_pyarrow()
        numbers = np.sort(answer["row"].to_numpy()[put_in_place(counting, answer).kept])
        return tuple(int(number) for number in numbers[:MOST_ROWS_NAMED])

    def _places(self, counting: Counting) -> dict[str, Any]:
        return {f"p{i}": place(d, self._columns, self._types) for i, d in enumerate(counting.divisions)}

    def _in(self, population: Condition) -> Any:
        return self._table.filter(holds(population, self._columns, self._types))
