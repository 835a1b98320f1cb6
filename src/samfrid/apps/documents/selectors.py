"""Read published documents. The bytes are fetched one document at a time."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samfrid.apps.documents.models import Content, Document
from samfrid.foundation.organisations.models import CoveredMunicipality, Organisation


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which bodies and years have documents: what a reader may choose between."""

    bodies: tuple[tuple[str, str], ...]
    years: tuple[int, ...]


def shelf() -> Shelf:
    """The bodies (code and name) and years that have documents."""
    bodies = Organisation.objects.filter(pk__in=Document.objects.values("organisation"))
    years = Document.objects.order_by("-year").values_list("year", flat=True).distinct()
    return Shelf(tuple(bodies.order_by("name").values_list("code", "name")), tuple(years))


def published(*, body: str = "", year: int | None = None) -> QuerySet[Document]:
    """Documents by year, newest first, then by body; withdrawn ones too, since their notice is shown."""
    wanted = Q(organisation__code=body) if body else Q()
    if year is not None:
        wanted &= Q(year=year)
    return (
        Document.objects.filter(wanted)
        .select_related("organisation")
        .order_by("-year", "organisation__name", "title_sv", "id")
    )


def about_place(municipality: str) -> QuerySet[Document]:
    """Documents of the bodies that work for one municipality, newest first; withdrawn ones left out."""
    covering = CoveredMunicipality.objects.filter(municipality=municipality).values("organisation")
    return published().filter(organisation__in=covering, withdrawn_at__isnull=True)


def document(document_id: uuid.UUID) -> Document | None:
    """One document, withdrawn or not."""
    return Document.objects.select_related("organisation").filter(pk=document_id).first()


def content_of(found: Document) -> bytes | None:
    """The bytes of a document; None once it is withdrawn."""
    if found.is_withdrawn:
        return None
    data: bytes | memoryview = Content.objects.values_list("data", flat=True).get(document=found)
    return bytes(data)


def kept_by(organisation: uuid.UUID) -> QuerySet[Document]:
    """What an organisation has published: for its own editors."""
    return Document.objects.filter(organisation_id=organisation)
