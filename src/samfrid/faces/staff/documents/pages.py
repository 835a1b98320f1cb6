"""An editor's pages of documents. Each organisation publishes and withdraws its own."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from samfrid.apps.documents import selectors
from samfrid.apps.documents.inspection import LARGEST, DocumentRefused
from samfrid.apps.documents.models import Document, Kind
from samfrid.apps.documents.services import documents
from samfrid.apps.documents.services.documents import Given
from samfrid.domain.wording import Refused, Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.foundation.accounts.roles import Permission
from samfrid.ui.forms import PlainForm
from samfrid.ui.lists import Column, ListDesign, show_list
from samfrid.ui.words import said, say

EDIT = Permission.DOCUMENTS_EDIT
_SHOWN, _WITHDRAWN = Text("Visas", "Shown"), Text("Tillbakadraget", "Withdrawn")


class PublishForm(PlainForm):
    """A file and what it is."""

    kind = forms.ChoiceField(label=say("Vad det är", "What it is"))
    title_sv = forms.CharField(
        label=say("Titel", "Title"),
        max_length=200,
        help_text=say(
            "Titeln är öppen för alla. Skriv ingens namn.", "The title is open to all. Write nobody's name."
        ),
    )
    title_en = forms.CharField(
        label=say("Titel på engelska", "Title in English"), max_length=200, required=False
    )
    year = forms.IntegerField(label=say("Vilket år det gäller", "Which year it is about"))
    file = forms.FileField(
        label=say("Fil", "File"),
        help_text=say(
            "PDF, CSV eller XLSX, högst 20 MB. Vi ser efter att inget dolt följer med.",
            "PDF, CSV or XLSX, at most 20 MB. We look that nothing hidden comes along.",
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(kind.value, said(kind.words)) for kind in Kind]


class WithdrawForm(PlainForm):
    """Why a document is taken back."""

    notice = forms.CharField(
        label=say("Varför dokumentet dras tillbaka", "Why the document is withdrawn"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=say("Visas öppet där dokumentet stod.", "Shown openly where the document stood."),
    )


_DESIGN: ListDesign[Document] = ListDesign(
    name="dokument",
    title=Text("Dokument", "Documents"),
    columns=(
        Column(
            "titel",
            Text("Titel", "Title"),
            lambda found: found.title_sv,
            sort=("title_sv",),
            link=lambda found: reverse("staff:documents:withdraw", args=[found.pk]),
        ),
        Column("slag", Text("Slag", "Kind"), lambda found: said(found.kind_words)),
        Column("ar", Text("År", "Year"), lambda found: found.year, sort=("year",), is_number=True),
        Column(
            "publicerat",
            Text("Publicerat", "Published"),
            lambda found: found.published_at,
            sort=("published_at",),
        ),
        Column(
            "lage",
            Text("Läge", "State"),
            lambda found: said(_WITHDRAWN if found.is_withdrawn else _SHOWN),
        ),
    ),
    order="-publicerat",
)


@staff_view(EDIT)
def listing(request: StaffRequest) -> HttpResponse:
    """List what the organisation has published."""
    rows = selectors.kept_by(request.membership.organisation_id)
    return show_list(request, "staff/documents/list.html", _DESIGN, rows)


@staff_view(EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Publish a file."""
    post = request.method == "POST"
    form = PublishForm(request.POST if post else None, request.FILES if post else None)
    if post and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            _publish(request, form, file.name, file.read(LARGEST + 1))
        except NotAllowed:
            raise
        except Refused as refused:
            form.take(refused)
        else:
            messages.success(request, say("Publicerat.", "Published."))
            return redirect("staff:documents:list")
    return render(request, "staff/documents/new.html", {"form": form})


def _publish(request: StaffRequest, form: PublishForm, name: str, data: bytes) -> Document:
    given = Given(
        kind=Kind(form.cleaned_data["kind"]),
        title_sv=form.cleaned_data["title_sv"],
        title_en=form.cleaned_data["title_en"],
        year=form.cleaned_data["year"],
    )
    return documents.publish(by=request.actor, given=given, name=name, data=data)


@staff_view(EDIT)
def withdraw(request: StaffRequest, document: uuid.UUID) -> HttpResponse:
    """Show a document, and take it back with a notice."""
    found = selectors.kept_by(request.membership.organisation_id).filter(pk=document).first()
    if found is None:
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            documents.withdraw(by=request.actor, document=document, notice=form.cleaned_data["notice"])
        except DocumentRefused as refused:
            form.take(refused)
        else:
            messages.success(request, say("Tillbakadraget.", "Withdrawn."))
            return redirect("staff:documents:list")
    context = {"document": found, "form": form, "today": timezone.localdate()}
    return render(request, "staff/documents/document.html", context)
