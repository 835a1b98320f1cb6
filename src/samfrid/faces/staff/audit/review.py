"""The monthly review: draw a sample, take a stand on each entry, write down what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samfrid.domain.periods import Month
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.audit.log import details_in_line, member_names, role_words, what_about, who
from samfrid.faces.staff.audit.words import action_words
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit import reviews as reviewing
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry, Review, Verdict
from samfrid.foundation.audit.selectors import months_with_entries, reviews_of
from samfrid.ui.forms import PlainForm, Radios
from samfrid.ui.templatetags.samfrid import moment
from samfrid.ui.words import said, say


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month in the list: drawn or not, finished or not, what came of it."""

    month: str
    label: Text
    review: Review | None

    @property
    def is_finished(self) -> bool:
        """Whether the review has a result."""
        return self.review is not None and hasattr(self.review, "result")


class VerdictForm(PlainForm):
    """A verdict on each entry of the sample, and a note."""

    note = forms.CharField(
        label=say("Vad ska göras, och av vem?", "What is to be done, and by whom?"),
        help_text=say(
            "Behövs om något ska utredas. Skriv inget om den som får stöd.",
            "Needed if something is to be looked into. Write nothing about anyone in support.",
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )

    def __init__(
        self, *args: Any, entries: Sequence[Entry], labels: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields.pop("note")
        for entry in entries:
            self.fields[f"e{entry.number}"] = forms.ChoiceField(
                label=labels[entry.number],
                choices=[
                    (Verdict.PLAIN.value, say("I ordning", "In order")),
                    (Verdict.QUESTION.value, say("Ska utredas", "To be looked into")),
                ],
                widget=Radios(two_columns=True),
                error_messages={"required": say("Ta ställning till den här.", "Take a stand on this one.")},
            )
        self.fields["note"] = note

    def verdicts(self) -> dict[int, Verdict]:
        """The verdict on each entry."""
        return {
            int(name.removeprefix("e")): Verdict(value)
            for name, value in self.cleaned_data.items()
            if name != "note"
        }


@require_GET
@staff_view(Permission.AUDIT_READ)
def reviews(request: StaffRequest) -> HttpResponse:
    """List the months that are over, and what came of each."""
    organisation = request.membership.organisation_id
    known, this_month = reviews_of(organisation), Month.of(timezone.localdate()).code
    months = sorted({*months_with_entries(organisation), *known}, reverse=True)
    rows = [MonthRow(month, _month(month).label, known.get(month)) for month in months if month < this_month]
    return render(request, "staff/audit/reviews.html", {"rows": rows})


@require_POST
@staff_view(Permission.AUDIT_READ)
def draw(request: StaffRequest) -> HttpResponse:
    """Draw a month's sample; a second time shows the one that was drawn."""
    month = request.POST.get("month", "")
    organisation = request.membership.organisation_id
    if month not in reviews_of(organisation):
        try:
            reviewing.draw(by=request.actor, organisation=organisation, month=_month(month))
        except reviewing.ReviewRefused as refused:
            raise Http404 from refused
    return redirect("staff:log_review", month=month)


@require_http_methods(["GET", "POST"])
@staff_view(Permission.AUDIT_READ)
def review(request: StaffRequest, month: str) -> HttpResponse:
    """Show a sample and take verdicts on it; a finished one shows what came of it."""
    found = reviews_of(request.membership.organisation_id).get(month)
    if found is None:
        raise Http404
    entries, names = reviewing.entries_in(found), member_names(request)
    labels = {entry.number: f"{moment(entry.at)}: {said(action_words(entry.action))}" for entry in entries}
    form = VerdictForm(request.POST or None, entries=entries, labels=labels)
    if request.method == "POST" and form.is_valid():
        try:
            reviewing.finish(
                by=request.actor, review=found, verdicts=form.verdicts(), note=form.cleaned_data["note"]
            )
            return redirect("staff:log_reviews")
        except reviewing.ReviewRefused as refused:
            form.take(refused)
    audit.record(by=request.actor, action=Action.AUDIT_READ, about=found, details={"review": month})
    told = [
        {
            "entry": entry,
            "when": moment(entry.at),
            "what": said(action_words(entry.action)),
            "who": who(names, entry),
            "role": role_words(entry),
            "about": what_about(entry),
            "details": details_in_line(entry),
            "field": form[f"e{entry.number}"],
        }
        for entry in entries
    ]
    context = {
        "review": found,
        "label": _month(month).label,
        "told": told,
        "form": form,
        "result": getattr(found, "result", None),
    }
    return render(request, "staff/audit/review.html", context)


def _month(code: str) -> Month:
    try:
        year, month = code.split("-")
        found = Month(int(year), int(month))
    except ValueError as unreadable:
        raise Http404 from unreadable
    if found.code != code:
        raise Http404
    return found
