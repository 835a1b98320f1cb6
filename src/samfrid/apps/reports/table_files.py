"""A published table as a file for other programs: CSV, XLSX, PX and JSON-stat, each saying what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from samfrid.adapters.openstats import TableDescription, write_jsonstat, write_px
from samfrid.adapters.spreadsheets import About, OutColumn, OutSheet, write_csv, write_xlsx
from samfrid.apps.releases.measures import MeasureKind, PublishedMeasure
from samfrid.apps.releases.reading import OpenRelease
from samfrid.domain.measures.standard.axes import HALF_YEAR, MUNICIPALITY
from samfrid.domain.tables import ProtectedTable, Sign
from samfrid.domain.wording import Language, Text, format_date, listed

FORMATS = ("csv", "xlsx", "px", "json")
PERSONS = "persons"
_NUMBER, _SIGN = Text("Antal", "Number"), Text("Tecken", "Sign")
_ABOUT = Text("Om tabellen", "About the table")


def table_bytes(release: OpenRelease, name: str, file_format: str, language: Language) -> bytes:
    """Write one table of a release.

    Promise: a hidden cell is a number in none of the formats; the same release gives the same bytes.
    Errors:  KeyError for a table the release does not have; ValueError for a format not in FORMATS.
    """
    table = release.tables[name]
    about = description(release, name)
    with TemporaryDirectory(prefix="samfrid-") as folder:
        path = Path(folder) / f"{name}.{file_format}"
        if file_format == "csv":
            write_csv(path, _columns(table, language))
        elif file_format == "xlsx":
            sheet = OutSheet(about.title.into(language), _columns(table, language))
            lines = tuple(_lines(release, name, language))
            write_xlsx(path, [sheet], about=About(about.title.into(language), lines), language=language)
        elif file_format == "px":
            write_px(table, path, about)
        elif file_format == "json":
            write_jsonstat(table, path, about, language)
        else:
            raise ValueError(f"no format {file_format!r}")
        return path.read_bytes()


def table_title(release: OpenRelease, name: str) -> Text:
    """What a table shows: what is counted, by which divisions."""
    measures = measures_of(release, name)
    own = {measure.column for measure in measures}
    dimensions = release.tables[name].shape.dimensions
    by = [
        [d.label.into(language).casefold() for d in dimensions if d.name not in own] for language in Language
    ]
    what = measures[0].unit if measures else Text("Antal", "Number")
    if measures and measures[0].kind is MeasureKind.MEDIAN:
        what = measures[0].name
    return Text(
        f"{_upper(what.sv)} efter {listed(by[0], Language.SWEDISH)}",
        f"{_upper(what.en)} by {listed(by[1], Language.ENGLISH)}",
    )


def measures_of(release: OpenRelease, name: str) -> tuple[PublishedMeasure, ...]:
    """The measures whose figures can be read from a table."""
    return tuple(measure for measure in release.measures if name in measure.tables)


def description(release: OpenRelease, name: str) -> TableDescription:
    """What open statistics say of a table."""
    table = release.tables[name]
    names = table.shape.dimension_names
    measures = measures_of(release, name)
    unit = measures[0].unit if measures else Text("personer", "persons")
    title = table_title(release, name)
    return TableDescription(
        title=title,
        contents=title if table.unit != PERSONS else Text("Antal ", "Number of ") + unit,
        source=Text.same(release.publisher),
        unit=unit if table.unit == PERSONS else Text("dagar", "days"),
        updated=release.published_at,
        note=Text(
            f"Publiceringens kontrollsumma: {release.sha256}", f"Hash of the release: {release.sha256}"
        ),
        time=HALF_YEAR if HALF_YEAR in names and _is_time(release, table) else None,
        places=(MUNICIPALITY,) if MUNICIPALITY in names else (),
    )


def _is_time(release: OpenRelease, table: ProtectedTable) -> bool:
    """Whether every code of the half-years is one: rows told by year alone make it an ordinary division."""
    return set(table.shape.dimension(HALF_YEAR).codes) <= set(release.half_years)


def _columns(table: ProtectedTable, language: Language) -> tuple[OutColumn, ...]:
    """A row a cell: level, code and label of each division, the number, and the sign where there is none."""
    cells = list(table)
    columns: list[OutColumn] = []
    for i, dimension in enumerate(table.shape.dimensions):
        label = dimension.label.into(language)
        columns += [
            OutColumn(f"{dimension.name}_level", [at[i].level for at, _ in cells]),
            OutColumn(dimension.name, [at[i].code for at, _ in cells]),
            OutColumn(label, [dimension.label_of(at[i]).into(language) for at, _ in cells]),
        ]
    numbers = [None if cell.value is None else _plain(cell.value) for _, cell in cells]
    signs = [
        None if cell.value is not None else (cell.sign or Sign.MISSING).word.into(language)
        for _, cell in cells
    ]
    return (*columns, OutColumn(_NUMBER.into(language), numbers), OutColumn(_SIGN.into(language), signs))


def _lines(release: OpenRelease, name: str, language: Language) -> Iterator[tuple[str, str]]:
    yield Text("Publicering", "Release").into(language), release.title.into(language)
    yield Text("Källa", "Source").into(language), release.publisher
    yield Text("Publicerad", "Published").into(language), format_date(release.published_at.date(), language)
    for measure in measures_of(release, name):
        yield measure.name.into(language), measure.definition.into(language)
    for sign in Sign:
        yield sign.word.into(language), sign.meaning.into(language)
    yield Text("Kontrollsumma", "Hash").into(language), release.sha256


def _plain(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
