"""Erasing a person and rotating the keys, also when it is broken off in the middle."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from people import Person, new_organisation, new_person
from samfrid.adapters.sealing import SealBroken, add_master_key, load_ring, make_ring
from samfrid.foundation.accounts.actors import SYSTEM, Actor, NotAllowed
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.scope import opened
from samfrid.foundation.vault.models import BlindIndex, Erasure, SealedValue, WrappedKey
from samfrid.foundation.vault.services import rotation
from samfrid.foundation.vault.services.erasures import apply_again, complete_list, erase, listed
from samfrid.foundation.vault.services.references import (
    find_by_reference,
    read_reference,
    seal_reference,
    seal_references,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A key ring and a list of erasures of the test's own."""
    make_ring(tmp_path / "ring.json", day=DAY)
    own = replace(
        settings.SAMFRID, keys=tmp_path / "ring.json", erasures=tmp_path / "list" / "erasures.jsonl"
    )
    monkeypatch.setattr(settings, "SAMFRID", own)
    return tmp_path


@pytest.fixture
def worker() -> Person:
    return new_person(new_organisation(), Role.SOCIAL_WORKER)


def sealed(person: Person, reference: str) -> uuid.UUID:
    case_id = uuid.uuid4()
    owner = person.membership.organisation_id
    seal_reference(by=person.actor, organisation=owner, case_id=case_id, reference=reference)
    return case_id


def read(person: Person, case_id: uuid.UUID) -> str | None:
    return read_reference(by=person.actor, organisation=person.membership.organisation_id, case_id=case_id)


def found(person: Person, reference: str) -> tuple[uuid.UUID, ...]:
    owner = person.membership.organisation_id
    return find_by_reference(by=person.actor, organisation=owner, reference=reference)


def rows_of(person: Person, case_id: uuid.UUID) -> int:
    with opened(person.membership.organisation_id, by=person.actor):
        return sum(
            model.objects.filter(case_id=case_id).count() for model in (WrappedKey, SealedValue, BlindIndex)
        )


def test_an_erased_person_is_gone_and_on_the_list(worker, room, django_capture_on_commit_callbacks):
    case_id, other = sealed(worker, "IFO 1"), sealed(worker, "IFO 2")

    with django_capture_on_commit_callbacks(execute=True):
        erase(by=worker.actor, case_id=case_id)

    assert read(worker, case_id) is None
    assert found(worker, "IFO 1") == ()
    assert rows_of(worker, case_id) == 0
    assert read(worker, other) == "IFO 2"
    assert [line.case_id for line in listed(room / "list" / "erasures.jsonl")] == [case_id]
    assert (room / "list" / "erasures.jsonl").stat().st_mode & 0o077 == 0


def test_erasing_twice_is_erasing_once(worker):
    case_id = sealed(worker, "IFO 1")

    erase(by=worker.actor, case_id=case_id)
    erase(by=worker.actor, case_id=case_id)

    assert Entry.objects.filter(action="vault.person_erased").count() == 1


def test_a_stranger_and_a_role_without_cases_erase_nobody(worker):
    case_id = sealed(worker, "IFO 1")
    stranger = new_person(new_organisation("umea"), Role.SOCIAL_WORKER)
    trainer = new_person(worker.membership.organisation, Role.TRAINER)

    erase(by=stranger.actor, case_id=case_id)  # erases in the stranger's own organisation, where it isn't
    with pytest.raises(NotAllowed):
        erase(by=trainer.actor, case_id=case_id)

    assert read(worker, case_id) == "IFO 1"


def test_a_restored_copy_loses_the_erased_again(worker, room, django_capture_on_commit_callbacks):
    case_id = sealed(worker, "IFO 1")
    with opened(worker.membership.organisation_id, by=worker.actor):
        copy = [(model, model.objects.values().get()) for model in (WrappedKey, SealedValue, BlindIndex)]
    with django_capture_on_commit_callbacks(execute=True):
        erase(by=worker.actor, case_id=case_id)
    with opened(worker.membership.organisation_id, by=worker.actor):
        Erasure.objects.all().delete()
        for model, values in copy:
            model.objects.create(**values)
    assert read(worker, case_id) == "IFO 1"

    again = apply_again(room / "list" / "erasures.jsonl")

    assert again == 1
    assert read(worker, case_id) is None
    assert apply_again(room / "list" / "erasures.jsonl") == 0


def test_what_a_crash_kept_from_the_list_is_put_there_later(worker, room):
    case_id = sealed(worker, "IFO 1")
    erase(by=worker.actor, case_id=case_id)  # the test's transaction never ends, so the list hears nothing
    (room / "list").mkdir()
    (room / "list" / "erasures.jsonl").write_text('{"organisation": "cut sho')

    assert complete_list() == 1
    assert [line.case_id for line in listed(room / "list" / "erasures.jsonl")] == [case_id]
    assert complete_list() == 0


def test_after_rotation_everything_is_read_and_found_and_nothing_lies_under_the_old_key(worker, room):
    cases = {uuid.uuid4(): f"IFO {number}" for number in range(450)}
    owner = worker.membership.organisation_id
    seal_references(by=worker.actor, organisation=owner, references=cases)
    old = load_ring(room / "ring.json").primary

    new = add_master_key(room / "ring.json", day=DAY).primary
    moved = rotation.rotate()

    assert (moved, rotation.rows_under(old), rotation.rows_under(new)) == (450, 0, 900)
    assert rotation.remove_old_keys() == (old,)
    assert load_ring(room / "ring.json").key_ids == (new,)
    for case_id, reference in list(cases.items())[::50]:
        assert read(worker, case_id) == reference
        assert found(worker, reference) == (case_id,)
    assert Entry.objects.filter(action="vault.keys_rotated").count() == 1


def test_a_rotation_broken_off_leaves_everything_readable_and_is_finished_later(worker, room):
    cases = {uuid.uuid4(): f"IFO {number}" for number in range(450)}
    owner = worker.membership.organisation_id
    seal_references(by=worker.actor, organisation=owner, references=cases)
    old = load_ring(room / "ring.json").primary
    add_master_key(room / "ring.json", day=DAY)

    def crash(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(told=crash)

    assert 0 < rotation.rows_under(old) < 900
    assert rotation.remove_old_keys() == ()
    for case_id, reference in list(cases.items())[::40]:
        assert read(worker, case_id) == reference
        assert found(worker, reference) == (case_id,)
    assert rotation.rotate() == 250
    assert rotation.remove_old_keys() == (old,)


def test_without_its_key_ring_the_database_tells_nothing(worker, room, monkeypatch):
    case_id = sealed(worker, "IFO 1")
    make_ring(room / "other.json", day=DAY)
    monkeypatch.setattr(settings, "SAMFRID", replace(settings.SAMFRID, keys=room / "other.json"))

    with pytest.raises(SealBroken):
        read(worker, case_id)
    assert found(worker, "IFO 1") == ()


def test_the_installation_itself_may_erase_by_retention(worker):
    case_id = sealed(worker, "IFO 1")

    erase(by=Actor(SYSTEM.id, worker.membership.organisation_id), case_id=case_id)

    assert read(worker, case_id) is None
