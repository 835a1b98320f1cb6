"""What a published table says about itself, and its dimensions as other programs want them.

Every member of a dimension becomes one value: finest codes, coarser ones level by level, the total last.
Codes and labels are made distinct, since a level may use a code or a name that another level uses too
(Stockholm the municipality and Stockholm the county).
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from samfrid.domain.tables import TOTAL, Cell, Dimension, Hierarchy, Member, ProtectedTable
from samfrid.domain.wording import Language, Place, Problem, Refused, Text

CONTENTS = "ContentsCode"
"""The name of the dimension that says what is counted; clients look for exactly this one."""

CONTENTS_LABEL = Text("Tabellinnehåll", "Table contents")
SUBJECT = Text("Jämställdhet och frihet från våld", "Gender equality and freedom from violence")

LONGEST_MARK = 50

Clean = Callable[[str], str]
"""Takes out of words what a file format cannot hold."""


class OpenStatisticsRefused(Refused):
    """A table that cannot be written as open statistics."""


@dataclass(frozen=True, slots=True)
class TableDescription:
    """What stands beside the numbers: title, what is counted, in which unit, from where and from when.

    `contents` is what a number is ("Antal deltagare"); `time` and `places` name the dimensions that are
    periods and places. `note` follows the table after the meanings of the signs.
    """

    title: Text
    contents: Text
    source: Text
    unit: Text
    updated: date
    note: Text | None = None
    subject: Text = SUBJECT
    contents_code: str = "count"
    time: str | None = None
    places: tuple[str, ...] = ()

    @property
    def updated_at(self) -> datetime:
        """When the table was last changed, as a moment; a day alone means its beginning, in UTC."""
        if isinstance(self.updated, datetime):
            moment = self.updated if self.updated.tzinfo else self.updated.replace(tzinfo=UTC)
            return moment.astimezone(UTC)
        return datetime.combine(self.updated, time(), UTC)


@dataclass(frozen=True, slots=True)
class OpenValue:
    """One value of a dimension as it stands in a file: a code and a label that no other value has."""

    member: Member
    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class OpenDimension:
    """A dimension with the values that are written, in the order of its members."""

    dimension: Dimension
    label: Text
    values: tuple[OpenValue, ...]

    @property
    def code_of(self) -> Mapping[Member, str]:
        """The written code of each member."""
        return {value.member: value.code for value in self.values}


def one_line(words: str) -> str:
    """Put words on one line: no control characters, no double spaces, none at the ends."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def protected_only(table: object) -> ProtectedTable:
    """Return the table when it may be published; anything else is refused, whatever its type claims to be."""
    if not isinstance(table, ProtectedTable):
        raise OpenStatisticsRefused(
            Text(
                "Bara skyddade tabeller kan skrivas som öppna data.",
                "Only protected tables can be written as open data.",
            )
        )
    if any(dimension.name == CONTENTS for dimension in table.shape.dimensions):
        raise OpenStatisticsRefused(
            Problem(
                Text(
                    f"En indelning får inte heta ”{CONTENTS}”: det namnet är upptaget i öppna data.",
                    f"A dimension must not be called “{CONTENTS}”: that name is taken in open data.",
                ),
                Place(field=CONTENTS),
            )
        )
    return table


def open_dimensions(
    table: ProtectedTable,
    *,
    clean: Clean = one_line,
    clean_name: Clean = one_line,
) -> tuple[OpenDimension, ...]:
    """Give every dimension a distinct label, and every member a distinct code and label.

    Promise: labels are distinct after `clean` (for dimensions `clean_name`), which takes out what the file
             format cannot hold.
    """
    dimensions = table.shape.dimensions
    labels = _distinct(
        [dimension.label for dimension in dimensions],
        [Text.same(dimension.name) for dimension in dimensions],
        clean_name,
        taken=CONTENTS_LABEL,
    )
    return tuple(
        OpenDimension(dimension, label, _values(dimension, clean))
        for dimension, label in zip(dimensions, labels, strict=True)
    )


def cells_in_order(table: ProtectedTable) -> Iterator[Cell]:
    """Walk the cells as they are written: last dimension fastest."""
    return (cell for _, cell in table)


def decimals_of(table: ProtectedTable) -> int:
    """How many decimals the numbers need; counts need none."""
    numbers = [cell.value for cell in table.cells.values() if cell.value is not None]
    return max((_decimals(number) for number in numbers), default=0)


def number_text(value: float, decimals: int) -> str:
    """Write a number with a point, without separators."""
    return f"{value:.{decimals}f}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Errors: OpenStatisticsRefused when the file cannot be written, with its name.
    """
    temporary = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(content)
        Path(temporary).chmod(0o644)
        os.replace(temporary, path)  # noqa: PTH105 - one step, on every system
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise OpenStatisticsRefused(
            Problem(
                Text(
                    f"Filen gick inte att skriva ({error.strerror}). Inget halvfärdigt lämnades kvar.",
                    f"The file could not be written ({error.strerror}). Nothing half done was left.",
                ),
                Place(file=path.name),
            )
        ) from error


def _values(dimension: Dimension, clean: Clean) -> tuple[OpenValue, ...]:
    members = dimension.members()
    codes = _codes(members, clean)
    level_labels = {hierarchy.level: hierarchy.label for hierarchy in dimension.hierarchies}
    labels = _distinct(
        [dimension.label_of(member) for member in members],
        [level_labels.get(member.level, Text.same(member.code)) for member in members],
        clean,
    )
    return tuple(
        OpenValue(member, code, label) for member, code, label in zip(members, codes, labels, strict=True)
    )


def _codes(members: Sequence[Member], clean: Clean) -> list[str]:
    """Keep a code where no other member has it; otherwise coarser members wear their level's name first."""
    plain = [clean(member.code) or "-" for member in members]
    finest = members[0].level
    many = Counter(plain)
    wanted = [
        code if many[code] == 1 or member.level in (finest, TOTAL) else clean(f"{member.level}:{code}")
        for member, code in zip(members, plain, strict=True)
    ]
    return _numbered(wanted)


def _distinct(
    labels: Sequence[Text], marks: Sequence[Text], clean: Clean, taken: Text | None = None
) -> list[Text]:
    """Tell labels that are alike apart by a mark in brackets, and by a number where that is not enough."""
    told = []
    for language in Language:
        words = [clean(label.into(language)) or "-" for label in labels]
        many = Counter(word.casefold() for word in words)
        if taken:
            many[taken.into(language).casefold()] += 1
        marked = [
            word
            if many[word.casefold()] == 1
            else f"{word} ({clean(mark.into(language))[:LONGEST_MARK].rstrip() or '-'})"
            for word, mark in zip(words, marks, strict=True)
        ]
        told.append(_numbered(marked, {taken.into(language).casefold()} if taken else set()))
    return [Text(sv, en) for sv, en in zip(*told, strict=True)]


def _numbered(words: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    used: set[str] = set(taken)
    found: list[str] = []
    for word in words:
        candidate, number = word, 1
        while candidate.casefold() in used:
            number += 1
            candidate = f"{word} ({number})"
        used.add(candidate.casefold())
        found.append(candidate)
    return found


def _decimals(number: float) -> int:
    text = f"{number:.6f}".rstrip("0")
    return len(text) - text.index(".") - 1


def children(hierarchy: Hierarchy) -> dict[str, list[str]]:
    """Which finest codes lie under each coarser code."""
    found: dict[str, list[str]] = {code: [] for code in hierarchy.codes}
    for code, above in hierarchy.parent.items():
        found[above].append(code)
    return found
