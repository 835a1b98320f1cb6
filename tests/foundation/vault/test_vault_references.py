"""What a unit may rely on when it seals its own reference of a case."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from people import Person, new_organisation, new_person
from samfrid.adapters.sealing import SealBroken
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.scope import opened
from samfrid.foundation.vault.models import BlindIndex, SealedValue, WrappedKey
from samfrid.foundation.vault.services import references as vault

pytestmark = pytest.mark.django_db


def new_worker(code: str = "motala") -> Person:
    return new_person(new_organisation(code), Role.SOCIAL_WORKER)


def sealed(person: Person, reference: str) -> uuid.UUID:
    case_id = uuid.uuid4()
    assert person.actor.organisation
    vault.seal_reference(
        by=person.actor, organisation=person.actor.organisation, case_id=case_id, reference=reference
    )
    return case_id


def read(person: Person, case_id: uuid.UUID) -> str | None:
    assert person.actor.organisation
    return vault.read_reference(by=person.actor, organisation=person.actor.organisation, case_id=case_id)


def found(person: Person, reference: str) -> tuple[uuid.UUID, ...]:
    assert person.actor.organisation
    return vault.find_by_reference(
        by=person.actor, organisation=person.actor.organisation, reference=reference
    )


def test_what_was_sealed_is_read_and_found_by_its_owner():
    worker = new_worker()

    case_id = sealed(worker, "IFO 2026-0417")

    assert read(worker, case_id) == "IFO 2026-0417"
    assert found(worker, " ifo  2026-0417") == (case_id,)
    assert found(worker, "IFO 2026-041") == ()


def test_sealing_anew_takes_the_place_of_what_was_there():
    worker = new_worker()
    case_id = sealed(worker, "first")

    vault.seal_reference(
        by=worker.actor, organisation=worker.membership.organisation_id, case_id=case_id, reference="second"
    )

    assert read(worker, case_id) == "second"
    assert found(worker, "first") == ()


def test_a_stranger_reads_finds_and_seals_nothing():
    worker, stranger = new_worker(), new_worker("umea")
    case_id = sealed(worker, "IFO 2026-0417")
    there = worker.membership.organisation_id

    assert read(stranger, case_id) is None
    assert found(stranger, "IFO 2026-0417") == ()
    for deed in (
        lambda: vault.read_reference(by=stranger.actor, organisation=there, case_id=case_id),
        lambda: vault.find_by_reference(by=stranger.actor, organisation=there, reference="IFO 2026-0417"),
        lambda: vault.seal_reference(by=stranger.actor, organisation=there, case_id=case_id, reference="x"),
    ):
        with pytest.raises(NotAllowed):
            deed()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DEVELOPMENT_LEADER, Role.DATA_PROTECTION_OFFICER])
def test_a_role_that_never_sees_cases_reads_no_reference(role):
    worker = new_worker()
    case_id = sealed(worker, "IFO 2026-0417")
    colleague = new_person(worker.membership.organisation, role)

    with pytest.raises(NotAllowed):
        read(colleague, case_id)


def test_every_seal_read_and_search_is_recorded_also_in_vain_and_without_the_reference():
    worker = new_worker()
    case_id = sealed(worker, "IFO 2026-0417")
    read(worker, case_id)
    read(worker, uuid.uuid4())
    found(worker, "no such")

    actions = list(Entry.objects.order_by("number").values_list("action", flat=True))
    assert actions == [
        "vault.reference_sealed",
        "vault.reference_read",
        "vault.reference_read",
        "vault.reference_searched",
    ]
    assert "0417" not in str(list(Entry.objects.values()))


def test_many_are_sealed_and_found_at_once_with_one_line_in_the_audit():
    person = new_person(new_organisation(), Role.MANAGER)
    cases = {uuid.uuid4(): f"ref {number}" for number in range(1200)}
    organisation = person.membership.organisation_id

    vault.seal_references(by=person.actor, organisation=organisation, references=cases)
    hits = vault.find_by_references(
        by=person.actor, organisation=organisation, references=["ref 7", "ref 1199", "none"]
    )

    assert {name: len(ids) for name, ids in hits.items()} == {"ref 7": 1, "ref 1199": 1, "none": 0}
    assert Entry.objects.count() == 2


@pytest.mark.parametrize("reference", ["", "   ", "x" * 81])
def test_an_empty_or_endless_reference_is_refused_and_nothing_is_kept(reference):
    worker = new_worker()

    with pytest.raises(vault.ReferenceRefused):
        sealed(worker, reference)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("part", ["wrapped", "box"])
def test_what_is_swapped_between_two_cases_never_opens(part):
    worker = new_worker()
    one, two = sealed(worker, "first"), sealed(worker, "second")

    with opened(worker.membership.organisation_id, by=worker.actor):
        model = WrappedKey if part == "wrapped" else SealedValue
        rows = [model.objects.get(case_id=case) for case in (one, two)]
        mine, other = (bytes(getattr(row, part)) for row in rows)
        model.objects.filter(case_id=one).update(**{part: other})
        model.objects.filter(case_id=two).update(**{part: mine})

    for case in (one, two):
        with pytest.raises(SealBroken):
            read(worker, case)


def test_whole_rows_carried_to_another_organisation_never_open():
    worker, stranger = new_worker(), new_worker("umea")
    case_id = sealed(worker, "IFO 2026-0417")
    with opened(worker.membership.organisation_id, by=worker.actor):
        key = WrappedKey.objects.values().get(case_id=case_id)
        value = SealedValue.objects.values().get(case_id=case_id)
        SealedValue.objects.all().delete()
        WrappedKey.objects.all().delete()

    with opened(stranger.membership.organisation_id, by=stranger.actor):
        owner = {"organisation_id": stranger.membership.organisation_id}
        WrappedKey.objects.create(**(key | owner))
        SealedValue.objects.create(**(value | owner))

    with pytest.raises(SealBroken):
        read(stranger, case_id)


class Always(TestCase):
    """With Hypothesis, one transaction an example."""

    @settings(max_examples=30)
    @given(reference=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
    def test_any_reference_comes_back_as_it_was_written_and_is_nowhere_in_clear(self, reference: str) -> None:
        if not reference.split():
            return
        worker = new_worker(uuid.uuid4().hex)
        case_id = sealed(worker, reference)

        assert read(worker, case_id) == reference.strip()
        assert found(worker, reference) == (case_id,)
        with opened(worker.membership.organisation_id, by=worker.actor):
            stored = (
                b"".join(
                    bytes(row)
                    for rows in (
                        SealedValue.objects.values_list("box"),
                        WrappedKey.objects.values_list("wrapped"),
                    )
                    for row in rows[0]
                )
                + BlindIndex.objects.get().digest.encode()
            )
        if len(reference.strip().encode()) > 3:
            assert reference.strip().encode() not in stored
