"""From the rows of a table to cases to be written, and to every problem by its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from samfrid.adapters.spreadsheets import Column, Table
from samfrid.apps.cases import vocabulary as codes
from samfrid.apps.cases.draft import CaseDraft, problems_of
from samfrid.apps.intake.converting import Names, Read, Value, reader_of
from samfrid.apps.intake.fields import BY_CODE, TargetField
from samfrid.apps.intake.mapping import ColumnMapping, folded
from samfrid.domain.wording import Place, Problem, Refused, Text

_GENDER = Text("Välj vilken kolumn som är kön.", "Choose which column is gender.")
_OPENED = Text(
    "Välj en kolumn för när ärendet öppnades, eller skriv en månad som gäller alla rader.",
    "Choose a column for when the case was opened, or write a month for all rows.",
)
_BLANK = Text(
    "Cellen är tom. Skriv när ärendet öppnades.", "The cell is empty. Write when the case was opened."
)
_NO_UNIT = Text("Välj en av dina enheter under Kolumner.", "Choose one of your units under Columns.")


class MappingRefused(Refused):
    """The mapping can't be used as it is; each problem names our field."""


@dataclass(frozen=True, slots=True)
class Located:
    """One problem in a file: our field, where, and what to do."""

    field: str
    problem: Problem


@dataclass(slots=True)
class Conversion:
    """Reads a table row by row. `blanks` counts, for each field, the rows where nothing stood.

    `is_checked`: whoever writes the cases checks each once more, so that it need not be done here.
    """

    table: Table
    mapping: ColumnMapping
    names: Names
    today: date
    must_have_unit: bool = False
    is_checked: bool = False
    blanks: Counter[str] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[tuple[CaseDraft | None, list[Located]]]:
        """Each row's case and problems; a row with problems has no case."""
        columns = [
            _FieldColumn(BY_CODE[name], self) for name in self.mapping.sources if self.mapping.source(name)
        ]
        for row in range(self.table.row_count):
            values: dict[str, Value] = {}
            wrong: list[Located] = []
            for column in columns:
                value = column.value(row)
                if isinstance(value, Text):
                    wrong.append(Located(column.field.code, Problem(value, column.place(row))))
                else:
                    values[column.field.code] = value
                    self.blanks[column.field.code] += value is None
            yield self._drafted(row, values, wrong)

    def _drafted(
        self, row: int, values: dict[str, Value], wrong: list[Located]
    ) -> tuple[CaseDraft | None, list[Located]]:
        draft = draft_from(values, self.mapping.geography)
        known_wrong = {one.field for one in wrong}
        for name, what in () if self.is_checked else problems_of(draft, self.today):
            if name not in known_wrong and not (name == "opened" and "opened_month" in known_wrong):
                at = self._mapped(name)
                is_blank = name == "opened" and not draft.month
                wrong.append(Located(at, Problem(_BLANK if is_blank else what, self._place(row, at))))
        if self.must_have_unit and draft.unit is None and "unit" not in known_wrong:
            wrong.append(Located("unit", Problem(_NO_UNIT, self._place(row, "unit"))))
        return (None if wrong else draft), wrong

    def _mapped(self, name: str) -> str:
        """The field whose column a problem is shown at: days may have come from another one."""
        near = {"opened": "opened_month", "closed": "closed_month", "days_to_first_meeting": "first_meeting"}
        return name if self.mapping.source(name) else near.get(name, name)

    def _place(self, row: int, name: str) -> Place:
        source = self.mapping.source(name)
        column = self.table.column(source.column) if source.column else self.table.columns[0]
        return column.place(row)


class _FieldColumn:
    """One field: its column, or the value of all rows, and what its words were read as."""

    def __init__(self, target: TargetField, conversion: Conversion) -> None:
        mapping, table = conversion.mapping, conversion.table
        source = mapping.source(target.code)
        self.field = target
        self._column: Column | None = table.column(source.column) if source.column else None
        decimal = self._column.decimal if self._column else ","
        self._read: Read = reader_of(target, mapping, decimal, conversion.names)
        self._known: dict[str, Value | Text] = {}
        self._texts = self._column.texts if self._column else None
        self._fixed: Value = None
        if not source.column:
            read = self._read(source.fixed)
            if isinstance(read, Text):
                raise MappingRefused(Problem(read, Place(field=target.code)))
            self._fixed = read
        self._only = table.column(source.only_column).texts if source.only_column else None
        self._only_word = folded(source.only_word)

    def value(self, row: int) -> Value | Text:
        if self._only is not None and folded(self._only[row] or "") != self._only_word:
            return None
        if self._texts is None:
            return self._fixed
        text = self._texts[row]
        if text is None:
            return None
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def place(self, row: int) -> Place:
        return self._column.place(row) if self._column else Place()


def refuse_incomplete(mapping: ColumnMapping) -> None:
    """Refuse a mapping that lacks what every case must have.

    Errors: MappingRefused naming our fields.
    """
    problems = []
    if not mapping.source("gender"):
        problems.append(Problem(_GENDER, Place(field="gender")))
    if not mapping.source("opened") and not mapping.source("opened_month"):
        problems.append(Problem(_OPENED, Place(field="opened")))
    if problems:
        raise MappingRefused(*problems)


def draft_from(values: dict[str, Value], geography: str) -> CaseDraft:
    """Put the values of a row together as one case; what is not there is not stated."""
    said = {name: value for name, value in values.items() if value is not None}
    kinds = list(cast("tuple[str, ...]", said.pop("support", ())))
    for kind in codes.SUPPORT_KINDS:
        if said.pop(f"support_{kind}", None) == "yes":
            kinds.append(kind)
    said.setdefault("gender", codes.NOT_STATED)
    return CaseDraft(support=tuple(dict.fromkeys(kinds)), geography=geography, **said)  # type: ignore[arg-type]
