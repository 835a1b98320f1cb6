"""What whoever reads in a file may rely on: every problem by its cell, and all or nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from intake_files import HEADINGS, ROWS, bring_in, csv_of

from case_examples import Place
from samfrid.apps.cases.facts import case_facts
from samfrid.apps.cases.models import Case, CaseBatch
from samfrid.apps.intake import template
from samfrid.apps.intake.models import CellProblem, FileState, IncomingFile
from samfrid.apps.intake.services.imports import ImportRefused
from samfrid.domain.wording import Language
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.scope import opened


def test_a_sheet_of_ones_own_comes_in_with_its_columns_recognised(place: Place) -> None:
    imported = bring_in(place, csv_of())

    with opened(place.organisation.pk, by=place.manager.actor):
        cases = list(Case.objects.order_by("opened"))
    assert imported.rows == 4
    assert [case.gender for case in cases] == ["woman", "woman", "man", "not_stated"]
    assert [case.age_band for case in cases] == ["26-40", "26-40", "61+", "not_stated"]
    assert [case.place for case in cases] == ["0583", "0580", "0584", ""]
    assert [case.days_to_first_meeting for case in cases] == [7, None, 0, None]
    assert cases[0].support == ["support_talk", "legal"]
    assert cases[0].opened == date(2026, 3, 2)
    assert Entry.objects.filter(action=Action.FILE_COMMITTED).count() == 1


def test_the_same_file_twice_is_one(place: Place) -> None:
    first, second = bring_in(place, csv_of()), bring_in(place, csv_of(), name="kopia.csv")

    assert second.was_there
    assert second.receipt == first.receipt
    with opened(place.organisation.pk, by=place.manager.actor):
        assert Case.objects.count() == 4


@pytest.mark.parametrize(
    ("column", "word", "cell"),
    [
        ("Kön", "hen?", "A3"),
        ("Ålder", "gammal", "B3"),
        ("Ålder", "340", "B3"),
        ("Kommun", "Atlantis", "C3"),
        ("Kommun", "Östergötlands län", "C3"),
        ("Öppnat", "i våras", "D3"),
        ("Öppnat", "", "D3"),
        ("Öppnat", "2999-01-01", "D3"),
        ("Öppnat", "03/04/2026", "D3"),
        ("Första samtal", "2020-01-01", "E3"),
        ("Hederskontext", "kanske", "F3"),
        ("Stöd", "Stödsamtal; trolleri", "G3"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_cell_and_nothing_is_written(
    place: Place, column: str, word: str, cell: str
) -> None:
    rows = [list(row) for row in ROWS]
    rows[1][HEADINGS.index(column)] = word

    with pytest.raises(ImportRefused) as refused:
        bring_in(place, csv_of(rows))

    problem = refused.value.problems[0]
    assert (problem.where.file, problem.where.cell) == ("arenden.csv", cell)
    assert word not in problem.what.sv or word in ("", "Östergötlands län")
    assert_nothing_was_kept(place)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 not a table",
        "namn;kön\nEva;kvinna\n".encode(),
        csv_of([["Kvinna", "34", "Motala", "2026-03-02", "", "", "tel 811218-9876"]]),
        csv_of(headings=("Kön", "Kön", "x", "Öppnat", "y", "z", "w"))[:40],
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_reason_and_leaves_nothing(
    place: Place, content: bytes
) -> None:
    with pytest.raises(ImportRefused) as refused:
        bring_in(place, content)

    assert "811218" not in refused.value.into(Language.SWEDISH)
    assert_nothing_was_kept(place)


def test_a_dry_run_tells_how_many_rows_there_are_and_writes_none(place: Place) -> None:
    assert bring_in(place, csv_of(), dry_run=True).rows == 4
    assert_nothing_was_kept(place)


def test_a_value_may_be_given_for_all_rows(place: Place) -> None:
    rows = [row[:2] for row in ROWS]
    bring_in(place, csv_of(rows, HEADINGS[:2]), fixed={"opened_month": "2026-05", "place": "Kinda"})

    with opened(place.organisation.pk, by=place.manager.actor):
        assert set(Case.objects.values_list("opened_month", "opened", "place")) == {("2026-05", None, "0513")}


def test_the_template_reads_in_as_it_is_in_both_languages(place: Place) -> None:
    for language in Language:
        imported = bring_in(place, template.template(language), name=f"{language}.xlsx")
        assert imported.rows == 2
    with opened(place.organisation.pk, by=place.manager.actor):
        assert Counter(Case.objects.values_list("gender", "place", "closed_month")) == {
            ("woman", "0583", "2026-05"): 2,
            ("man", "0580", ""): 2,
        }


def test_the_helpline_register_comes_in_with_its_own_places_and_never_counts_as_swedish(
    place: Place, outside_data: Path
) -> None:
    rows = (outside_data / "microdata" / "linea144-2023.csv").read_bytes()
    imported = bring_in(place, rows, name="linea144-2023.csv", format_="linea144")

    with opened(place.organisation.pk, by=place.manager.actor):
        facts = case_facts(geography="ar")
        genders = Counter(row["gender"] for row in facts)
        assert case_facts().rows == 0
    assert imported.rows == facts.rows == 5296
    assert genders == {"woman": 5089, "man": 40, "not_stated": 135, "other": 32}


def test_unknown_places_are_refused_by_cell_where_no_geography_is_named(
    place: Place, outside_data: Path
) -> None:
    lines = (outside_data / "microdata" / "linea144-2023.csv").read_bytes().splitlines()[:40]
    headings = lines[0].decode("utf-8").split(",")
    headings[:4] = ["Månad", "Kommun", "Kön", "Ålder"]
    content = b"\n".join([",".join(headings).encode(), *lines[1:]])

    with pytest.raises(ImportRefused) as refused:
        bring_in(place, content)

    assert {problem.where.cell[:1] for problem in refused.value.problems if problem.where.cell} == {"B"}
    assert_nothing_was_kept(place)


def test_days_to_care_come_in_only_for_those_who_were_linked(place: Place, outside_data: Path) -> None:
    rows = (outside_data / "microdata" / "mosaicData_HELPrct.csv").read_bytes()
    bring_in(place, rows, name="HELPrct.csv", format_="help_rct")

    with opened(place.organisation.pk, by=place.manager.actor):
        facts = list(case_facts(geography="us"))
    assert len(facts) == 453
    assert Counter(row["gender"] for row in facts) == {"man": 346, "woman": 107}
    assert sum(row["days_to_first_meeting"] is not None for row in facts) == 163


def assert_nothing_was_kept(place: Place) -> None:
    with opened(place.organisation.pk, by=place.manager.actor):
        assert not Case.staged.exists()
        assert not CaseBatch.objects.exists()
        assert not IncomingFile.objects.filter(state__in=[FileState.COMMITTED, FileState.COMMITTING]).exists()
        assert not IncomingFile.objects.exclude(spool_key="").exists()
        assert (
            not CellProblem.objects.exists() or IncomingFile.objects.filter(state=FileState.REFUSED).exists()
        )
