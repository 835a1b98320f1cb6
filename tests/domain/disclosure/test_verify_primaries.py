from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hand_made_release import HandMade, small_release
from samfrid.adapters.disclosure_files.read import read_release
from samfrid.adapters.disclosure_files.read_data import read_data
from samfrid.domain.disclosure.verify import Verdict, check
from samfrid.domain.wording import Language

Checked = Callable[[HandMade, HandMade], Verdict]
CORNER = ({"muni": "a1", "gender": "W"}, "threshold")


@pytest.fixture
def against(tmp_path: Path) -> Checked:
    """Check a release against the data of a family, which may be another."""

    def compare(made: HandMade, data: HandMade) -> Verdict:
        (tmp_path / "data").mkdir()
        release = read_release(made.write(tmp_path / "out"))
        return check(release, read_data(data.write_data(tmp_path / "data"), release))

    return compare


def kinds(verdict: Verdict) -> list[str]:
    return [fault.kind for fault in verdict.faults]


def test_a_complete_list_holds_and_says_that_it_was_recounted(against: Checked):
    verdict = against(small_release(), small_release())

    assert verdict.holds
    assert "räknats om ur data" in verdict.into(Language.SWEDISH)


def test_a_primary_missing_from_the_list_is_caught(against: Checked):
    verdict = against(small_release(primaries=[]), small_release())

    assert kinds(verdict) == ["missing"]
    assert "muni a1, gender W" in verdict.faults[0].what.en


def test_a_base_that_is_not_the_data_is_caught(against: Checked):
    other = small_release(counts=dict(small_release().counts) | {("b1", "M"): 31})

    verdict = against(small_release(), other)

    assert kinds(verdict) == ["base"]
    assert "muni b1, gender M, county b" in verdict.faults[0].what.en


def test_another_data_file_than_the_one_protected_is_caught(tmp_path: Path):
    made = small_release()
    release = read_release(made.write(tmp_path / "out"))
    (tmp_path / "data").mkdir()
    data = read_data(made.write_data(tmp_path / "data"), release)
    assert release.proof is not None
    proof = replace(release.proof, data_sha256="0" * 64)

    assert kinds(check(replace(release, proof=proof), data)) == ["data"]


def test_a_cell_on_the_list_that_the_rule_does_not_name_is_caught(against: Checked):
    listed = [CORNER, ({"muni": "a2", "gender": "W"}, "threshold")]

    assert kinds(against(small_release(primaries=listed), small_release())) == ["extra"]


def test_a_stricter_threshold_of_a_category_counts_in_every_cell_of_it(against: Checked):
    strict = {"thresholds": {"gender": {"W": 10}}}

    verdict = against(small_release(rule=strict), small_release())

    missing = sorted(fault.what.en for fault in verdict.faults if fault.kind == "missing")
    assert missing == [
        "Primary gender W, county a is not in the list.",
        "Primary muni a2, gender W is not in the list.",
    ]


def test_a_small_group_in_one_sensitive_category_makes_it_and_what_stands_beside_it_primary(against: Checked):
    group = {"dimension": "gender", "sensitive": ["O"], "group_below": 18, "all_but": 8}

    verdict = against(small_release(rule={"groups": [group]}), small_release())

    missing = sorted(fault.what.en for fault in verdict.faults if fault.kind == "missing")
    assert missing == [
        "Primary muni a1, gender M is not in the list.",
        "Primary muni a1, gender O is not in the list.",
    ]


def test_a_cell_that_an_owner_hides_is_primary(against: Checked):
    forced = {"force_hide": [{"muni": "a2", "gender": "W", "reason": "known to the press"}]}

    verdict = against(small_release(rule=forced), small_release())

    assert kinds(verdict) == ["missing"]


def test_records_are_counted_as_well_as_counts(tmp_path: Path):
    made = small_release()
    release = read_release(made.write(tmp_path / "out"))
    rows = [",".join(made.columns)]
    rows += [",".join(made.base_row(codes).values()) for codes, n in made.counts.items() for _ in range(n)]
    (tmp_path / "records.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "spec.json").write_text('{"data": "records.csv"}', encoding="utf-8")

    assert check(release, read_data(tmp_path / "spec.json", release)).holds
