"""What is published stays as it is; the database holds that too. Only what is proven gets there."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import DatabaseError, transaction

from people import MOTALA, new_organisation, new_person
from published_release import new_release, protected_family, publication
from samfrid.apps.releases import selectors
from samfrid.apps.releases.models import Release, ReleasedFamily, ReleasedMeasure
from samfrid.apps.releases.services import publishing
from samfrid.apps.releases.services.publishing import CannotWithdraw, NotProven
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return new_person(new_organisation("vastra", covers=(MOTALA,)), Role.ASSOCIATION_HEAD)


def leader_beside(person):
    return new_person(person.membership.organisation, Role.DEVELOPMENT_LEADER)


CHANGES = [
    (ReleasedFamily, {"content": "{}"}),
    (ReleasedFamily, {"family": "0" * 64}),
    (ReleasedMeasure, {"code": "other"}),
    (Release, {"title_sv": "En annan"}),
    (Release, {"definitions": []}),
    (Release, {"sha256": "0" * 64}),
]


@pytest.mark.parametrize(("model", "change"), CHANGES)
def test_the_database_refuses_to_change_what_was_published(model, change):
    new_release()

    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**change)


@pytest.mark.parametrize("model", [ReleasedFamily, ReleasedMeasure])
def test_the_database_refuses_to_delete_what_was_published(model):
    new_release()

    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().delete()


def test_publishing_stands_in_the_record_with_the_hash(head):
    release = new_release(head)

    entry = Entry.objects.get(action=Action.RELEASE_PUBLISHED)

    assert entry.about == str(release.pk)
    assert entry.details["sha256"] == release.sha256
    assert entry.organisation == release.organisation_id


def test_a_withdrawn_release_keeps_its_content_and_says_why(head):
    release = new_release(head)
    before = selectors.opened(release).tables

    publishing.withdraw(
        by=leader_beside(head).actor, release=release, notice=Text("Fel underlag", "Wrong data")
    )

    found = selectors.one(release.pk)
    assert selectors.published() == []
    assert selectors.latest_for_measure("asked") is None
    assert found.is_withdrawn
    assert found.notice == Text("Fel underlag", "Wrong data")
    assert selectors.read_now(found).tables.keys() == before.keys()


def test_a_withdrawal_needs_a_notice_and_happens_once(head):
    release, leader = new_release(head), leader_beside(head)

    with pytest.raises(CannotWithdraw):
        publishing.withdraw(by=leader.actor, release=release, notice=Text(" ", ""))
    publishing.withdraw(by=leader.actor, release=release, notice=Text("Fel", "Wrong"))
    with pytest.raises(CannotWithdraw):
        publishing.withdraw(by=leader.actor, release=release, notice=Text("Igen", "Again"))


def test_a_withdrawal_is_never_undone(head):
    release = new_release(head)
    publishing.withdraw(by=leader_beside(head).actor, release=release, notice=Text("Fel", "Wrong"))

    with pytest.raises(DatabaseError), transaction.atomic():
        Release.objects.update(state="published", withdrawn_at=None, notice_sv="")


def test_a_stranger_neither_publishes_for_another_nor_withdraws(head):
    stranger = new_person(new_organisation("norra", covers=("2480",)), Role.DEVELOPMENT_LEADER)
    release = new_release(head)

    with pytest.raises(NotAllowed):
        publishing.withdraw(by=stranger.actor, release=release, notice=Text("Bort", "Away"))
    with TemporaryDirectory() as folder, pytest.raises(NotAllowed):
        publishing.publish(
            by=stranger.actor,
            organisation=head.membership.organisation_id,
            publication=publication(protected_family(), Path(folder) / "askings"),
            prepared_by="development_leader",
            approved_by="association_head",
        )


FAULTS = {
    "a table was changed": ("tables/001.csv", lambda text: text.replace(",hidden", "7,published", 1)),
    "a witness was changed": ("proof/witnesses.csv", lambda text: "\n".join(text.splitlines()[:-3]) + "\n"),
    "the base was changed": ("proof/base.csv", lambda text: text.replace("\n", "0\n", 2)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_published_whose_proof_does_not_hold(head, fault):
    with TemporaryDirectory() as made:
        folder = Path(made) / "askings"
        said = publication(protected_family(), folder)
        name, change = FAULTS[fault]
        path = folder / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

        with pytest.raises((NotProven, *_unreadable())):
            publishing.publish(
                by=head.actor,
                organisation=head.membership.organisation_id,
                publication=said,
                prepared_by="development_leader",
                approved_by="association_head",
            )

    assert not Release.objects.exists()


def _unreadable() -> tuple[type[Exception], ...]:
    from samfrid.adapters.disclosure_files.read import UnreadableRelease

    return (UnreadableRelease,)
