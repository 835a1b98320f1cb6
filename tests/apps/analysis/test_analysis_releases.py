"""From facts to a release: counted as the slow reference counts, protected, decided by two, frozen."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from counted_organisations import FIRST, PERIOD, TODAY, County, begun, new_county, prepared
from samfrid.adapters.disclosure_files.read import read_release
from samfrid.apps.analysis import proofs, snapshots
from samfrid.apps.analysis.models import Draft, DraftFamily, DraftState
from samfrid.apps.analysis.services import checks, drafts, publishing, reviews, taking
from samfrid.apps.analysis.services.drafts import DraftRefused
from samfrid.apps.releases import selectors as releases
from samfrid.apps.releases.models import Release
from samfrid.apps.surveys.models import Asking
from samfrid.domain.disclosure import attack
from samfrid.domain.measures import Reference
from samfrid.domain.measures.margins import raw_table
from samfrid.domain.measures.standard import ASKINGS
from samfrid.domain.periods import HalfYear, Period
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import SYSTEM, NotAllowed
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.organisations.models import Organisation
from samfrid.foundation.organisations.scope import ScopeClosed, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return new_county()


def acting(person):
    return opened(person.membership.organisation_id, by=person.actor)


def published(county: County, *families: str) -> Release:
    draft = prepared(county.preparer, *families)
    with acting(county.head):
        reviews.approve(by=county.head.actor, draft=draft)
        return publishing.publish(by=county.head.actor, draft=draft)


def test_whoever_prepared_can_never_approve_or_return(county):
    draft = prepared(county.preparer)

    with acting(county.preparer):
        assert county.preparer.actor.may(Permission.RELEASE_APPROVE)
        for deed in (reviews.approve, lambda **to: reviews.send_back(**to, reason="Mitt eget")):
            with pytest.raises(NotAllowed):
                deed(by=county.preparer.actor, draft=draft)


def test_the_database_refuses_one_person_in_both_roles(county):
    draft = prepared(county.preparer)

    with acting(county.preparer), pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(decided_by=draft.prepared_by)


def test_nothing_is_published_before_a_second_person_approved(county):
    draft = prepared(county.preparer)

    with acting(county.head), pytest.raises(DraftRefused):
        publishing.publish(by=county.head.actor, draft=draft)


def test_a_returned_draft_carries_its_reason_and_is_not_published(county):
    draft = prepared(county.preparer)

    with acting(county.head):
        returned = reviews.send_back(by=county.head.actor, draft=draft, reason="Titta på Kinda")
        assert returned.reason == "Titta på Kinda"
        with pytest.raises(DraftRefused):
            publishing.publish(by=county.head.actor, draft=returned)


def test_a_stranger_finds_no_draft_and_nothing_is_read_without_a_scope(county):
    draft = prepared(county.preparer)

    with acting(county.stranger):
        assert not Draft.objects.filter(pk=draft.pk).exists()
        assert not DraftFamily.objects.exists()
        with pytest.raises(NotAllowed):
            reviews.approve(by=county.stranger.actor, draft=draft)
    with pytest.raises(ScopeClosed):
        Draft.objects.count()


def test_every_shown_number_is_what_the_slow_reference_counts(county):
    draft = prepared(county.preparer, "askings", "cases", "closures")
    with acting(county.preparer):
        snapshot = draft.snapshot_id
        with publishing.publication_of(draft) as publication:
            tables = {family.shape.name: (family.shape, family.tables) for family in publication.counts}

    shape, found = tables["askings"]
    divided = {dimension.name: dimension for dimension in shape.dimensions}
    places, half_years = divided["municipality"], divided["half_year"]
    facts = snapshots.kept(snapshot, "askings").facts()
    truth = Reference(facts).count_family(ASKINGS.counting(places, half_years)).counts
    for name, table in found.items():
        raw = raw_table(truth, name)
        shown = [(at, cell.value) for at, cell in table if cell.is_shown]
        assert shown
        assert all(raw.count(at) == value for at, value in shown)


def test_a_snapshot_has_every_occasion_once(county):
    taken = taking.take(by=county.preparer.actor, organisation=county.association.pk, period=PERIOD).snapshot

    with opened(county.association.pk, by=SYSTEM):
        occasions = Asking.objects.count()
    with opened(Organisation.objects.get(code="linkoping").pk, by=SYSTEM):
        occasions += Asking.objects.count()
    assert taken.files["askings"]["rows"] == occasions


def test_no_attack_finds_a_number_in_what_is_published(county):
    draft = prepared(county.preparer, "askings")

    with acting(county.preparer):
        part = draft.parts.get(name="askings")
        with proofs.unpacked(part.proof) as folder:
            report = attack.run(read_release(folder), seconds=10)

    assert report.judged > 20
    assert report.found_nothing


def test_the_same_facts_give_the_same_tables(county):
    first, second = prepared(county.preparer), prepared(county.preparer)

    with acting(county.preparer):
        hashes = [list(draft.parts.values_list("name", "family", "content")) for draft in (first, second)]

    assert hashes[0] == hashes[1]


def test_a_published_period_is_frozen_even_after_a_withdrawal(county):
    release = published(county)
    with acting(county.preparer):
        draft = Draft.objects.get()
        publishing.withdraw(by=county.preparer.actor, draft=draft, notice=Text("Fel underlag", "Wrong data"))

        with pytest.raises(DraftRefused):
            begun(county.preparer)

    assert releases.one(release.pk).is_withdrawn


def test_a_half_year_that_is_not_over_is_refused(county):
    now = Period(HalfYear(2026, 2), HalfYear(2026, 2))

    with acting(county.preparer), pytest.raises(DraftRefused):
        drafts.begin(by=county.preparer.actor, period=now, families=["askings"], today=TODAY)


def test_two_drafts_of_one_period_are_not_both_published(county):
    first, second = prepared(county.preparer), prepared(county.preparer)

    with acting(county.head):
        for draft in (first, second):
            reviews.approve(by=county.head.actor, draft=draft)
        publishing.publish(by=county.head.actor, draft=first)
        with pytest.raises(DraftRefused):
            publishing.publish(by=county.head.actor, draft=second)

    assert len(releases.published()) == 1


def test_publishing_twice_publishes_once(county):
    release = published(county)

    with acting(county.head):
        again = publishing.publish(by=county.head.actor, draft=Draft.objects.get())

    assert again == release
    assert len(releases.published()) == 1


def test_whoever_may_not_prepare_is_refused(county):
    for person in (county.head, county.worker):
        with acting(person), pytest.raises(NotAllowed):
            drafts.begin(by=person.actor, period=PERIOD, families=["askings"], today=TODAY)


def test_every_organisation_that_was_read_has_it_in_its_own_record(county):
    prepared(county.preparer)

    crossed = Entry.objects.filter(action=Action.SCOPE_CROSSED, details__door="analysis.release")

    assert crossed.values("organisation").distinct().count() == 3


def test_medians_are_shown_only_where_the_count_is(county):
    release = releases.opened(published(county, "cases"))
    counts, medians = release.tables["cases_by_place"], release.tables["first_meeting_by_place"]

    shown = [at for at, cell in medians if cell.is_shown]

    assert shown
    assert all(counts.cell(at).is_shown for at in shown)


def test_the_nightly_check_finds_a_proof_that_was_changed(county):
    published(county)
    with acting(county.head):
        assert [one.fault for one in checks.verify_all()] == [None]
        part = DraftFamily.objects.get(name="closures")
        with proofs.unpacked(part.proof) as folder:
            base = folder / "proof" / "base.csv"
            lines = base.read_text().splitlines()
            lines[1] = lines[1].rsplit(",", 1)[0] + ",999"
            base.write_text("\n".join(lines) + "\n")
            DraftFamily.objects.filter(pk=part.pk).update(proof=proofs.packed(folder))

        assert all(one.fault for one in checks.verify_all())


def test_too_little_to_count_is_said(county):
    with acting(county.preparer):
        draft, run = drafts.begin(
            by=county.preparer.actor,
            period=Period(FIRST.moved(-6), FIRST.moved(-5)),
            families=["askings"],
            today=TODAY,
        )
    runs.carry_out_now(by=county.preparer.actor, run=run)

    with acting(county.preparer):
        draft.refresh_from_db()
        assert draft.state == DraftState.FAILED
        assert draft.problem.sv
