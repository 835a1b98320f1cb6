"""A file as it will be read in: what is wrong by its cell, or that all is well; then read in, or let go."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from samfrid.apps.intake.fields import BY_CODE
from samfrid.apps.intake.formats import FORMATS
from samfrid.apps.intake.mapping import ColumnMapping
from samfrid.apps.intake.models import CellProblem, FileState, IncomingFile
from samfrid.apps.intake.selectors import (
    file_of,
    is_left,
    kinds_of_problems,
    problems_in,
    same_content,
    twin_of,
)
from samfrid.apps.intake.services import committing, files
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.intake.files import IMPORT, to_reading
from samfrid.ui.lists import Column, FilterForm, ListDesign, show_list
from samfrid.ui.words import page_language, said, say

_KINDS_SHOWN = 8


def field_name(code: str) -> str:
    """What one of our fields is called; what is no field of ours is nothing."""
    return said(BY_CODE[code].label) if code in BY_CODE else ""


class ProblemFilter(FilterForm):
    """Narrows by field."""

    falt = forms.ChoiceField(
        label=say("Fält", "Field"),
        choices=[
            ("", say("Alla", "All")),
            *[(field.code, say(field.label.sv, field.label.en)) for field in BY_CODE.values()],
        ],
    )

    def narrow(self, rows: QuerySet[CellProblem]) -> QuerySet[CellProblem]:
        """Problems of one field."""
        chosen = self.cleaned_data.get("falt")
        return rows.filter(field=chosen) if chosen else rows


PROBLEM_LIST: ListDesign[CellProblem] = ListDesign(
    name="fel-i-fil",
    title=Text("Att rätta", "To correct"),
    columns=(
        Column("cell", Text("Cell", "Cell"), lambda one: one.cell or "–", sort=("number",)),
        Column("blad", Text("Blad", "Sheet"), lambda one: one.sheet or "–"),
        Column(
            "falt", Text("Fält", "Field"), lambda one: field_name(one.field) or "–", sort=("field", "number")
        ),
        Column(
            "vad", Text("Vad du gör", "What to do"), lambda one: said(one.what), sort=("what_sv", "number")
        ),
    ),
    order="cell",
    page_size=50,
    filters=ProblemFilter,
)


@require_safe
@staff_view(IMPORT)
def preview(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Show where a file stands: on its way, wrong, ready, or read in."""
    held = file_of(request.actor, file)
    if held.state in (FileState.WAITING, FileState.COMMITTING):
        return _on_its_way(request, held)
    if held.state in (FileState.COMMITTED, FileState.DUPLICATE, FileState.DISCARDED):
        return render(request, "staff/intake/receipt.html", {"file": held, "twin": twin_of(held)})
    context = {"file": held, "format": FORMATS[held.format], **_seen(held)}
    if not held.problems:
        return render(request, "staff/intake/ready.html", {**context, "same": same_content(held)})
    kinds = kinds_of_problems(request.actor, file)
    context["kinds"] = [_kind(one) for one in kinds[:_KINDS_SHOWN]] if len(kinds) < held.problems else []
    return show_list(
        request,
        "staff/intake/problems.html",
        PROBLEM_LIST,
        problems_in(request.actor, file),
        saved=lambda _rows: None,
        context=context,
    )


def _on_its_way(request: StaffRequest, file: IncomingFile) -> HttpResponse:
    """Go to the work that is at it; what nobody is at, such as after a failure, is begun again."""
    if not is_left(file):
        return redirect("staff:job", run=file.run)
    return render(request, "staff/intake/waiting.html", {"file": file})


def _kind(row: dict[str, object]) -> dict[str, object]:
    return {
        "field": field_name(str(row["field"])),
        "what": row["what_sv"] if page_language().value == "sv" else row["what_en"],
        "cells": row["cells"],
    }


def _seen(file: IncomingFile) -> dict[str, Any]:
    """What was seen in the file, in words."""
    looked, lang = file.looked, page_language().value
    mapping = ColumnMapping.from_json(file.mapping)
    blanks = looked.get("blanks", {})
    sample = looked.get("sample", [])
    return {
        "columns": [
            (field_name(code), source.column, source.fixed, blanks.get(code, 0))
            for code, source in mapping.sources.items()
        ],
        "unused": [one["name"] for one in looked.get("columns", []) if one["name"] not in mapping.columns],
        "remarks": [(one["cell"], one[lang]) for one in looked.get("remarks", [])],
        "sample_headings": [cell[f"label_{lang}"] for cell in sample[0]] if sample else [],
        "sample": [[(cell[f"label_{lang}"], cell[lang]) for cell in row] for row in sample],
        "has_sheets": len(looked.get("sheets", [])) > 1,
    }


@require_POST
@staff_view(IMPORT)
def commit(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Read the file in. Pressed twice it is read in once."""
    address = reverse("staff:intake_file", args=[file])
    held = file_of(request.actor, file)
    try:
        if held.state in (FileState.WAITING, FileState.COMMITTING) and is_left(held):
            return to_reading(request, files.take_back(by=request.actor, file=file))
        run = committing.commit_in_background(by=request.actor, file=file, address=address)
    except files.FileRefused as refused:
        messages.error(request, said(refused.problems[0].what))
        return redirect(address)
    return redirect("staff:job", run=run) if run else redirect(address)


@require_POST
@staff_view(IMPORT)
def discard(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Let the file go."""
    try:
        files.discard(by=request.actor, file=file)
    except files.FileRefused as refused:
        messages.error(request, said(refused.problems[0].what))
        return redirect("staff:intake_file", file=file)
    messages.success(
        request,
        say("Filen är borttagen. Inget ur den är kvar.", "The file is removed. Nothing of it is left."),
    )
    return redirect("staff:intake")
