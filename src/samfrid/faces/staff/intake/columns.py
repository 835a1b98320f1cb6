"""Say which column is which, and what its words mean."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from samfrid.apps.cases.selectors import units_of
from samfrid.apps.intake.converting import code_of, words_of
from samfrid.apps.intake.drafts import MappingRefused
from samfrid.apps.intake.fields import BY_CODE, FIELDS, SUPPORT_COLUMNS, FieldKind, TargetField
from samfrid.apps.intake.formats import FORMATS
from samfrid.apps.intake.mapping import ColumnMapping, Source, folded
from samfrid.apps.intake.models import FileState, IncomingFile
from samfrid.apps.intake.selectors import file_of
from samfrid.apps.intake.services import files
from samfrid.domain.wording import Refused
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.intake.files import IMPORT, to_reading
from samfrid.faces.staff.intake.forms import ColumnsForm
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.ui.words import said

_MOST_WORDS = 40
_ALWAYS = ("gender", "place", "opened")


@dataclass(frozen=True, slots=True)
class WordRow:
    """One word of a column, how often it stands there, and the code it is taken for."""

    name: str
    word: str
    count: int
    code: str


@dataclass(slots=True)
class FieldRow:
    """One of our fields: the column chosen, the value for all rows, and the words under it."""

    target: TargetField
    column: str
    fixed: str
    label: str
    only: str = ""
    error: str = ""
    words: list[WordRow] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    unknown: int = 0

    @property
    def is_used(self) -> bool:
        """Whether it stands among the first: it has a column or a value, or every case must have it."""
        return bool(self.column or self.fixed or self.error) or self.target.code in _ALWAYS

    @property
    def takes_fixed(self) -> bool:
        """Whether one value for all rows can be written here."""
        return self.target.kind is not FieldKind.YES_NO


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(IMPORT)
def columns(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Show how the columns are read, and take in how they are to be read."""
    held = file_of(request.actor, file)
    if held.state != FileState.READ:
        return redirect("staff:intake_file", file=file)
    mapping = ColumnMapping.from_json(held.mapping)
    initial = {
        "geography": mapping.geography,
        "date_order": mapping.date_order,
        "unit": mapping.source("unit").fixed,
    }
    form = ColumnsForm(request.POST or None, units=list(units_of(request.actor)), initial=initial)
    errors: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        mapping = _asked(request.POST, mapping, form)
        try:
            name = form.cleaned_data["profile"]
            return to_reading(
                request, files.choose_columns(by=request.actor, file=file, mapping=mapping, profile=name)
            )
        except NotAllowed:
            raise
        except Refused as refused:
            errors = _told(form, refused)
    fields = [one for one in FIELDS if one.code != "unit" or mapping.source("unit").column]
    rows = [_row(one, held, mapping, errors) for one in fields]
    context = {
        "file": held,
        "form": form,
        "format": FORMATS[held.format],
        "names": [(one["name"], one["letters"]) for one in held.looked["columns"]],
        "rows": [row for row in rows if row.is_used],
        "other_rows": [row for row in rows if not row.is_used],
        "support_rows": [_row(one, held, mapping, errors) for one in SUPPORT_COLUMNS],
    }
    return render(request, "staff/intake/columns.html", context, status=422 if form.is_bound else 200)


def _told(form: ColumnsForm, refused: Refused) -> dict[str, str]:
    """Put each problem beside its field of ours, and in the summary."""
    errors = {}
    for problem in refused.problems:
        name = problem.where.field
        if name in BY_CODE and isinstance(refused, MappingRefused):
            errors[name] = said(problem.what)
            form.add_error(None, said(problem.what))
        else:
            form.take(type(refused)(problem))
    return errors


def _asked(sent: QueryDict, before: ColumnMapping, form: ColumnsForm) -> ColumnMapping:
    """The mapping that the page asks for."""
    sources: dict[str, Source] = {}
    words: dict[str, Mapping[str, str]] = {}
    for one in (*FIELDS, *SUPPORT_COLUMNS):
        kept = before.source(one.code)
        column, fixed = sent.get(f"kolumn-{one.code}", ""), sent.get(f"alla-{one.code}", "").strip()
        if column or fixed:
            same = bool(column) and column == kept.column
            sources[one.code] = Source(
                column, fixed, kept.only_column if same else "", kept.only_word if same else ""
            )
        words[one.code] = _words(sent, one, before)
    if form.cleaned_data["unit"] and "unit" not in sources:
        sources["unit"] = Source(fixed=form.cleaned_data["unit"])
    return ColumnMapping(sources, words, form.cleaned_data["geography"], form.cleaned_data["date_order"])


def _words(sent: QueryDict, one: TargetField, before: ColumnMapping) -> Mapping[str, str]:
    """What each word is said to mean; a word that was not asked about keeps its meaning."""
    meant = dict(before.words.get(one.code, {}))
    for word, code in zip(sent.getlist(f"ord-{one.code}"), sent.getlist(f"kod-{one.code}"), strict=False):
        if code in one.codes:
            meant[folded(word)] = code
        else:
            meant.pop(folded(word), None)
    return meant


def _row(one: TargetField, file: IncomingFile, mapping: ColumnMapping, errors: Mapping[str, str]) -> FieldRow:
    source = mapping.source(one.code)
    row = FieldRow(
        one, source.column, source.fixed, said(one.label), source.only_column, errors.get(one.code, "")
    )
    if one.has_words and source.column:
        row.options = [(code, said(text)) for code, text in one.codes.items()]
        row.words = _word_rows(one, file, mapping, source.column)
        row.unknown = sum(not word.code for word in row.words)
    return row


def _word_rows(one: TargetField, file: IncomingFile, mapping: ColumnMapping, column: str) -> list[WordRow]:
    counted: dict[str, tuple[str, int]] = {}
    columns: list[dict[str, Any]] = file.looked["columns"]
    seen: list[tuple[str, int]] = next((one["words"] for one in columns if one["name"] == column), [])
    for cell, count in seen:
        for word in words_of(cell) if one.kind is FieldKind.KINDS else [cell]:
            first, so_far = counted.get(folded(word), (word, 0))
            counted[folded(word)] = first, so_far + count
    rows = [
        WordRow(one.code, word, count, code_of(one.code, word, mapping) or "")
        for word, count in counted.values()
    ]
    return sorted(rows, key=lambda row: (bool(row.code), -row.count))[:_MOST_WORDS]
