"""What a reader and a publisher may rely on about documents."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import LINKOPING, MOTALA, Person, new_organisation, new_person
from samfrid.apps.documents import selectors
from samfrid.apps.documents.inspection import DocumentRefused, inspected
from samfrid.apps.documents.models import Document, FileType, Kind
from samfrid.apps.documents.services import documents
from samfrid.apps.documents.services.documents import Given, safe_name
from samfrid.domain.wording import Refused
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.models import Entry

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CSV = "år,antal\r\n2024,12\r\n2025,15\r\n".encode()


def given_words(**changes: object) -> Given:
    words: dict[str, object] = {"kind": Kind.ACTIVITY_REPORT, "title_sv": "Verksamhet i Motala", "year": 2025}
    return Given(**(words | changes))  # type: ignore[arg-type]


@pytest.fixture
def editor(db: None) -> Person:
    return new_person(new_organisation(), Role.EDITOR)


@pytest.fixture
def charlie(db: None) -> Person:
    return new_person(new_organisation("linkoping", covers=(LINKOPING,)), Role.EDITOR)


def published(editor: Person) -> Document:
    return documents.publish(by=editor.actor, given=given_words(), name="x.pdf", data=PDF)


def test_a_published_file_comes_back_byte_for_byte(editor):
    document = published(editor)

    found = selectors.document(document.pk)
    assert found is not None
    assert selectors.content_of(found) == PDF


def test_its_name_is_ours_and_never_the_one_it_was_uploaded_with(editor):
    document = documents.publish(
        by=editor.actor, given=given_words(), name="../../Anna Andersson utkast.pdf", data=PDF
    )

    assert document.file_name == "verksamhet-i-motala-2025.pdf"


def test_a_withdrawn_document_keeps_its_title_and_notice_and_loses_its_content(editor):
    document = published(editor)

    documents.withdraw(by=editor.actor, document=document.pk, notice="Fel siffror på sidan 3.")

    (listed,) = selectors.published()
    assert (listed.is_withdrawn, listed.notice) == (True, "Fel siffror på sidan 3.")
    assert selectors.content_of(listed) is None
    assert not selectors.about_place(MOTALA).exists()


def test_nothing_is_withdrawn_without_a_reason(editor):
    document = published(editor)

    with pytest.raises(DocumentRefused):
        documents.withdraw(by=editor.actor, document=document.pk, notice="  ")


def test_a_stranger_can_not_withdraw(editor, charlie):
    document = published(editor)

    with pytest.raises(NotAllowed):
        documents.withdraw(by=charlie.actor, document=document.pk, notice="Nej.")


def test_a_worker_without_the_permission_can_not_publish(editor):
    worker = new_person(editor.membership.organisation, Role.SOCIAL_WORKER)

    with pytest.raises(NotAllowed):
        documents.publish(by=worker.actor, given=given_words(), name="x.pdf", data=PDF)


def test_publishing_and_withdrawing_are_in_the_audit(editor):
    document = published(editor)
    documents.withdraw(by=editor.actor, document=document.pk, notice="Fel.")

    actions = Entry.objects.filter(about=str(document.pk)).order_by("number").values_list("action", flat=True)
    assert list(actions) == ["documents.published", "documents.withdrawn"]


def test_listing_takes_one_query_and_no_file(editor, django_assert_num_queries):
    for _ in range(4):
        published(editor)

    with django_assert_num_queries(1) as asked:
        assert [found.organisation.name for found in selectors.published()] == ["Motala (påhittad)"] * 4
    assert "data" not in asked.captured_queries[0]["sql"]


@pytest.mark.parametrize(
    ("name", "data", "kind"), [("a.PDF", PDF, FileType.PDF), ("a.csv", CSV, FileType.CSV)]
)
def test_a_plain_file_is_let_through(name, data, kind):
    assert inspected(name, data) is kind


def packed(inside: bytes) -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj<</Type/ObjStm/Length 9>>stream\n" + zlib.compress(inside) + b"\nendstream\n%%EOF"
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.exe", PDF),
        ("a.html", b"<script>1</script>"),
        ("a.svg", b"<svg/>"),
        ("a.pdf", b"<html>"),
        ("a.xlsx", PDF),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b"namn\r\n=cmd|' /C calc'!A0\r\n"),
        ("a.pdf", b""),
        ("a.pdf", PDF[:-8]),
        ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>")),
        ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/J#61vaScript>>")),
        ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/Names<</EmbeddedFiles 2 0 R>>")),
        ("a.pdf", packed(b"<</S/Launch/F(x)>>")),
    ],
)
def test_what_runs_hides_or_lies_is_refused(name, data):
    with pytest.raises(Refused):
        inspected(name, data)


def test_a_personal_number_in_a_table_is_refused():
    with pytest.raises(Refused):
        inspected("a.csv", b"id,antal\r\n19900101-0017,3\r\n19850505-0019,4\r\n")


def test_a_workbook_made_elsewhere_with_an_author_is_refused():
    import xlsxwriter

    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties({"author": "Någon"})
    book.add_worksheet().write(0, 0, "antal")
    book.close()

    with pytest.raises(Refused):
        inspected("a.xlsx", written.getvalue())


@given(title=st.text(max_size=200), year=st.integers(1990, 2100), kind=st.sampled_from(FileType))
def test_a_file_name_is_always_plain(title, year, kind):
    name = safe_name(title, year, kind)

    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert name.count(".") == 1
    assert not name.startswith((".", "-"))
    assert len(name) <= 100
