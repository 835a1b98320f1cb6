"""Cases that come in together are seen together or not at all, and statistics get pseudonymous rows only."""

from __future__ import annotations

from datetime import date

import pytest

from case_examples import Place, draft, open_case
from samfrid.apps.cases.facts import COLUMNS, case_facts
from samfrid.apps.cases.models import Case, CaseBatch
from samfrid.apps.cases.services import batches
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.foundation.organisations.scope import ScopeCrossed, opened


def test_a_batch_is_invisible_until_it_is_shown_and_then_whole(place: Place) -> None:
    by = place.manager.actor
    with opened(place.organisation.pk, by=by):
        batch = batches.begin(by=by)
        batches.add(by=by, batch=batch, drafts=[draft(place.unit)] * 3)
        batches.add(by=by, batch=batch, drafts=[draft(place.unit)] * 2)

        assert not Case.objects.exists()
        assert case_facts().rows == 0
        assert batches.show(by=by, batch=batch) == 5
        assert Case.objects.count() == 5
        with pytest.raises(NotAllowed):
            batches.add(by=by, batch=batch, drafts=[draft(place.unit)])


def test_an_abandoned_batch_is_swept_and_a_shown_one_never(place: Place) -> None:
    by = place.manager.actor
    with opened(place.organisation.pk, by=by):
        shown, left = batches.begin(by=by), batches.begin(by=by)
        for batch in (shown, left):
            batches.add(by=by, batch=batch, drafts=[draft(place.unit)])
        batches.show(by=by, batch=shown)

        assert batches.abandoned() == []
        for batch in (shown, left):
            while batches.discard_part(by=by, batch=batch.pk):
                pass
        assert list(CaseBatch.objects.values_list("pk", flat=True)) == [shown.pk]
        assert Case.staged.count() == 1


def test_a_stranger_and_a_worker_bring_in_nothing(place: Place) -> None:
    for person in (place.worker, place.stranger):
        with pytest.raises((NotAllowed, ScopeCrossed)), opened(place.organisation.pk, by=person.actor):
            batches.begin(by=person.actor)


def test_facts_carry_neither_key_nor_reference_nor_unit_nor_day(place: Place) -> None:
    case = open_case(
        place, first_meeting=date(2026, 8, 21), support=("group",), situation_before="2", situation_after="4"
    )
    with opened(place.organisation.pk, by=place.manager.actor):
        facts = case_facts()

    (row,) = list(facts)
    told = " ".join(str(value) for value in row.values())
    assert set(row) == set(COLUMNS)
    for secret in (str(case.pk), case.label, str(place.unit.pk), "2026-08-14", "2026-08-21"):
        assert secret not in told
    assert (row["gender"], row["place"], row["opened_month"]) == ("woman", "0583", "2026-08")
    assert (row["days_to_first_meeting"], row["outcome_change"]) == (7, 2)
    assert (row["support_group"], row["support_legal"]) == (True, False)


def test_facts_about_sweden_never_count_rows_from_abroad(place: Place) -> None:
    open_case(place)
    open_case(place, geography="ar", place="AR-B")
    with opened(place.organisation.pk, by=place.manager.actor):
        assert case_facts().rows == 1
        assert case_facts(geography="ar").rows == 1


def test_the_order_of_facts_does_not_tell_when_they_were_written(place: Place) -> None:
    def facts_after(bands: list[str]) -> list[object]:
        with opened(place.organisation.pk, by=place.manager.actor):
            Case.objects.all().delete()
        for band in bands:
            open_case(place, age_band=band)
        with opened(place.organisation.pk, by=place.manager.actor):
            return [row["age_band"] for row in case_facts()]

    assert facts_after(["61+", "18-25", "26-40"]) == facts_after(["26-40", "61+", "18-25"])
