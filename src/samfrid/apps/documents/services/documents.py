"""Publish a document, and withdraw one with a notice."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from samfrid.apps.documents.inspection import DocumentRefused, inspected
from samfrid.apps.documents.models import Content, Document, FileType, Kind
from samfrid.domain.wording import Place, Problem, Text
from samfrid.foundation.accounts.actors import Actor, NotAllowed, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record

EARLIEST = 1990


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What an editor says of a document. Without an English title the Swedish one stands."""

    kind: Kind
    title_sv: str
    year: int
    title_en: str = ""


def publish(*, by: Actor, given: Given, name: str, data: bytes) -> Document:
    """Publish one file under the actor's organisation.

    Promise: the file was looked into and holds nothing that runs or hides; its public name is made from the
             title, never from the name it had. The file is looked into outside the transaction.
    Errors:  NotAllowed; DocumentRefused or SpreadsheetRefused.
    """
    require(by, Permission.DOCUMENTS_EDIT)
    if by.organisation is None:
        raise NotAllowed(
            Problem(Text("Du hör inte till någon organisation.", "You belong to no organisation."))
        )
    _must_be_described(given)
    file_type = inspected(name, data)
    with transaction.atomic():
        document = Document.objects.create(
            organisation_id=by.organisation,
            kind=given.kind,
            title_sv=given.title_sv.strip(),
            title_en=given.title_en.strip(),
            year=given.year,
            file_type=file_type,
            file_name=safe_name(given.title_sv, given.year, file_type),
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            published_at=timezone.now(),
            published_by=by.id,
        )
        Content.objects.create(document=document, data=data)
        record(by=by, action=Action.DOCUMENT_PUBLISHED, about=document, details={"sha256": document.sha256})
    return document


@transaction.atomic
def withdraw(*, by: Actor, document: uuid.UUID, notice: str) -> Document:
    """Take a document back. Its title stays in the list, with the notice that says why.

    Errors: NotAllowed, also for another organisation's document; DocumentRefused without a notice.
    """
    found = Document.objects.select_for_update(of=("self",)).filter(pk=document).first()
    require(by, Permission.DOCUMENTS_EDIT, found.organisation_id if found else None)
    if found is None:
        raise NotAllowed(Problem(Text("Dokumentet finns inte.", "There is no such document.")))
    if not notice.strip():
        raise _refused("notice", "Skriv varför dokumentet dras tillbaka.", "Say why it is withdrawn.")
    if not found.is_withdrawn:
        found.withdrawn_at, found.notice = timezone.now(), notice.strip()
        found.save(update_fields=["withdrawn_at", "notice"])
        record(by=by, action=Action.DOCUMENT_WITHDRAWN, about=found)
    return found


def safe_name(title: str, year: int, file_type: FileType) -> str:
    """Make a file name of a title: a–z, 0–9 and hyphens, never empty, never long."""
    letters = unicodedata.normalize("NFD", title.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-") or "dokument"
    return f"{words}-{year}.{file_type.value}" if str(year) not in words else f"{words}.{file_type.value}"


def _must_be_described(given: Given) -> None:
    if not given.title_sv.strip():
        raise _refused("title_sv", "Skriv en titel.", "Write a title.")
    if not EARLIEST <= given.year <= timezone.localdate().year + 1:
        raise _refused("year", "Skriv ett år, som 2025.", "Write a year, such as 2025.")


def _refused(field: str, sv: str, en: str) -> DocumentRefused:
    return DocumentRefused(Problem(Text(sv, en), Place(field=field)))
