"""The national lines that ship with the product, as rows an organisation keeps from then on."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import transaction

from samfrid.apps.contacts.models import ContactWay
from samfrid.apps.contacts.services.ways import REVIEW_AFTER, ContactRefused, keeper, may_keep
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record


def shipped_lines() -> list[dict[str, Any]]:
    """The lines of the shipped file, each with its source; a line in doubt says why."""
    text = files("samfrid.apps.contacts").joinpath("data", "national_lines.toml").read_text(encoding="utf-8")
    lines: list[dict[str, Any]] = tomllib.loads(text)["line"]
    return lines


@transaction.atomic
def load(*, by: Actor, verified_on: date | None = None) -> int:
    """Give the actor's organisation the shipped lines it lacks, and tell how many were added.

    Promise: may be run again; lines that somebody changed are left as they are. None is shown before it is
             verified: with `verified_on`, the actor vouches for those without doubt as they are added. A line
             in doubt always waits for somebody to try it.
    Errors:  NotAllowed; ContactRefused when the organisation may not keep ways for the whole country.
    """
    organisation = keeper(by)
    if not may_keep(by, ""):
        raise ContactRefused(
            Text(
                "En kommun håller inte kontaktvägar för hela landet.",
                "A municipality does not keep contact ways for the whole country.",
            )
        )
    present = set(ContactWay.objects.exclude(seed="").values_list("seed", flat=True))
    added = 0
    for position, line in enumerate(shipped_lines(), start=1):
        if line["seed"] in present:
            continue
        way = ContactWay(organisation_id=organisation, position=10 * position, **line)
        if verified_on and not way.doubt:
            way.verified_on, way.verified_by = verified_on, by.id
            way.next_review = verified_on + REVIEW_AFTER
        way.save(force_insert=True)
        record(by=by, action=Action.CONTACT_WAY_CHANGED, about=way, details={"what": "seeded"})
        if way.verified_on:
            record(by=by, action=Action.CONTACT_WAY_VERIFIED, about=way, details={"version": way.version})
        added += 1
    return added
