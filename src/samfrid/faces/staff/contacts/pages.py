"""An editor's pages of contact ways. Each organisation sees and keeps its own."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from samfrid.apps.contacts import selectors
from samfrid.apps.contacts.models import ContactWay
from samfrid.apps.contacts.services import national_lines, ways
from samfrid.apps.contacts.services.ways import ContactRefused
from samfrid.domain.places import municipality
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.contacts.forms import VerifyForm, WayForm, written
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.organisations.selectors import municipalities_of
from samfrid.ui.lists import Column, ListDesign, show_list
from samfrid.ui.words import said, say

EDIT = Permission.CONTACTS_EDIT
_NATIONWIDE = Text("Hela landet", "The whole country")


def _state(way: ContactWay) -> str:
    """The state of a way as the list shows and sorts it."""
    if way.is_withdrawn:
        return said(Text("Borttagen", "Withdrawn"))
    if way.verified_on is None or way.next_review is None:
        return said(Text("Väntar på kontroll", "Waits to be checked"))
    if way.next_review <= timezone.localdate():
        return said(Text("För gammal, visas inte", "Too old, not shown"))
    return said(Text("Visas", "Shown"))


def _drawn_state(way: ContactWay) -> SafeString:
    return render_to_string("staff/contacts/_state.html", {"way": way, "today": timezone.localdate()})


def _place(way: ContactWay) -> str:
    return municipality(way.municipality).short_name if way.municipality else said(_NATIONWIDE)


_DESIGN: ListDesign[ContactWay] = ListDesign(
    name="kontaktvagar",
    title=Text("Kontaktvägar", "Contact ways"),
    columns=(
        Column(
            "namn",
            Text("Namn", "Name"),
            lambda way: way.name_sv,
            sort=("name_sv",),
            link=lambda way: reverse("staff:contacts:way", args=[way.pk]),
        ),
        Column("plats", Text("Plats", "Place"), _place, sort=("municipality", "position")),
        Column("telefon", Text("Telefon", "Telephone"), lambda way: way.phone),
        Column("lage", Text("Läge", "State"), _state, draw=_drawn_state),
        Column(
            "kontroll", Text("Nästa kontroll", "Next review"), lambda w: w.next_review, sort=("next_review",)
        ),
    ),
    order="kontroll",
)


@staff_view(EDIT)
def listing(request: StaffRequest) -> HttpResponse:
    """List the organisation's ways, those that need a check first."""
    rows = selectors.kept_by(request.membership.organisation_id)
    context = {"may_load": ways.may_keep(request.actor, "") and not rows.exclude(seed="").exists()}
    return show_list(request, "staff/contacts/list.html", _DESIGN, rows, context=context)


@staff_view(EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Add a way."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            way = ways.add(by=request.actor, content=form.content())
        except ContactRefused as refused:
            form.take(refused)
        else:
            messages.success(
                request, say("Sparad. Kontrollera den, så visas den.", "Saved. Check it, then it shows.")
            )
            return redirect("staff:contacts:way", way=way.pk)
    return render(request, "staff/contacts/new.html", {"form": form})


@staff_view(EDIT)
def way(request: StaffRequest, way: uuid.UUID) -> HttpResponse:
    """Show a way as the public sees it, change it, check it."""
    kept = _own(request, way)
    form = _form(request, initial=written(kept))
    if request.method == "POST" and form.is_valid():
        try:
            ways.change(by=request.actor, way=way, content=form.content())
        except ContactRefused as refused:
            form.take(refused)
        else:
            messages.success(request, say("Sparad.", "Saved."))
            return redirect("staff:contacts:way", way=way)
    verify = VerifyForm(initial={"version": kept.version})
    return _shown(request, kept, form, verify)


@staff_view(EDIT)
@require_POST
def verify(request: StaffRequest, way: uuid.UUID) -> HttpResponse:
    """Say that a way was tried and is right: from now on it is public."""
    kept = _own(request, way)
    form = VerifyForm(request.POST)
    if form.is_valid():
        try:
            ways.verify(
                by=request.actor,
                way=way,
                version=form.cleaned_data["version"],
                on=timezone.localdate(),
                next_review=form.cleaned_data["next_review"],
            )
        except ContactRefused as refused:
            form.take(refused)
        else:
            messages.success(request, say("Kontrollerad. Nu visas den.", "Checked. It is shown now."))
            return redirect("staff:contacts:list")
    return _shown(request, kept, _form(request, initial=written(kept), bound=False), form)


@staff_view(EDIT)
def withdraw(request: StaffRequest, way: uuid.UUID) -> HttpResponse:
    """Ask once, then take a way from the public pages for good."""
    kept = _own(request, way)
    if request.method != "POST":
        return render(request, "staff/contacts/withdraw.html", {"way": kept})
    ways.withdraw(by=request.actor, way=way)
    messages.success(request, say("Borttagen. Den visas inte längre.", "Withdrawn. It is no longer shown."))
    return redirect("staff:contacts:list")


@staff_view(EDIT)
@require_POST
def load_national(request: StaffRequest) -> HttpResponse:
    """Take the national lines that ship with the product into the organisation's keeping, to be checked."""
    try:
        added = national_lines.load(by=request.actor)
    except ContactRefused as refused:
        messages.error(request, said(refused.problems[0].what))
    else:
        messages.success(request, said(Text(f"{added} linjer hämtade.", f"{added} lines fetched.")))
    return redirect("staff:contacts:list")


def _own(request: StaffRequest, way: uuid.UUID) -> ContactWay:
    kept = selectors.kept_by(request.membership.organisation_id).filter(pk=way).first()
    if kept is None:
        raise Http404
    return kept


def _form(request: StaffRequest, *, initial: dict[str, object] | None = None, bound: bool = True) -> WayForm:
    places = municipalities_of(request.membership.organisation_id, on=timezone.localdate())
    data = request.POST if bound and request.method == "POST" else None
    return WayForm(data, initial=initial, places=places, whole_country=ways.may_keep(request.actor, ""))


def _shown(request: StaffRequest, kept: ContactWay, form: WayForm, verify: VerifyForm) -> HttpResponse:
    context = {
        "way": kept,
        "form": form,
        "verify": verify,
        "place": _place(kept),
        "today": timezone.localdate(),
    }
    return render(request, "staff/contacts/way.html", context)
