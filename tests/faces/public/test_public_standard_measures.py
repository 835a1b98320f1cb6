"""Every standard measure, counted and published as in earnest, has pages, files and reports that can be read."""

from __future__ import annotations

import pytest
from django.test import Client

from counted_organisations import new_county, prepared
from people import LINKOPING, MOTALA
from samfrid.apps.analysis.services import publishing, reviews
from samfrid.apps.releases.models import Release
from samfrid.domain.measures.standard import FAMILIES
from samfrid.foundation.organisations.scope import opened

pytestmark = [pytest.mark.django_db, pytest.mark.nightly]


def published() -> Release:
    county = new_county()
    draft = prepared(county.preparer, *(family.name for family in FAMILIES))
    with opened(county.association.pk, by=county.head.actor):
        reviews.approve(by=county.head.actor, draft=draft)
        return publishing.publish(by=county.head.actor, draft=draft)


def test_every_measure_place_table_and_language_answers():
    release = published()
    codes = [definition["code"] for definition in release.definitions]
    choices = ("", "?kon=woman", "?alder=26-40", "?period=hela", "?forbund=vastra", f"?liknar={MOTALA}")
    addresses = ["/statistik/", "/en/statistik/", f"/statistik/publicering/{release.pk}/"]
    addresses += [f"/statistik/{code}/{choice}" for code in codes for choice in choices]
    addresses += [f"/en/statistik/{code}/" for code in codes]
    for place in (MOTALA, LINKOPING):
        addresses += [f"/statistik/kommun/{place}/", f"/en/statistik/kommun/{place}/"]
        addresses += [f"/statistik/kommun/{place}/rapport.pdf"]
    tables = {name for definition in release.definitions for name in definition["tables"]}
    addresses += [
        f"/data/{release.pk}/{name}.{ending}" for name in tables for ending in ("csv", "xlsx", "px", "json")
    ]

    browser = Client()
    wrong = [address for address in addresses if browser.get(address).status_code != 200]

    assert len(codes) > 15
    assert not wrong
