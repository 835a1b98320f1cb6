"""Add, change, verify and withdraw a contact way. Each organisation keeps its own."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from samfrid.apps.contacts.models import ContactWay
from samfrid.domain.places import UnknownPlace, municipality
from samfrid.domain.wording import Place, Problem, Refused, Text
from samfrid.foundation.accounts.actors import Actor, NotAllowed, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.models import Kind, Organisation
from samfrid.foundation.organisations.selectors import municipalities_of

REVIEW_AFTER = timedelta(days=183)
"""How long a verified way is shown unless somebody says a shorter time."""

LONGEST_REVIEW = timedelta(days=366)

_PHONE = re.compile(r"\+?[0-9](?:[0-9 \-\u2011]{1,20}[0-9])")
_WEB = re.compile(r"https://[^\s/@:]+\.[^\s/@:]{2,}(?:/\S*)?")
_BOTH = ("name", "for_whom", "hours")
_EITHER = ("cost", "traces", "languages")


class ContactRefused(Refused):
    """A contact way that could not be used as it was written, or that changed meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a contact way says. `municipality` is empty for the whole country."""

    name_sv: str
    name_en: str
    for_whom_sv: str
    for_whom_en: str
    hours_sv: str
    hours_en: str
    phone: str = ""
    web: str = ""
    municipality: str = ""
    position: int = 100
    cost_sv: str = ""
    cost_en: str = ""
    traces_sv: str = ""
    traces_en: str = ""
    languages_sv: str = ""
    languages_en: str = ""
    source: str = ""


def may_keep(by: Actor, place: str) -> bool:
    """Whether the actor's organisation may keep ways for a municipality, or (empty) for the whole country.

    A municipality's own office speaks for itself only; what all municipalities show is kept by bodies that
    work for several.
    """
    if by.organisation is None:
        return False
    if not place:
        return not Organisation.objects.filter(pk=by.organisation, kind=Kind.MUNICIPALITY).exists()
    return place in municipalities_of(by.organisation, on=timezone.localdate())


@transaction.atomic
def add(*, by: Actor, content: Content) -> ContactWay:
    """Add a way. It is not shown to anyone before it is verified.

    Errors: NotAllowed; ContactRefused naming each field at fault.
    """
    organisation = keeper(by)
    _must_be_usable(by, content)
    way = ContactWay.objects.create(organisation_id=organisation, **asdict(content))
    record(by=by, action=Action.CONTACT_WAY_CHANGED, about=way, details={"what": "added"})
    return way


@transaction.atomic
def change(*, by: Actor, way: uuid.UUID, content: Content) -> ContactWay:
    """Change what a way says. It is taken from the public pages until somebody verifies it again.

    Errors: NotAllowed, also for another organisation's way; ContactRefused naming each field at fault.
    """
    kept = _own(by, way)
    _must_be_usable(by, content)
    given = asdict(content)
    if all(getattr(kept, name) == value for name, value in given.items()):
        return kept
    for name, value in given.items():
        setattr(kept, name, value)
    kept.verified_on = kept.verified_by = kept.next_review = None
    kept.version += 1
    kept.save()
    record(by=by, action=Action.CONTACT_WAY_CHANGED, about=kept, details={"what": "changed"})
    return kept


@transaction.atomic
def verify(
    *, by: Actor, way: uuid.UUID, version: int, on: date, next_review: date | None = None
) -> ContactWay:
    """Say that a way was tried and is right, as it stands in the version that was seen.

    Promise: it is public from `on` until the day of its next review, half a year later unless given.
    Errors:  NotAllowed; ContactRefused when it was changed meanwhile, is withdrawn, or the review is not ahead.
    """
    kept = _own(by, way)
    review = next_review or on + REVIEW_AFTER
    if kept.is_withdrawn:
        raise ContactRefused(Text("Kontaktvägen är borttagen.", "The contact way is withdrawn."))
    if kept.version != version:
        raise ContactRefused(
            Text(
                "Någon ändrade uppgifterna medan du kontrollerade dem. Läs dem igen.",
                "Somebody changed the details while you checked them. Read them again.",
            )
        )
    if not on < review <= on + LONGEST_REVIEW:
        what = Text(
            "Nästa kontroll ska ligga inom ett år.", "The next review must lie ahead, within one year."
        )
        raise ContactRefused(Problem(what, Place(field="next_review")))
    kept.verified_on, kept.verified_by, kept.next_review = on, by.id, review
    kept.save(update_fields=["verified_on", "verified_by", "next_review"])
    record(by=by, action=Action.CONTACT_WAY_VERIFIED, about=kept, details={"version": version})
    return kept


@transaction.atomic
def withdraw(*, by: Actor, way: uuid.UUID) -> ContactWay:
    """Take a way from the public pages for good; it stays in the list of its keepers.

    Errors: NotAllowed.
    """
    kept = _own(by, way)
    if not kept.is_withdrawn:
        kept.is_withdrawn = True
        kept.save(update_fields=["is_withdrawn"])
        record(by=by, action=Action.CONTACT_WAY_CHANGED, about=kept, details={"what": "withdrawn"})
    return kept


def keeper(by: Actor) -> uuid.UUID:
    """The organisation an editor keeps ways for.

    Errors: NotAllowed.
    """
    require(by, Permission.CONTACTS_EDIT)
    if by.organisation is None:
        raise NotAllowed(
            Problem(Text("Du hör inte till någon organisation.", "You belong to no organisation."))
        )
    return by.organisation


def _own(by: Actor, way: uuid.UUID) -> ContactWay:
    kept = ContactWay.objects.select_for_update(of=("self",)).filter(pk=way).first()
    require(by, Permission.CONTACTS_EDIT, kept.organisation_id if kept else None)
    if kept is None:
        raise NotAllowed(Problem(Text("Kontaktvägen finns inte.", "There is no such contact way.")))
    return kept


def _must_be_usable(by: Actor, content: Content) -> None:
    problems = list(_problems(content))
    if not problems and not may_keep(by, content.municipality):
        what = Text(
            "Din organisation håller inte kontaktvägar för den platsen.",
            "Your organisation does not keep contact ways for that place.",
        )
        problems.append(Problem(what, Place(field="municipality")))
    if problems:
        raise ContactRefused(*problems)


def _problems(content: Content) -> Iterator[Problem]:
    for name in _BOTH:
        for language in ("sv", "en"):
            if not getattr(content, f"{name}_{language}").strip():
                yield _problem(f"{name}_{language}", "Fyll i det här.", "Fill this in.")
    for name in _EITHER:
        given = [bool(getattr(content, f"{name}_{language}").strip()) for language in ("sv", "en")]
        if given[0] != given[1]:
            missing = f"{name}_{'en' if given[0] else 'sv'}"
            yield _problem(
                missing, "Skriv på båda språken, eller på inget.", "Write in both languages or none."
            )
    if not (content.phone or content.web):
        yield _problem("phone", "Skriv ett nummer eller en webbadress.", "Give a number or a web address.")
    if content.phone and not _PHONE.fullmatch(content.phone):
        yield _problem("phone", "Skriv numret som 020-80 80 80.", "Write the number as 020-80 80 80.")
    if content.web and not _WEB.fullmatch(content.web):
        yield _problem("web", "Adressen ska börja med https://.", "The address must begin with https://.")
    if content.municipality:
        try:
            is_former = municipality(content.municipality).validity.is_former
        except UnknownPlace:
            is_former = True
        if is_former:
            yield _problem("municipality", "Välj en kommun.", "Choose a municipality.")


def _problem(field: str, sv: str, en: str) -> Problem:
    return Problem(Text(sv, en), Place(field=field))
