"""What a person in need, and an editor, may rely on about contact ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from people import KIND, LINKOPING, MOTALA, Person, new_organisation, new_person
from samfrid.apps.contacts import selectors
from samfrid.apps.contacts.models import ContactWay
from samfrid.apps.contacts.services import national_lines, ways
from samfrid.apps.contacts.services.ways import ContactRefused, Content
from samfrid.domain.wording import Language
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.models import Kind

TODAY = date(2026, 11, 22)


def content(**changes: object) -> Content:
    given: dict[str, object] = {
        "name_sv": "Socialjouren",
        "name_en": "Social services out of hours",
        "for_whom_sv": "När det inte kan vänta.",
        "for_whom_en": "When it can't wait.",
        "hours_sv": "kvällar och nätter",
        "hours_en": "evenings and nights",
        "phone": "040-628 04 12",
        "municipality": MOTALA,
    }
    return Content(**(given | changes))  # type: ignore[arg-type]


@pytest.fixture
def editor(db: None) -> Person:
    return new_person(new_organisation(), Role.EDITOR)


@pytest.fixture
def charlie(db: None) -> Person:
    return new_person(new_organisation("linkoping", covers=(LINKOPING,)), Role.EDITOR)


def verified(editor: Person, given: Content | None = None, on: date = TODAY) -> ContactWay:
    way = ways.add(by=editor.actor, content=given or content())
    return ways.verify(by=editor.actor, way=way.pk, version=way.version, on=on)


def test_a_way_nobody_has_verified_is_never_shown(editor):
    ways.add(by=editor.actor, content=content())

    assert selectors.for_place(MOTALA, today=TODAY) == ()


def test_a_verified_way_is_shown_in_its_own_place_with_who_checked_it_and_when(editor):
    verified(editor)

    (shown,) = selectors.for_place(MOTALA, today=TODAY)
    assert (shown.name.sv, shown.dialled) == ("Socialjouren", "0406280412")
    assert (shown.verified_on, shown.verified_by) == (TODAY, "Motala (påhittad)")
    assert selectors.for_place(KIND, today=TODAY) == ()


@pytest.mark.parametrize(("after", "shown"), [(0, 1), (182, 1), (183, 0), (400, 0)])
def test_old_information_takes_itself_away(editor, after, shown):
    verified(editor)

    assert len(selectors.for_place(MOTALA, today=TODAY + timedelta(days=after))) == shown


def test_a_change_takes_a_way_from_the_public_until_it_is_verified_again(editor):
    way = verified(editor)

    ways.change(by=editor.actor, way=way.pk, content=content(phone="040-628 04 13"))

    assert selectors.for_place(MOTALA, today=TODAY) == ()


def test_saving_without_a_change_keeps_what_was_verified(editor):
    way = verified(editor)

    ways.change(by=editor.actor, way=way.pk, content=content())

    assert len(selectors.for_place(MOTALA, today=TODAY)) == 1


def test_what_was_changed_while_it_was_checked_is_not_verified(editor):
    way = ways.add(by=editor.actor, content=content())
    ways.change(by=editor.actor, way=way.pk, content=content(phone="040-628 04 13"))

    with pytest.raises(ContactRefused, match="changed the details"):
        ways.verify(by=editor.actor, way=way.pk, version=1, on=TODAY)


def test_a_withdrawn_way_is_gone_and_can_not_be_verified(editor):
    way = verified(editor)
    ways.withdraw(by=editor.actor, way=way.pk)

    assert selectors.for_place(MOTALA, today=TODAY) == ()
    with pytest.raises(ContactRefused):
        ways.verify(by=editor.actor, way=way.pk, version=way.version, on=TODAY)


def test_a_stranger_can_neither_change_verify_nor_withdraw(editor, charlie):
    way = ways.add(by=editor.actor, content=content())

    for deed in (
        lambda: ways.change(by=charlie.actor, way=way.pk, content=content(municipality=LINKOPING)),
        lambda: ways.verify(by=charlie.actor, way=way.pk, version=1, on=TODAY),
        lambda: ways.withdraw(by=charlie.actor, way=way.pk),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_a_worker_without_the_permission_can_not_add(editor):
    worker = new_person(editor.membership.organisation, Role.SOCIAL_WORKER)

    with pytest.raises(NotAllowed):
        ways.add(by=worker.actor, content=content())


def test_nobody_keeps_ways_for_a_place_they_do_not_work_in(editor, charlie):
    with pytest.raises(ContactRefused, match="does not keep"):
        ways.add(by=charlie.actor, content=content(municipality=MOTALA))
    with pytest.raises(ContactRefused, match="does not keep"):
        ways.add(by=editor.actor, content=content(municipality=""))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name_en": " "}, "name_en"),
        ({"phone": "", "web": ""}, "phone"),
        ({"phone": "ring oss"}, "phone"),
        ({"phone": "", "web": "http://example.org"}, "web"),
        ({"phone": "", "web": "https://user@example.org/"}, "web"),
        ({"phone": "", "web": "javascript:alert(1)"}, "web"),
        ({"municipality": "9999"}, "municipality"),
        ({"traces_sv": "Syns inte."}, "traces_en"),
    ],
)
def test_what_could_not_be_used_is_refused_by_field(editor, wrong, field):
    with pytest.raises(ContactRefused) as refused:
        ways.add(by=editor.actor, content=content(**wrong))

    assert [problem.where.field for problem in refused.value.problems] == [field]


def test_every_deed_is_in_the_audit(editor):
    way = verified(editor)
    ways.change(by=editor.actor, way=way.pk, content=replace(content(), cost_sv="Gratis", cost_en="Free"))
    ways.withdraw(by=editor.actor, way=way.pk)

    actions = Entry.objects.filter(about=str(way.pk)).order_by("number").values_list("action", flat=True)
    assert list(actions) == ["contacts.changed", "contacts.verified", "contacts.changed", "contacts.changed"]


def test_reading_a_place_takes_one_query(editor, django_assert_num_queries):
    for number in range(5):
        verified(editor, content(name_sv=f"Jour {number}"))

    with django_assert_num_queries(1):
        assert len(selectors.for_place(MOTALA, today=TODAY)) == 5


def test_the_shipped_lines_name_their_source_in_full_and_in_both_languages():
    for line in national_lines.shipped_lines():
        assert line["source"].startswith("https://"), line["seed"]
        for name in ("name", "for_whom", "hours"):
            assert all(line[f"{name}_{language.value}"] for language in Language)


def test_a_shipped_line_in_doubt_waits_for_somebody_to_try_it(db):
    board = new_person(new_organisation("lst", kind=Kind.COUNTY_BOARD, covers=()), Role.EDITOR)

    added = national_lines.load(by=board.actor, verified_on=TODAY)

    shown = {way.phone for way in selectors.for_place("", today=TODAY)}
    assert added == len(national_lines.shipped_lines())
    assert "116 016" in shown
    assert "020-57 70 70" not in shown
    assert national_lines.load(by=board.actor, verified_on=TODAY) == 0


def test_no_shipped_line_is_shown_when_nobody_vouches_for_it(db):
    board = new_person(new_organisation("lst", kind=Kind.COUNTY_BOARD, covers=()), Role.EDITOR)

    national_lines.load(by=board.actor)

    assert selectors.for_place("", today=TODAY) == ()
