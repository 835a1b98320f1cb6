"""What an editor may rely on in the pages of documents, and a stranger may not."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from people import LINKOPING, Person, new_organisation, new_person
from samfrid.apps.documents.models import Document, Kind
from samfrid.apps.documents.services import documents
from samfrid.apps.documents.services.documents import Given
from samfrid.foundation.accounts.roles import Role

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
GIVEN = {"kind": "decision", "title_sv": "Beslut om plan", "title_en": "", "year": "2025"}


@pytest.fixture
def editor() -> Person:
    return new_person(new_organisation(), Role.EDITOR)


@pytest.fixture
def charlie() -> Person:
    return new_person(new_organisation("linkoping", covers=(LINKOPING,)), Role.EDITOR)


def published(editor: Person) -> Document:
    given = Given(kind=Kind.DECISION, title_sv="Beslut om plan", year=2025)
    return documents.publish(by=editor.actor, given=given, name="x.pdf", data=PDF)


def test_a_published_file_can_be_fetched_by_anyone_as_an_attachment_that_runs_nothing(editor):
    editor.client.post(reverse("staff:documents:new"), {**GIVEN, "file": SimpleUploadedFile("u.pdf", PDF)})

    page = Client().get("/dokument/").content.decode()
    document = Document.objects.get()
    file = Client().get(f"/dokument/{document.pk}/beslut-om-plan-2025.pdf")
    assert "Beslut om plan" in page
    assert file.content == PDF
    assert file["Content-Disposition"] == 'attachment; filename="beslut-om-plan-2025.pdf"'
    assert "sandbox" in file["Content-Security-Policy"]
    assert file["X-Content-Type-Options"] == "nosniff"
    assert Client().get(f"/dokument/{document.pk}/annat.pdf").status_code == 404


def test_a_file_that_runs_is_refused_beside_its_field(editor):
    active = PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(1)>>")

    page = editor.client.post(
        reverse("staff:documents:new"), {**GIVEN, "file": SimpleUploadedFile("u.pdf", active)}
    )

    assert "har något som körs" in page.content.decode()
    assert not Document.objects.exists()


def test_a_withdrawn_document_tells_why_and_gives_nothing(editor):
    document = published(editor)

    editor.client.post(reverse("staff:documents:withdraw", args=[document.pk]), {"notice": "Fel på sidan 3."})

    gone = Client().get(f"/dokument/{document.pk}/{document.file_name}")
    assert gone.status_code == 410
    assert "Fel på sidan 3." in gone.content.decode()
    assert "Fel på sidan 3." in Client().get("/dokument/").content.decode()


def test_a_stranger_is_told_that_a_document_does_not_exist(editor, charlie):
    document = published(editor)
    address = reverse("staff:documents:withdraw", args=[document.pk])

    assert charlie.client.get(address).status_code == 404
    assert charlie.client.post(address, {"notice": "Nej."}).status_code == 404
    document.refresh_from_db()
    assert not document.is_withdrawn


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.ADMINISTRATOR, Role.PARTNER])
def test_a_role_without_the_permission_does_not_find_the_pages(editor, role):
    person = new_person(editor.membership.organisation, role)

    for page in ("list", "new"):
        assert person.client.get(reverse(f"staff:documents:{page}")).status_code == 404


def test_the_public_list_can_be_narrowed_and_takes_few_queries(editor, charlie, django_assert_num_queries):
    published(editor)
    published(charlie)

    with django_assert_num_queries(4):
        page = Client().get("/dokument/?organisation=motala&ar=2025").content.decode()
    assert page.count("Beslut om plan") == 1
    assert "Beslut om plan" in Client().get("/dokument/?organisation=x&ar=y&sida=z").content.decode()
