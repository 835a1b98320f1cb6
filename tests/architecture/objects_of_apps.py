"""The objects of the apps, for the crawl: each is made by the service that makes it in earnest."""

from __future__ import annotations

import uuid
from typing import Any

from objects import Ground, builds

from case_examples import draft
from people import MOTALA
from planted_rows import plant
from published_release import new_release
from samfrid.apps.cases.models import Intervention
from samfrid.apps.cases.services import register
from samfrid.apps.contacts.services import ways
from samfrid.apps.contacts.services.ways import Content
from samfrid.apps.documents.models import Kind
from samfrid.apps.documents.services import documents
from samfrid.apps.documents.services.documents import Given
from samfrid.apps.intake.models import PeriodDelivery
from samfrid.apps.intake.services import files
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.jobs.models import Run
from samfrid.foundation.organisations.scope import opened

_FILE = "Kön;Ålder;Kommun;Öppnat\nKvinna;34;Motala;2026-03-02\n".encode()
_PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@builds("staff:case", "staff:case_change", "staff:case_close", "staff:case_follow_up", "staff:case_reference")
def case(ground: Ground) -> dict[str, Any]:
    """A case of the ground's unit."""
    worker = ground.actor(Role.SOCIAL_WORKER)
    with opened(ground.organisation.pk, by=worker):
        found = register.start(by=worker, draft=draft(ground.unit), token=uuid.uuid4())
    return {"case": found.pk}


@builds("staff:intervention")
def intervention(ground: Ground) -> dict[str, Any]:
    """An intervention named by the canary, of a unit of its own: for those who see the whole organisation."""
    with opened(ground.organisation.pk, by=ground.actor(Role.MANAGER)):
        found = plant(Intervention)
        found.name = ground.canary
        found.save()
    return {"intervention": found.pk}


@builds("staff:contacts:way", "staff:contacts:verify", "staff:contacts:withdraw")
def contact_way(ground: Ground) -> dict[str, Any]:
    """A contact way that nobody has verified: not public yet."""
    content = Content(
        name_sv=ground.canary,
        name_en=ground.canary,
        for_whom_sv="När det inte kan vänta.",
        for_whom_en="When it can't wait.",
        hours_sv="kvällar",
        hours_en="evenings",
        phone="040-628 04 12",
        municipality=MOTALA,
    )
    return {"way": ways.add(by=ground.actor(Role.EDITOR), content=content).pk}


def _document(ground: Ground) -> Any:
    given = Given(kind=Kind.REPORT, title_sv="Verksamhet", year=2025)
    return documents.publish(by=ground.actor(Role.EDITOR), given=given, name="x.pdf", data=_PDF)


@builds("staff:documents:withdraw")
def document(ground: Ground) -> dict[str, Any]:
    """A published document."""
    return {"document": _document(ground).pk}


@builds("public:document")
def document_file(ground: Ground) -> dict[str, Any]:
    """The file of a published document."""
    found = _document(ground)
    return {"document_id": found.pk, "name": found.file_name}


@builds("staff:job", "staff:job_stop")
def run(ground: Ground) -> dict[str, Any]:
    """A run that the social worker started."""
    actor = ground.actor(Role.SOCIAL_WORKER)
    with opened(ground.organisation.pk, by=actor):
        found = plant(Run)
        Run.objects.filter(pk=found.pk).update(actor=actor.id, title_sv=ground.canary, title_en=ground.canary)
    return {"run": found.pk}


@builds(
    "staff:intake_file",
    "staff:intake_sheet",
    "staff:intake_columns",
    "staff:intake_commit",
    "staff:intake_discard",
)
def incoming_file(ground: Ground) -> dict[str, Any]:
    """A file that was received."""
    by = ground.actor(Role.DEVELOPMENT_LEADER)
    with opened(ground.organisation.pk, by=by):
        found = files.receive(by=by, name=f"{ground.canary}.csv", parts=[_FILE], format_="cases")
    return {"file": found.pk}


@builds("staff:delivery")
def delivery(ground: Ground) -> dict[str, Any]:
    """A delivered period."""
    with opened(ground.organisation.pk, by=ground.actor(Role.MANAGER)):
        return {"delivery": plant(PeriodDelivery).pk}


@builds("public:support_place", "public:support_sheet")
def place(ground: Ground) -> dict[str, Any]:
    """A municipality by its name."""
    return {"slug": "motala"}


@builds("public:municipality", "public:municipality_report")
def municipality(ground: Ground) -> dict[str, Any]:
    """A municipality by its code."""
    return {"code": MOTALA}


@builds("public:measure")
def measure(ground: Ground) -> dict[str, Any]:
    """A measure that stands in a release."""
    release_of(ground)
    return {"code": "asked"}


@builds("public:release", "data:about")
def release(ground: Ground) -> dict[str, Any]:
    """A published release."""
    return {"release_id": release_of(ground).pk}


@builds("data:table")
def released_table(ground: Ground) -> dict[str, Any]:
    """A table of a published release."""
    found = release_of(ground)
    return {"release_id": found.pk, "name": "askings_by_half_year", "file_format": "csv"}


def release_of(ground: Ground) -> Any:
    """The ground's one release."""
    if "the release" not in ground.made:
        ground.made["the release"] = {"it": new_release(ground.person(Role.ASSOCIATION_HEAD))}
    return ground.made["the release"]["it"]
