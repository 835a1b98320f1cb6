"""Publish protected families whose proof holds, and withdraw a release with a notice.

Publishing is called by the analysis after a second person has approved; nothing raw comes in here but the folder
with the proof, which is checked and left where it was.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from samfrid.adapters.disclosure_files.read import read_release
from samfrid.adapters.disclosure_files.write import table_csv
from samfrid.apps.releases.content import read_counts, read_values, write_counts, write_values
from samfrid.apps.releases.measures import PublishedMeasure
from samfrid.apps.releases.models import ContentKind, Release, ReleasedFamily, ReleasedMeasure, State
from samfrid.apps.releases.selectors import release_hash
from samfrid.domain.disclosure import verify
from samfrid.domain.tables import ProtectedTable, TableFamily
from samfrid.domain.wording import Problem, Refused, Text
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action


class NotProven(Refused):
    """A family whose proof does not hold is never published."""


class CannotWithdraw(Refused):
    """The release can't be withdrawn as asked."""


@dataclass(frozen=True, slots=True, eq=False)
class ProvenFamily:
    """A protected family and the folder where it lies with its proof, as `disclosure_files` writes it."""

    shape: TableFamily
    tables: Mapping[str, ProtectedTable]
    id: str
    folder: Path


@dataclass(frozen=True, slots=True, eq=False)
class RoundedValues:
    """A protected table of means or medians, and the step it was rounded to."""

    table: ProtectedTable
    step: float


@dataclass(frozen=True, slots=True, eq=False)
class Publication:
    """Everything a release says but who stands behind it."""

    title: Text
    period_first: str
    period_last: str
    counts: Sequence[ProvenFamily]
    values: Sequence[RoundedValues]
    measures: Sequence[PublishedMeasure]
    coverage: Mapping[str, Sequence[str]]
    protocol: Mapping[str, Any]


@transaction.atomic
def publish(
    *,
    by: Actor,
    organisation: uuid.UUID,
    publication: Publication,
    prepared_by: str,
    approved_by: str,
    at: datetime | None = None,
) -> Release:
    """Publish families of tables, for good.

    Promise: every proof is checked again, by the checker that shares nothing with the protector, on the very tables
             that are published; what is stored opens again to the same tables. The content never changes.
    Errors:  NotAllowed; NotProven naming the family and the fault; ContentChanged.
    """
    require(by, Permission.RELEASE_APPROVE, organisation)
    for family in publication.counts:
        check_proof(family)
    release = Release(
        organisation_id=organisation,
        title_sv=publication.title.sv,
        title_en=publication.title.en,
        period_first=publication.period_first,
        period_last=publication.period_last,
        published_at=at or timezone.now(),
        definitions=[measure.as_data() for measure in publication.measures],
        coverage={place: list(delivered) for place, delivered in publication.coverage.items()},
        protocol=dict(publication.protocol),
        prepared_by=prepared_by,
        approved_by=approved_by,
    )
    families = _contents(release, publication)
    release.sha256 = release_hash(release, families)
    release.save(force_insert=True)
    ReleasedFamily.objects.bulk_create(families)
    ReleasedMeasure.objects.bulk_create(
        ReleasedMeasure(release=release, code=measure.code, version=measure.version)
        for measure in publication.measures
    )
    audit.record(
        by=by,
        action=Action.RELEASE_PUBLISHED,
        about=release,
        organisation=organisation,
        details={"sha256": release.sha256, "families": len(families)},
    )
    return release


def check_proof(family: ProvenFamily) -> verify.Verdict:
    """Check that a family's folder proves exactly the tables given.

    Errors: NotProven.
    """
    for number, shape in enumerate(family.shape.tables, start=1):
        kept = family.folder / "tables" / f"{number:03d}.csv"
        if not kept.is_file() or kept.read_text(encoding="utf-8") != table_csv(family.tables[shape.name]):
            raise NotProven(
                Problem(
                    Text(
                        f"Beviset gäller andra tabeller än {shape.name}. Förbered på nytt.",
                        f"The proof is for other tables than {shape.name}. Prepare again.",
                    )
                )
            )
    verdict = verify.check(read_release(family.folder))
    if not verdict.holds:
        raise NotProven(*(Problem(sentence) for sentence in verdict.sentences()))
    return verdict


def _contents(release: Release, publication: Publication) -> list[ReleasedFamily]:
    """Write the content of every family, and open each again before anything is kept."""
    families: list[ReleasedFamily] = []

    def put(name: str, kind: ContentKind, family: str, content: str) -> None:
        number = len(families) + 1
        families.append(
            ReleasedFamily(
                release=release, number=number, name=name, kind=kind, family=family, content=content
            )
        )

    for counted in publication.counts:
        content = write_counts(counted.shape, counted.tables)
        read_counts(content, published_as=counted.id)
        put(counted.shape.name, ContentKind.COUNTS, counted.id, content)
    for rounded in publication.values:
        content = write_values(rounded.table, step=rounded.step)
        read_values(content, published_as=rounded.table.family)
        put(rounded.table.shape.name, ContentKind.VALUES, rounded.table.family, content)
    return families


@transaction.atomic
def withdraw(*, by: Actor, release: Release, notice: Text) -> Release:
    """Take a release back, with a notice that stands where its figures stood.

    Promise: the content is kept as it was; withdrawing twice is refused.
    Errors:  NotAllowed; CannotWithdraw without a notice, or when it is withdrawn already.
    """
    require(by, Permission.RELEASE_WITHDRAW, release.organisation_id)
    if not notice.sv.strip():
        raise CannotWithdraw(
            Problem(Text("Skriv varför publiceringen dras tillbaka.", "Write why the release is withdrawn."))
        )
    changed = Release.objects.filter(pk=release.pk, state=State.PUBLISHED).update(
        state=State.WITHDRAWN,
        withdrawn_at=timezone.now(),
        notice_sv=notice.sv.strip(),
        notice_en=notice.en.strip(),
    )
    if not changed:
        raise CannotWithdraw(
            Problem(Text("Publiceringen är redan tillbakadragen.", "The release is withdrawn already."))
        )
    audit.record(by=by, action=Action.RELEASE_WITHDRAWN, about=release, organisation=release.organisation_id)
    release.refresh_from_db()
    return release
