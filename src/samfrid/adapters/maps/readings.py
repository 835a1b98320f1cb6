"""From a comparison or a table to areas with numbers and signs; what may not be shown ends here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from samfrid.adapters.maps.borders import Kind
from samfrid.adapters.maps.model import Area, Extent, MapRefused, Shade, ShadedMap, Unshaded
from samfrid.adapters.maps.steps import Scale, steps
from samfrid.domain import places
from samfrid.domain.equality import Comparison, Estimate
from samfrid.domain.equality.comparison import Source
from samfrid.domain.reports import FigureTable
from samfrid.domain.tables import Member, Sign
from samfrid.domain.wording import Language, Text, format_count, format_share

NO_NOTES: Mapping[str, Text] = {}


@dataclass(frozen=True, slots=True)
class Setting:
    """How a table is to be read: language, extent (None: what the rows need), notes by code, decimals."""

    language: Language
    extent: Extent | None = None
    notes: Mapping[str, Text] = field(default_factory=dict)
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of what was given: its code and label, its reading, and its cells in words."""

    code: str
    label: str
    reading: Shade | Unshaded
    cells: tuple[str, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What a door was given, in words of one language: rows, header, and how numbers are written."""

    rows: tuple[Row, ...]
    header: tuple[str, ...]
    scale: Scale


_SHARE = Text("andel", "share")
_COUNT = Text("antal", "number")
_PLACE = {
    Kind.MUNICIPALITY: Text("Kommun", "Municipality"),
    Kind.COUNTY: Text("Län", "County"),
}


def share_rows(comparison: Comparison[Source], group: Member, setting: Setting) -> Given:
    """Read one group's shares, row by row.

    Errors: MapRefused when the comparison has no such group.
    """
    language = setting.language
    rows: list[Row] = []
    label = ""
    for row in comparison.rows:
        for one in row.groups:
            if one.member == group:
                label = one.label.into(language)
                reading = _share_reading(one.estimate, row.member.code, setting)
                count = _count_words(one.estimate, language) or reading.words
                rows.append(
                    Row(
                        row.member.code,
                        row.label.into(language),
                        reading,
                        (reading.words, count),
                        row.is_total,
                    )
                )
    if not rows:
        raise MapRefused(
            Text("Jämförelsen har inte den grupp som kartan ska visa.",
                 "The comparison does not have the group that the map is to show.")
        )  # fmt: skip
    header = tuple(f"{label}, {part.into(language)}" for part in (_SHARE, _COUNT))
    percent = Scale(setting.decimals, Text("\u00a0%", "%"), Text("och mer", "and more"))
    return Given(tuple(rows), header, percent)


def _share_reading(estimate: Estimate | Sign, code: str, setting: Setting) -> Shade | Unshaded:
    language = setting.language
    if isinstance(estimate, Estimate):
        # Shaded by what is written: 49.7 % is written 50 % and belongs to "50 % and more".
        return Shade(
            round(100 * estimate.share, setting.decimals),
            format_share(estimate.share, language, decimals=setting.decimals),
        )
    if estimate is Sign.ZERO:
        return Shade(0.0, format_share(0.0, language, decimals=setting.decimals))
    return unshaded(estimate, code, setting)


def unshaded(sign: Sign, code: str, setting: Setting) -> Unshaded:
    """A sign in words, with the note that tells why a figure is missing."""
    words = sign.word.into(setting.language)
    note = setting.notes.get(code)
    if note is not None and sign in (Sign.MISSING, Sign.NOT_APPLICABLE):
        words = f"{words}: {note.into(setting.language)}"
    return Unshaded(sign, words)


def _count_words(estimate: Estimate | Sign, language: Language) -> str:
    if isinstance(estimate, Sign):
        return ""
    above, below = (format_count(n, language) for n in (estimate.numerator, estimate.denominator))
    return Text(f"{above} av {below}", f"{above} of {below}").into(language)


def shaded_map(given: Given, setting: Setting) -> ShadedMap:
    """Give every area of the extent its row; an area without one is missing.

    Errors: MapRefused when no row is a place of the extent, or two rows are the same place.
    """
    extent = setting.extent or fitting_extent(given.rows)
    by_code: dict[str, Row] = {}
    for row in given.rows:
        code = place_code(row, extent.kind)
        if code is None:
            continue
        if code in by_code:
            name = extent.label(code)
            raise MapRefused(
                Text(f"{name} står på två rader. Slå ihop dem före kartan.",
                     f"{name} stands in two rows. Merge them before the map.")
            )  # fmt: skip
        by_code[code] = row
    if not by_code.keys() & set(extent.codes()):
        raise MapRefused(
            Text("Ingen rad är en plats på kartan. Kontrollera vilka län kartan ska visa.",
                 "No row is a place on the map. Check which counties the map is to show.")
        )  # fmt: skip
    areas = tuple(
        Area(
            code,
            extent.label(code),
            by_code[code].reading if code in by_code else unshaded(Sign.MISSING, code, setting),
        )
        for code in extent.codes()
    )
    shown = [area.reading.value for area in areas if isinstance(area.reading, Shade)]
    return ShadedMap(extent, areas, steps(shown, given.scale, setting.language))


def place_code(row: Row, kind: Kind) -> str | None:
    """The place a row is about, by its code, else by what its code or label spells; None if it is none."""
    if row.is_total:
        return None
    codes = _codes_of_today(kind)
    if row.code in codes:
        return row.code
    find = places.find_county if kind is Kind.COUNTY else places.find_municipality
    for words in (row.code, row.label):
        try:
            found = find(words).code
        except places.UnknownPlace:
            continue
        return found if found in codes else None
    return None


@cache
def _codes_of_today(kind: Kind) -> frozenset[str]:
    today = places.counties() if kind is Kind.COUNTY else places.municipalities()
    return frozenset(one.code for one in today)


def fitting_extent(rows: Iterable[Row]) -> Extent:
    """The smallest map that shows every row: some counties, or the country when there are more than six.

    Errors: MapRefused when no row is a place.
    """
    listed = tuple(rows)
    municipalities = {code for row in listed if (code := place_code(row, Kind.MUNICIPALITY))}
    counties = {code for row in listed if (code := place_code(row, Kind.COUNTY))}
    if len(counties) > len(municipalities):
        return Extent.all_counties()
    if not municipalities:
        raise MapRefused(
            Text("Ingen rad är en kommun eller ett län.", "No row is a municipality or a county."),
        )
    within = {code[:2] for code in municipalities}
    return Extent.within(*within) if len(within) <= 6 else Extent.country()


def map_table(given: Given, shaded: ShadedMap, language: Language) -> FigureTable:
    """Write every area and every row that is not on the map, totals first, in words."""
    kind = shaded.extent.kind
    on_map = {place_code(row, kind): row for row in given.rows}
    width = len(given.header)
    rows = [(row.label, *row.cells) for row in given.rows if row.is_total]
    for area in shaded.areas:
        row = on_map.get(area.code)
        rows.append((area.name, *(row.cells if row else (area.reading.words,) * width)))
    shown = {area.code for area in shaded.areas}
    rows += [
        (row.label, *row.cells)
        for row in given.rows
        if not row.is_total and place_code(row, kind) not in shown
    ]
    return FigureTable((_PLACE[kind].into(language), *given.header), tuple(rows))
