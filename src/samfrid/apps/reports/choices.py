"""What a reader has chosen to see of a measure, and what a release lets them choose between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samfrid.apps.releases.measures import MeasureKind, PublishedMeasure
from samfrid.apps.releases.reading import COUNTRY, NotPublished, OpenRelease
from samfrid.domain.equality.shares import ShareReader
from samfrid.domain.measures.standard.axes import (
    AGE,
    ASSOCIATION,
    COMPARED,
    COUNTY,
    GENDER,
    HALF_YEAR,
    MUNICIPALITY,
)
from samfrid.domain.places import UnknownPlace, similar_municipalities
from samfrid.domain.tables import Dimension, Member
from samfrid.domain.wording import Text

WHOLE_PERIOD = "hela"
"""How an address asks for all half-years together."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen: how an address says it, and how people read it."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen for one measure; an empty list means that it can't be chosen at all."""

    counties: tuple[Option, ...]
    associations: tuple[Option, ...]
    genders: tuple[Option, ...]
    ages: tuple[Option, ...]
    periods: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows of a measure are shown: an area, a period, and one gender or age where those are chosen.

    `area` is a county, an association or the whole; `similar_to` instead shows a municipality beside those that
    are like it. `period` is a member of the half-years, the total for all of them.
    """

    area: Member = COUNTRY
    period: Member = COUNTRY
    gender: str = ""
    age: str = ""
    similar_to: str = ""


def offered(release: OpenRelease, measure: PublishedMeasure) -> Offered:
    """What the release lets a reader choose for a measure."""
    by_place = is_by_place(release, measure)
    wanted = {GENDER, MUNICIPALITY} if by_place else {GENDER}
    together = [set(names) for names in release.divisions(measure.code) if wanted <= set(names)]
    return Offered(
        counties=_level(release.places, COUNTY) if by_place else (),
        associations=_level(release.places, ASSOCIATION, leave_out=("none",)) if by_place else (),
        genders=_level(_dimension(release, measure, GENDER), GENDER),
        ages=_level(_dimension(release, measure, AGE), AGE)
        if any(AGE in names for names in together)
        else (),
        periods=_periods(release, measure) if any(HALF_YEAR in names for names in together) else (),
    )


def is_by_place(release: OpenRelease, measure: PublishedMeasure) -> bool:
    """Whether a measure is shown by place and gender; the most sensitive are shown for all places together."""
    return any({MUNICIPALITY, GENDER} <= set(names) for names in release.divisions(measure.code))


def read_choice(release: OpenRelease, measure: PublishedMeasure, asked: Mapping[str, str]) -> Choice:
    """Read what an address asks for. What the release does not offer is left as if nobody had asked for it."""
    can = offered(release, measure)
    area = COUNTRY
    if (code := asked.get("lan", "")) in _values(can.counties):
        area = Member(COUNTY, code)
    elif (code := asked.get("forbund", "")) in _values(can.associations):
        area = Member(ASSOCIATION, code)
    elif len(can.counties) == 1:
        area = Member(COUNTY, can.counties[0].value)
    gender, age = asked.get("kon", ""), asked.get("alder", "")
    similar = asked.get("liknar", "")
    return Choice(
        area=area,
        period=_period(release, measure, can, area, asked.get("period", "")),
        gender=gender if gender in _values(can.genders) else "",
        age=age if age in _values(can.ages) else "",
        similar_to=similar if can.counties and similar in release.places.codes and _similar(similar) else "",
    )


def rows_of(
    release: OpenRelease, measure: PublishedMeasure, choice: Choice
) -> tuple[tuple[Member, ...], Member | None]:
    """The rows a choice shows, and the row that stands for all of them together, if any does.

    The whole country is shown by county, so that no list is longer than a page; a measure that is not shown by
    place has the whole alone.
    """
    places = release.places
    if not is_by_place(release, measure):
        return (), COUNTRY
    if choice.similar_to:
        wanted = (choice.similar_to, *_similar(choice.similar_to))
        return tuple(Member(MUNICIPALITY, code) for code in wanted if code in places.codes), None
    if choice.area.is_total:
        return places.members(level=COUNTY), choice.area
    inside = places.finest(choice.area)
    return tuple(m for m in places.members(level=MUNICIPALITY) if m.code in inside), choice.area


def _similar(code: str) -> tuple[str, ...]:
    try:
        return tuple(one.code for one in similar_municipalities(code))
    except UnknownPlace:
        return ()


def _dimension(release: OpenRelease, measure: PublishedMeasure, name: str) -> Dimension:
    return release.table(measure.code, name).shape.dimension(name)


def _level(dimension: Dimension, level: str, leave_out: tuple[str, ...] = ()) -> tuple[Option, ...]:
    if level not in dimension.levels:
        return ()
    return tuple(
        Option(member.code, dimension.label_of(member))
        for member in dimension.members(level=level)
        if member.code not in leave_out
    )


def _periods(release: OpenRelease, measure: PublishedMeasure) -> tuple[Option, ...]:
    """Every period the half-years are published by, newest first, then all of them unless a break parts them."""
    times = _dimension(release, measure, HALF_YEAR)
    found = [
        Option(member.code, times.label_of(member))
        for level in reversed(times.levels)
        for member in reversed(times.members(level=level))
        if level != HALF_YEAR or member.code in release.half_years
    ]
    if not _parted(times, measure):
        found.append(Option(WHOLE_PERIOD, times.label_of(Member.total())))
    return tuple(found)


def _parted(times: Dimension, measure: PublishedMeasure) -> bool:
    return any(code in times.codes[1:] for code in measure.breaks)


def _period(
    release: OpenRelease, measure: PublishedMeasure, can: Offered, area: Member, asked: str
) -> Member:
    """The period asked for; else the newest where women and men can be compared, if there is one."""
    if not can.periods or (asked == WHOLE_PERIOD and WHOLE_PERIOD in _values(can.periods)):
        return Member.total()
    times = _dimension(release, measure, HALF_YEAR)
    by_code = {member.code: member for member in times.members(total=False)}
    if asked in by_code:
        return by_code[asked]
    newest = [by_code[option.value] for option in can.periods if option.value in by_code]
    where = {} if area.is_total else {MUNICIPALITY: area}
    shown = (period for period in newest if _is_shown(release, measure, {**where, HALF_YEAR: period}))
    return next(shown, newest[0])


def _is_shown(release: OpenRelease, measure: PublishedMeasure, at: Mapping[str, Member]) -> bool:
    """Whether the share of both compared genders may be read there."""
    if measure.kind is not MeasureKind.SHARE or measure.part is None:
        return True
    try:
        table = release.table(measure.code, GENDER, *at)
    except NotPublished:
        return True
    reader = ShareReader(table)
    return all(
        reader.part(measure.part, {**at, GENDER: Member(GENDER, code)}).sign is None for code in COMPARED
    )


def _values(options: tuple[Option, ...]) -> frozenset[str]:
    return frozenset(option.value for option in options)
