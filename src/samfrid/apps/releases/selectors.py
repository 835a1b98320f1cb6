"""Read releases. Nothing here is scoped: what was published may be read by anyone.

Opened releases are kept in the process by the hash of their content: what never changes is read once.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import OrderedDict
from threading import Lock

from samfrid.apps.releases.content import read_counts, read_values
from samfrid.apps.releases.measures import PublishedMeasure
from samfrid.apps.releases.models import ContentKind, Release, ReleasedFamily, State
from samfrid.apps.releases.reading import OpenRelease
from samfrid.domain.disclosure.reopen import ContentChanged
from samfrid.domain.periods import HalfYear, Period, parse_period
from samfrid.domain.tables import ProtectedTable

MOST_KEPT = 12

_kept: OrderedDict[tuple[uuid.UUID, str], OpenRelease] = OrderedDict()
_keeping = Lock()


def published(*, publisher: uuid.UUID | None = None, withdrawn: bool = False) -> list[Release]:
    """List releases, newest first; withdrawn ones only when asked for."""
    releases = Release.objects.select_related("organisation").order_by("-published_at")
    if publisher is not None:
        releases = releases.filter(organisation_id=publisher)
    if not withdrawn:
        releases = releases.filter(state=State.PUBLISHED)
    return list(releases)


def one(release_id: uuid.UUID) -> Release | None:
    """Return a release, withdrawn or not; None when there is none."""
    return Release.objects.select_related("organisation").filter(pk=release_id).first()


def latest() -> Release | None:
    """Return the newest release that stands."""
    return next(iter(published()), None)


def latest_for_measure(code: str) -> Release | None:
    """Return the newest release that stands and has a measure."""
    return (
        Release.objects.select_related("organisation")
        .filter(state=State.PUBLISHED, measures__code=code)
        .order_by("-published_at")
        .first()
    )


def opened(release: Release) -> OpenRelease:
    """Open a release and find its content to be what was published.

    Promise: every table gives the hash that protection gave it, and the whole the hash of its publication.
             The same release is opened once a process.
    Errors:  ContentChanged when anything was changed since; nothing of the release is shown then.
    """
    key = (release.pk, release.sha256)
    with _keeping:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = read_now(release)
    with _keeping:
        _kept[key] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def forget_opened() -> None:
    """Forget what was opened before, as a new process would."""
    with _keeping:
        _kept.clear()


def read_now(release: Release) -> OpenRelease:
    """Open a release from the database, whatever was opened before.

    Errors: ContentChanged.
    """
    families = list(release.families.order_by("number"))
    if release_hash(release, families) != release.sha256:
        raise ContentChanged
    tables: dict[str, ProtectedTable] = {}
    for family in families:
        tables |= _tables(family)
    return OpenRelease(
        id=release.pk,
        publisher=release.organisation.name,
        title=release.title,
        half_years=half_years(release.period_first, release.period_last),
        published_at=release.published_at,
        prepared_by=release.prepared_by,
        approved_by=release.approved_by,
        sha256=release.sha256,
        measures=tuple(PublishedMeasure.from_data(data) for data in release.definitions),
        tables=tables,
        families={family.name: family.family for family in families},
        coverage={place: tuple(delivered) for place, delivered in release.coverage.items()},
        protocol=release.protocol,
    )


def _tables(family: ReleasedFamily) -> dict[str, ProtectedTable]:
    if family.kind == ContentKind.COUNTS:
        return read_counts(family.content, published_as=family.family)
    table = read_values(family.content, published_as=family.family)
    return {table.shape.name: table}


def half_years(first: str, last: str) -> tuple[str, ...]:
    """The codes of all half-years from one to another."""
    start, end = parse_period(first), parse_period(last)
    if not isinstance(start, HalfYear) or not isinstance(end, HalfYear):
        raise ContentChanged
    return tuple(half_year.code for half_year in Period(start, end))


def release_hash(release: Release, families: list[ReleasedFamily]) -> str:
    """Hash everything a release says, whatever becomes of it later."""
    said = [
        str(release.pk),
        str(release.organisation_id),
        release.title_sv,
        release.title_en,
        release.period_first,
        release.period_last,
        release.published_at.isoformat(),
        release.definitions,
        release.coverage,
        release.protocol,
        release.prepared_by,
        release.approved_by,
        [
            [f.number, f.name, f.kind, f.family, hashlib.sha256(f.content.encode()).hexdigest()]
            for f in families
        ],
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
