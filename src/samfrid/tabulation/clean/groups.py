"""Columns of words or numbers that divide persons into groups."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from samfrid.adapters.spreadsheets import Column, SpreadsheetRefused, parse_number
from samfrid.domain.measures import ByCode
from samfrid.domain.places import UnknownPlace, county, find_county, find_municipality, municipality, sort_key
from samfrid.domain.tables import Dimension, Hierarchy, Member
from samfrid.domain.wording import Problem, Text
from samfrid.tabulation.plan.columns import folded
from samfrid.tabulation.plan.model import NOT_STATED, CoarserColumn, ColumnKind, ColumnPlan, Unknown


@dataclass(frozen=True, slots=True)
class Groups:
    """A column's code for each row, the codes in the order they are shown, and what people read."""

    codes: tuple[str | None, ...]
    order: tuple[str, ...]
    labels: Mapping[Member, Text]
    hierarchies: tuple[Hierarchy, ...] = field(default=())

    def division(self, column: ColumnPlan) -> ByCode:
        """Make the division of the column, blanks as a group of their own where there are any."""
        has_blanks = None in self.codes or NOT_STATED in self.codes
        order, labels, above = self.order, dict(self.labels), list(self.hierarchies)
        if has_blanks and column.not_stated is not None:
            order = (*order, NOT_STATED)
            for level in (column.name, *(hierarchy.level for hierarchy in above)):
                labels[Member(level, NOT_STATED)] = column.not_stated
            above = [Hierarchy(h.level, {**h.parent, NOT_STATED: NOT_STATED}, h.label) for h in above]
        above += [_coarser(coarser, column, order, labels) for coarser in column.coarser]
        dimension = Dimension(column.name, order, column.label, tuple(above), labels)
        return ByCode(dimension, column.name, None, NOT_STATED if NOT_STATED in order else None)


def read_groups(column: ColumnPlan, source: Column) -> Groups:
    """Give every cell its code.

    Errors: SpreadsheetRefused naming each cell whose text the plan does not know, or that is blank where the plan
            has no group for blanks.
    """
    groups = _READERS[column.kind](column, source)
    if column.not_stated is None and None in groups.codes:
        blank = Text(
            "Cellen är tom, och planen har ingen grupp för det.",
            "The cell is empty, and the plan has no group for that.",
        )
        cells = [Problem(blank, source.place(row)) for row, code in enumerate(groups.codes) if code is None]
        raise SpreadsheetRefused(*cells)
    return groups


def _categories(column: ColumnPlan, source: Column) -> Groups:
    by_spelling = {folded(word): c.code for c in column.categories for word in c.spellings}
    otherwise = NOT_STATED if column.unknown is Unknown.NOT_STATED else None
    what = Text(
        f"Ordet står inte i planen. Lägg till det bland stavningarna under columns.{column.name}.",
        f"The word is not in the plan. Add it among the spellings under columns.{column.name}.",
    )
    codes = _each(source, lambda text: by_spelling.get(folded(text), otherwise), what)
    labels = {Member(column.name, c.code): c.label for c in column.categories}
    return Groups(codes, tuple(category.code for category in column.categories), labels)


def _municipalities(column: ColumnPlan, source: Column) -> Groups:
    wanted = set(column.counties)

    def code(text: str) -> str | None:
        try:
            found = find_municipality(text)
        except UnknownPlace:
            return None
        return found.code if not wanted or found.county_code in wanted else None

    what = Text("Det är ingen kommun som planen tar med.", "This is no municipality that the plan takes in.")
    codes = _each(source, code, what)
    found = [municipality(code) for code in set(codes) if code is not None]
    found.sort(key=lambda place: (place.county_code, sort_key(place.short_name)))
    level = f"{column.name}_county"
    labels = {Member(column.name, place.code): place.label for place in found}
    labels |= {Member(level, place.county_code): county(place.county_code).label for place in found}
    above = Hierarchy(level, {place.code: place.county_code for place in found}, Text("län", "county"))
    return Groups(codes, tuple(place.code for place in found), labels, (above,))


def _counties(column: ColumnPlan, source: Column) -> Groups:
    """Give each cell its county, whether it names a municipality or a county."""
    wanted = set(column.counties)

    def code(text: str) -> str | None:
        try:
            found = find_municipality(text).county_code
        except UnknownPlace:
            try:
                found = find_county(text).code
            except UnknownPlace:
                return None
        return found if not wanted or found in wanted else None

    what = Text("Det är inget län som planen tar med.", "This is no county that the plan takes in.")
    codes = _each(source, code, what)
    found = sorted({code for code in codes if code is not None})
    return Groups(codes, tuple(found), {Member(column.name, code): county(code).label for code in found})


def _bands(column: ColumnPlan, source: Column) -> Groups:
    limits = column.bands
    names = [f"{low}-{above - 1}" for low, above in itertools.pairwise(limits)]
    names.append(f"{limits[-1]}+")

    def band(text: str) -> str | None:
        number = parse_number(text, source.decimal)
        if number is None or number < limits[0]:
            return None
        return names[sum(number >= limit for limit in limits) - 1]

    what = Text(
        f"Här ska det stå ett tal som är {limits[0]} eller mer.",
        f"Here should stand a number that is {limits[0]} or more.",
    )
    labels = {Member(column.name, name): Text.same(name.replace("-", "–")) for name in names}
    return Groups(_each(source, band, what), tuple(names), labels)


_READERS: Mapping[ColumnKind, Callable[[ColumnPlan, Column], Groups]] = {
    ColumnKind.CATEGORY: _categories,
    ColumnKind.YES_NO: _categories,
    ColumnKind.MUNICIPALITY: _municipalities,
    ColumnKind.COUNTY: _counties,
    ColumnKind.BAND: _bands,
}


def _each(source: Column, code: Callable[[str], str | None], what: Text) -> tuple[str | None, ...]:
    """Look each distinct text up once, and name the cell of every one that has no code."""
    known = {text: code(text) for text in set(source.texts) if text is not None}
    wrong = {text for text, found in known.items() if found is None}
    if wrong:
        cells = [Problem(what, source.place(row)) for row, text in enumerate(source.texts) if text in wrong]
        raise SpreadsheetRefused(*cells)
    return tuple(None if text is None else known[text] for text in source.texts)


def _coarser(
    coarser: CoarserColumn, column: ColumnPlan, order: tuple[str, ...], labels: dict[Member, Text]
) -> Hierarchy:
    """Make a coarser partition; a code that no group names stands alone under its own code."""
    parent = {code: group for group, members in coarser.groups.items() for code in members}
    for code in order:
        if code not in parent:
            labels[Member(coarser.name, code)] = labels.get(Member(column.name, code), Text.same(code))
    labels.update({Member(coarser.name, code): label for code, label in coarser.labels.items()})
    return Hierarchy(coarser.name, {code: parent.get(code, code) for code in order}, coarser.label)
