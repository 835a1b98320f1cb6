"""Reading counts of one table along its dimension of places, the other dimensions held still."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from samfrid.adapters.maps.model import MapRefused, Shade, Unshaded
from samfrid.adapters.maps.readings import Given, Row, Setting, unshaded
from samfrid.adapters.maps.steps import Scale
from samfrid.domain.tables import Coordinates, Member, Sign, TableShape
from samfrid.domain.wording import Text, format_number


@dataclass(frozen=True, slots=True)
class Slice:
    """Which cells of a table a map shows: all members of one level of the places, one member elsewhere.

    A dimension that `held` does not name is held at its total.
    """

    dimension: str
    level: str = ""
    held: tuple[tuple[str, Member], ...] = ()


def count_rows(
    shape: TableShape,
    read: Callable[[Coordinates], float | Sign],
    cut: Slice,
    heading: Text,
    setting: Setting,
) -> Given:
    """Read the cells of a slice.

    Errors: MapRefused when the table lacks a dimension or level that the slice names.
    """
    if cut.dimension not in shape.dimension_names:
        raise MapRefused(
            Text(f"Tabellen har ingen indelning ”{cut.dimension}”.",
                 f"The table has no dimension “{cut.dimension}”.")
        )  # fmt: skip
    dimension = shape.dimension(cut.dimension)
    level = cut.level or dimension.name
    if level not in dimension.levels:
        raise MapRefused(
            Text(f"Indelningen ”{cut.dimension}” har ingen nivå ”{level}”.",
                 f"The dimension “{cut.dimension}” has no level “{level}”.")
        )  # fmt: skip
    held = dict(cut.held)
    members = (*dimension.members(level=level), Member.total())
    cells = [(member, read(_coordinates(shape, cut.dimension, member, held))) for member in members]
    decimals = setting.decimals or _decimals_needed(value for _, value in cells)
    scale = Scale(decimals, Text("", ""), Text("och fler", "and more"))
    rows = []
    for member, value in cells:
        reading = _reading(value, member.code, decimals, setting)
        label = dimension.label_of(member).into(setting.language)
        rows.append(Row(member.code, label, reading, (reading.words,), member.is_total))
    return Given(tuple(rows), (heading.into(setting.language),), scale)


def _coordinates(shape: TableShape, name: str, member: Member, held: Mapping[str, Member]) -> Coordinates:
    return tuple(member if one == name else held.get(one, Member.total()) for one in shape.dimension_names)


def _decimals_needed(values: Iterable[float | Sign]) -> int:
    numbers = [value for value in values if not isinstance(value, Sign)]
    return 0 if all(value == int(value) for value in numbers) else 1


def _reading(value: float | Sign, code: str, decimals: int, setting: Setting) -> Shade | Unshaded:
    if value is Sign.ZERO:
        value = 0.0
    if isinstance(value, Sign):
        return unshaded(value, code, setting)
    words = format_number(value, setting.language, decimals=decimals)
    return Shade(round(value, decimals), words)
