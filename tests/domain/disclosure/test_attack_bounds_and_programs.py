from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hand_made_release import HandMade, small_release
from samfrid.adapters.disclosure_files.read import read_release
from samfrid.domain.disclosure.attack import DoesNotAddUp, run
from samfrid.domain.disclosure.attack.bounds import propagate
from samfrid.domain.disclosure.attack.elimination import determined
from samfrid.domain.disclosure.attack.system import consistency_system
from samfrid.domain.disclosure.saved import SavedRelease
from samfrid.domain.wording import Language

Release = Callable[..., SavedRelease]
CORNER = {"muni": "a1", "gender": "W"}


@pytest.fixture
def release(tmp_path: Path) -> Release:
    def write(**changes: object) -> SavedRelease:
        return read_release(small_release(**changes).write(tmp_path / "out"))

    return write


def test_nothing_is_found_in_a_proven_release(release: Release):
    report = run(release())

    assert report.found_nothing
    assert (report.judged, report.unresolved, report.unresolved_algebra) == (1, 0, 0)
    assert "Angreppen hittade ingenting." in report.into(Language.SWEDISH)


def test_a_line_with_one_hidden_cell_is_worked_out(release: Release):
    report = run(release(hidden=lambda cell: cell == CORNER))

    assert [(one.cell, one.low, one.high) for one in report.exact] == [("muni a1, gender W", 2, 2)]
    assert report.exact_by_bounds == {"0": 1, "1": 1}
    assert report.exact_by_algebra == 1
    assert report.small == 1


@pytest.mark.parametrize("shown", [("a1", "M"), ("a2", "W"), ("a2", "M")])
def test_unhiding_any_necessary_secondary_is_found(release: Release, shown: tuple[str, str]):
    def hidden(cell: dict[str, str]) -> bool:
        inside = cell.get("muni") in ("a1", "a2") and cell.get("gender") in ("W", "M")
        return inside and (cell["muni"], cell["gender"]) != shown

    assert run(release(hidden=hidden)).exact


def test_what_only_a_reader_of_shown_noughts_can_work_out_is_told_apart(release: Release):
    counts = dict(small_release().counts) | {("a1", "W"): 1, ("a1", "M"): 1}

    with_noughts_shown = run(release(counts=counts))

    assert [one.low for one in with_noughts_shown.exact] == [1]
    assert with_noughts_shown.exact_by_bounds == {"0": 0, "1": 1}
    assert with_noughts_shown.exact_by_algebra == 0


def test_a_cell_left_with_too_few_values_is_narrow_though_not_exact(release: Release):
    counts = dict(small_release().counts) | {("a1", "W"): 2, ("a1", "M"): 2}

    report = run(release(counts=counts))

    assert [(one.low, one.high) for one in report.narrow] == [(1, 3)]
    assert not report.exact
    assert not report.found_nothing


def test_without_a_proof_every_hidden_cell_that_may_be_small_is_judged(tmp_path: Path):
    folder = small_release(hidden=lambda cell: cell == CORNER).write(tmp_path / "out")
    for file in (folder / "proof").iterdir():
        file.unlink()
    (folder / "proof").rmdir()

    report = run(read_release(folder))

    assert not report.primaries_known
    assert [one.cell for one in report.exact] == ["muni a1, gender W"]


def test_tables_that_do_not_add_up_are_refused_with_the_cell(tmp_path: Path):
    folder = small_release().write(tmp_path / "out")
    table = folder / "tables/001.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",91,", ",92,"), encoding="utf-8")

    with pytest.raises(DoesNotAddUp, match="Total"):
        run(read_release(folder))


def test_an_insider_finds_what_others_do_not(tmp_path: Path):
    counts = {("m1", "W"): 1, ("m1", "M"): 7, ("m2", "W"): 6, ("m2", "M"): 9}
    made = HandMade(
        columns={"muni": ("m1", "m2"), "gender": ("W", "M")},
        hierarchies={},
        tables=[["muni", "gender"]],
        counts=counts,
        hidden=lambda cell: len(cell) == 2,
        primaries=[({"muni": m, "gender": g}, "forced") for m, g in counts],
    )
    release = read_release(made.write(tmp_path / "out"))

    assert run(release).found_nothing
    assert {one.cell for one in run(release, insider=True).insider_findings} == {
        "muni m1, gender M",
        "muni m2, gender W",
        "muni m2, gender M",
    }


def test_a_small_group_all_in_one_sensitive_category_is_found(tmp_path: Path):
    group = {"dimension": "gender", "sensitive": ["O"], "group_below": 10, "all_but": 0}
    counts = {
        (m, g): n for (m, g), n in zip(product(("m1", "m2"), "WMO"), (0, 0, 8, 20, 20, 20), strict=True)
    }
    made = HandMade(
        columns={"muni": ("m1", "m2"), "gender": ("W", "M", "O")},
        hierarchies={},
        tables=[["muni", "gender"]],
        counts=counts,
        hidden=lambda cell: False,
        rule={"groups": [group]},
    )

    assert run(read_release(made.write(tmp_path / "out"))).groups == ("muni m1, gender O",)


# --- against every whole-number table there is -----------------------------------------------------------------

ROWS, COLUMNS = ("r0", "r1"), ("c0", "c1", "c2")
NAMES = [{}, *({"r": r} for r in ROWS), *({"c": c} for c in COLUMNS)]
NAMES += [{"r": r, "c": c} for r, c in product(ROWS, COLUMNS)]

NAMES_AS_TEXT = [", ".join(f"{k} {v}" for k, v in cell.items()) or "Total" for cell in NAMES]


@st.composite
def small_tables(draw: st.DrawFn) -> HandMade:
    counts = {key: draw(st.integers(0, 3)) for key in product(ROWS, COLUMNS)}
    minimum = draw(st.sampled_from([0, 1]))
    choice = {i for i in range(1, len(NAMES)) if draw(st.booleans())}
    made = HandMade(
        columns={"r": ROWS, "c": COLUMNS},
        hierarchies={},
        tables=[["r", "c"]],
        counts=counts,
        hidden=lambda cell: False,
        rule={"reader_minimum": minimum},
    )
    made.hidden = lambda cell: NAMES.index(cell) in choice and made.count(cell) >= minimum
    return made


@cache
def ways_to_place(persons: int, places: int) -> np.ndarray:
    """List every way to place persons in places: one row a way."""
    if places == 1:
        return np.array([[persons]])
    parts = []
    for first in range(persons + 1):
        rest = ways_to_place(persons - first, places - 1)
        parts.append(np.hstack([np.full((len(rest), 1), first), rest]))
    return np.vstack(parts)


def every_table(made: HandMade) -> np.ndarray:
    """List, for all whole-number tables that agree with what is published, the values of all cells."""
    keys = list(product(ROWS, COLUMNS))
    takes_in = np.array(
        [[cell.items() <= dict(zip("rc", key, strict=True)).items() for cell in NAMES] for key in keys]
    )
    values = ways_to_place(made.count({}), len(keys)) @ takes_in.astype(int)
    hidden = np.array([made.hidden(cell) for cell in NAMES])
    truth = np.array([made.count(cell) for cell in NAMES])
    agrees = (values == truth)[:, ~hidden].all(axis=1)
    return values[agrees & (values[:, hidden] >= int(str(made.rule["reader_minimum"]))).all(axis=1)]


@given(small_tables())
def test_the_attacks_are_always_right_about_every_whole_number_table(made: HandMade):
    with tempfile.TemporaryDirectory() as folder:
        release = read_release(made.write(Path(folder) / "out"))
    ways = every_table(made)
    columns = {name: i for i, name in enumerate(NAMES_AS_TEXT)}
    system = consistency_system(release)
    size = len(system.cells)
    low, high = propagate(system, np.full(size, float(release.rule.reader_minimum)), np.full(size, np.inf))
    by_algebra, _ = determined(system, until=np.inf)
    # A width that nothing reaches makes every interval be searched to its ends.
    report = run(replace(release, rule=replace(release.rule, width=1000), proof=None))

    found = {one.cell: (one.low, one.high) for one in (*report.exact, *report.narrow)}
    for i, cell in enumerate(system.cells):
        name = release.cell_name(int(cell))
        values = ways[:, columns[name]]
        assert low[i] <= values.min()
        assert values.max() <= high[i]
        assert not by_algebra[i] or values.min() == values.max()
        if name in found:
            assert found[name] == (values.min(), values.max())
        else:
            assert values.max() == 0 or values.min() >= release.rule.threshold
