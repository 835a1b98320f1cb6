from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hand_made_release import HandMade, box, edit, sign, small_release
from samfrid.adapters.disclosure_files.read import UnreadableRelease, read_release
from samfrid.domain.disclosure.verify import NoProof, Verdict, check
from samfrid.domain.wording import Language

Release = Callable[..., Path]


@pytest.fixture
def release(tmp_path: Path) -> Release:
    def write(**changes: object) -> Path:
        return small_release(**changes).write(tmp_path / "out")

    return write


def verdict(folder: Path) -> Verdict:
    return check(read_release(folder))


def kinds(folder: Path) -> set[str]:
    return {fault.kind for fault in verdict(folder).faults}


def test_a_proven_release_holds_and_says_what_was_not_checked(release: Release):
    found = verdict(release())

    assert found.holds
    assert (found.primaries, found.proven, found.witnesses, found.hidden) == (1, 1, 2, 4)
    assert "Primärcellerna har inte kontrollerats mot data." in found.into(Language.SWEDISH)
    assert "Primaries not rechecked" in found.into(Language.ENGLISH)


def test_a_release_without_proof_is_refused_with_a_sentence(release: Release):
    folder = release()
    shutil.rmtree(folder / "proof")

    with pytest.raises(NoProof, match="no folder proof"):
        verdict(folder)


@pytest.mark.parametrize("shown", [("a1", "M"), ("a2", "W"), ("a2", "M"), ("a1", "W")])
def test_unhiding_any_cell_that_the_proof_needs_is_caught(release: Release, shown: tuple[str, str]):
    def hidden(cell: dict[str, str]) -> bool:
        inside = cell.get("muni") in ("a1", "a2") and cell.get("gender") in ("W", "M")
        return inside and (cell["muni"], cell["gender"]) != shown

    assert "moves" in kinds(release(hidden=hidden))


def altered_is_caught(folder: Path) -> bool:
    try:
        return "value" in kinds(folder)
    except UnreadableRelease as refused:  # a county with one municipality now has two values
        return "two different numbers" in str(refused)


def test_no_published_number_can_be_altered_unseen(release: Release):
    folder = release()
    table = folder / "tables/001.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    published = [i for i, line in enumerate(lines) if line.endswith(",published")]

    for i in published:
        *labels, count, status = lines[i].split(",")
        altered = ",".join([*labels, str(int(count) + 1), status])
        table.write_text("\n".join([*lines[:i], altered, *lines[i + 1 :]]) + "\n", encoding="utf-8")
        sign(folder)
        assert altered_is_caught(folder)

    assert len(published) > 10


def test_a_row_left_out_must_be_a_true_nought(release: Release):
    folder = edit(release(), "tables/001.csv", "b1,muni,M,gender,30,published\n", "")

    with pytest.raises(UnreadableRelease, match="two different numbers"):
        verdict(folder)


def test_a_changed_file_is_not_what_was_proven(release: Release):
    folder = release()
    table = folder / "tables/001.csv"
    table.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    assert kinds(folder) == {"hash"}


def test_a_file_that_lies_beside_the_tables_is_not_what_was_proven(release: Release):
    folder = release()
    (folder / "tables/002.csv").write_text("extra", encoding="utf-8")

    assert kinds(folder) == {"hash"}


def test_a_manifest_that_leaves_a_file_out_is_caught(release: Release):
    folder = release()
    manifest = folder / "proof/manifest.json"
    parsed = json.loads(manifest.read_text(encoding="utf-8"))
    del parsed["files"]["proof/base.csv"]
    manifest.write_text(json.dumps(parsed), encoding="utf-8")

    assert kinds(folder) == {"hash"}


def test_a_rule_that_was_softened_afterwards_is_caught(release: Release):
    folder = release()
    manifest = folder / "proof/manifest.json"
    parsed = json.loads(manifest.read_text(encoding="utf-8"))
    parsed["rule"]["width"] = 5
    manifest.write_text(json.dumps(parsed), encoding="utf-8")

    assert kinds(folder) == {"rule"}


@pytest.mark.parametrize("kept", [0, 1])
def test_dropping_any_witness_leaves_the_primary_unproven(release: Release, kept: int):
    witnesses = [small_release().witnesses[kept]]

    found = verdict(release(witnesses=witnesses))

    assert {fault.kind for fault in found.faults} == {"narrow"}
    assert found.proven == 0


def test_two_witnesses_with_their_rows_swapped_are_caught(release: Release):
    first, second = box(("a1", "W"), ("a2", "M"), 3), box(("a1", "W"), ("a2", "M"), -1)
    first["a1", "W"], second["a1", "W"] = second["a1", "W"], first["a1", "W"]

    found = verdict(release(witnesses=[first, second]))

    assert {fault.kind for fault in found.faults} == {"moves"}
    assert found.proven == 0


def test_a_witness_below_nought_is_caught(release: Release):
    witnesses = [box(("a1", "W"), ("a2", "M"), 3), box(("a1", "W"), ("a2", "M"), -3)]

    assert {"negative", "low"} <= kinds(release(witnesses=witnesses))


def test_a_witness_with_a_hidden_nought_is_caught_where_the_reader_knows_better(release: Release):
    witnesses = [box(("a1", "W"), ("a2", "M"), 2), box(("a1", "W"), ("a2", "M"), -2)]

    found = release(witnesses=witnesses)

    assert kinds(found) == {"low"}


def test_the_same_witness_holds_where_the_reader_knows_less(release: Release):
    witnesses = [box(("a1", "W"), ("a2", "M"), 2), box(("a1", "W"), ("a2", "M"), -2)]

    assert verdict(release(witnesses=witnesses, rule={"reader_minimum": 0})).holds


def test_a_hidden_cell_that_is_truly_nought_is_caught(release: Release):
    def hidden(cell: dict[str, str]) -> bool:
        inside = cell.get("muni") in ("a1", "a2") and cell.get("gender") in ("W", "M")
        return inside or cell in ({"muni": "b1", "gender": "O"}, {"county": "b", "gender": "O"})

    assert kinds(release(hidden=hidden)) == {"low"}


def test_a_county_with_one_municipality_cannot_be_shown_where_the_municipality_is_hidden(release: Release):
    def hidden(cell: dict[str, str]) -> bool:
        inside = cell.get("muni") in ("a1", "a2") and cell.get("gender") in ("W", "M")
        return inside or cell == {"muni": "b1", "gender": "W"}

    found = verdict(release(hidden=hidden))

    assert [fault.kind for fault in found.faults] == ["torn"]
    assert "gender W" in found.faults[0].what.en


def test_the_same_labels_in_two_tables_are_one_cell(release: Release):
    def hidden(cell: dict[str, str]) -> bool:
        return cell.get("muni") in ("a1", "a2") and cell.get("gender") in ("W", "M")

    folder = release(hidden=hidden, tables=[["muni", "gender"], ["gender", "muni"]])
    edit(folder, "tables/002.csv", "W,gender,a2,muni,,hidden", "W,gender,a2,muni,7,published")

    assert kinds(folder) == {"torn", "moves"}


def test_a_base_row_under_the_wrong_county_is_caught(release: Release):
    folder = edit(release(), "proof/base.csv", "a1,W,a,2", "a1,W,b,2")

    assert "base" in kinds(folder)


def test_a_base_row_that_stands_twice_is_caught(release: Release):
    folder = edit(release(), "proof/base.csv", "b1,O,b,0", "b1,M,b,0")

    assert "base" in kinds(folder)


def test_a_primary_that_is_published_is_caught(release: Release):
    primaries = [({"muni": "a1", "gender": "W"}, "threshold"), ({"muni": "b1", "gender": "W"}, "forced")]

    assert kinds(release(primaries=primaries)) == {"published"}


def test_a_primary_that_no_table_has_is_caught(release: Release):
    primaries = [({"muni": "a1", "county": "b"}, "threshold")]

    assert "unknown" in kinds(release(primaries=primaries))


def three_rows(**changes: object) -> HandMade:
    """Three municipalities × two genders without a county; one woman is alone in m1."""
    counts = {
        ("m1", "W"): 1,
        ("m1", "M"): 7,
        ("m2", "W"): 3,
        ("m2", "M"): 9,
        ("m3", "W"): 20,
        ("m3", "M"): 30,
    }
    given: dict[str, object] = {
        "columns": {"muni": ("m1", "m2", "m3"), "gender": ("W", "M")},
        "hierarchies": {},
        "tables": [["muni", "gender"]],
        "counts": counts,
        "hidden": lambda cell: len(cell) == 2,
        "witnesses": [
            box(("m1", "W"), ("m3", "M"), 4),
            box(("m2", "W"), ("m3", "M"), 3),
            box(("m2", "W"), ("m3", "M"), -1),
        ],
        "primaries": [({"muni": m, "gender": "W"}, "threshold") for m in ("m1", "m2")],
        "rule": {"insider": 1},
    }
    return HandMade(**(given | changes))  # type: ignore[arg-type]


def test_an_insider_learns_nothing_where_others_can_still_move(tmp_path: Path):
    found = verdict(three_rows().write(tmp_path / "out"))

    assert found.holds
    assert found.insiders == 1


def test_an_insider_who_could_work_out_another_is_caught(tmp_path: Path):
    # Every witness that moves m2 also moves m1, which the person alone there would know to be untrue.
    together = [box(("m1", "W"), ("m3", "M"), 4)]
    both = {("m1", "W"): 2, ("m1", "M"): -2, ("m2", "W"): 4, ("m2", "M"): -4, ("m3", "W"): -6, ("m3", "M"): 6}
    proof = three_rows(witnesses=[*together, both])

    outsider = verdict(
        three_rows(witnesses=[*together, both], rule={"insider": 0}).write(tmp_path / "without")
    )
    insider = verdict(proof.write(tmp_path / "with"))

    assert outsider.holds
    assert [fault.kind for fault in insider.faults] == ["insider"]
    assert "muni m2, gender W" in insider.faults[0].what.en
