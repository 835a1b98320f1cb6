"""The pages of statistics: prepared by one, decided by another, unseen by a stranger."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from counted_organisations import County, new_county, prepared
from samfrid.apps.analysis.models import Draft
from samfrid.apps.releases import selectors as releases
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.jobs.models import Run
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return new_county()


def page(name: str, draft: Draft, **more: str) -> str:
    return reverse(f"staff:statistics_{name}", kwargs={"draft": draft.pk, **more})


DEEDS = ("approve", "return", "publish", "withdraw")


def test_the_way_from_preparing_to_a_public_release(county):
    preparer, head = county.preparer.client, county.head.client

    begun = preparer.post(
        reverse("staff:statistics_prepare"),
        {"first": "2025-H1", "last": "2025-H2", "families": ["closures"]},
    )
    with opened(county.association.pk, by=county.preparer.actor):
        run, draft = Run.objects.get(), Draft.objects.get()
    runs.carry_out_now(by=county.preparer.actor, run=run)

    assert begun["Location"] == reverse("staff:job", kwargs={"run": run.pk})
    assert "Godkänn" not in preparer.get(page("draft", draft)).content.decode()
    assert "Godkänn" in head.get(page("draft", draft)).content.decode()
    assert preparer.post(page("approve", draft)).status_code == 404
    assert head.post(page("publish", draft)).status_code == 422
    assert head.post(page("approve", draft)).status_code == 302
    assert head.post(page("publish", draft)).status_code == 302
    release = releases.latest_for_measure("better")
    assert release is not None
    notice = {"notice_sv": "Underlaget var fel", "notice_en": ""}
    assert head.post(page("withdraw", draft), notice).status_code == 404
    assert preparer.post(page("withdraw", draft), {"notice_sv": ""}).status_code == 422
    assert preparer.post(page("withdraw", draft), notice).status_code == 302
    assert releases.one(release.pk).notice.sv == "Underlaget var fel"


def test_the_page_of_a_draft_says_findings_what_is_hidden_and_why(county):
    draft = prepared(county.preparer)

    said = county.head.client.get(page("draft", draft)).content.decode()

    assert "Andel vars situation blev bättre" in said
    assert "Vad som döljs, och varför" in said
    assert "Färre än gränsen" in said
    assert "hittade inget" in said


def test_returning_needs_a_reason_and_tells_it(county):
    draft = prepared(county.preparer)

    empty = county.head.client.post(page("return", draft), {"reason": ""})
    county.head.client.post(page("return", draft), {"reason": "Se över Kinda"})

    assert empty.status_code == 422
    assert "Se över Kinda" in county.preparer.client.get(page("draft", draft)).content.decode()


def test_true_counts_are_for_own_municipalities_and_every_reading_is_recorded(county):
    draft = prepared(county.preparer)

    answer = county.head.client.get(page("figures", draft, table="closed_by_place"))
    said = answer.content.decode()

    assert answer.status_code == 200
    assert "Motala" in said
    assert "Linköping" not in said
    assert Entry.objects.filter(action=Action.STAFF_FIGURES_READ, about=str(draft.pk)).count() == 1


def test_a_stranger_and_those_who_meet_cases_see_none_of_it(county):
    draft = prepared(county.preparer)

    for person in (county.stranger, county.worker):
        client = person.client
        assert client.get(page("draft", draft)).status_code == 404
        assert client.get(page("figures", draft, table="closed_by_place")).status_code == 404
        for deed in DEEDS:
            assert client.post(page(deed, draft)).status_code == 404
    assert draft.title_sv not in county.stranger.client.get(reverse("staff:statistics")).content.decode()
    assert county.worker.client.get(reverse("staff:statistics")).status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_sign_in(county):
    assert Client().get(reverse("staff:statistics")).status_code == 302


def test_a_half_year_that_is_not_offered_is_refused_beside_its_field(county):
    answer = county.preparer.client.post(
        reverse("staff:statistics_prepare"),
        {"first": "2031-H1", "last": "2031-H1", "families": ["closures"]},
    )

    assert answer.status_code == 422
    with opened(county.association.pk, by=county.preparer.actor):
        assert not Draft.objects.exists()


def test_the_pages_are_whole_in_english(county):
    draft = prepared(county.preparer)

    said = {reverse("staff:statistics"): "Prepared by", page("draft", draft): "What is hidden, and why"}
    client = county.head.client

    for address, words in said.items():
        assert words in client.get("/en" + address).content.decode()


def test_queries_of_a_draft_do_not_grow_with_its_tables(county, django_assert_max_num_queries):
    draft = prepared(county.preparer, "cases")
    client = county.head.client
    client.get(page("draft", draft))

    with django_assert_max_num_queries(22):
        client.get(page("draft", draft))
