"""From a file of counts to a release that holds and that the attacks leave alone, on data nobody here drew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from samfrid.adapters.disclosure_files.read import read_release
from samfrid.cli.disclosure import command
from samfrid.domain.disclosure.attack import run
from samfrid.domain.disclosure.attack.truth import true_counts
from samfrid.domain.disclosure.saved import SavedRelease
from samfrid.domain.disclosure.verify import check


@pytest.fixture(scope="module")
def spec(outside_data: Path) -> Path:
    return outside_data / "sdc" / "s.spec.json"


@pytest.fixture(scope="module")
def folder(spec: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sdc") / "s"
    result = CliRunner().invoke(command, ["protect", str(spec), "--out", str(out)])
    assert result.exit_code == 0, result.output
    return out


@pytest.fixture(scope="module")
def release(folder: Path) -> SavedRelease:
    return read_release(folder)


def shown(release: SavedRelease, cells: np.ndarray | np.intp) -> SavedRelease:
    """The same release with some hidden cells published with their true counts."""
    assert release.proof is not None
    truth, _ = true_counts(release, release.proof.base)
    counts = release.counts.copy()
    counts[cells] = truth[cells]
    return replace(release, counts=counts)


def test_what_protect_writes_is_proven_and_its_primaries_are_complete(folder: Path, spec: Path):
    result = CliRunner().invoke(command, ["verify", str(folder), "--data", str(spec)])

    assert result.exit_code == 0, result.output


def test_the_attacks_find_nothing_in_it(folder: Path, spec: Path):
    judged = CliRunner().invoke(command, ["attack", str(folder), "--data", str(spec)])

    assert judged.exit_code == 0, judged.output


def test_unhiding_any_one_cell_is_caught(release: SavedRelease):
    hidden = np.flatnonzero(release.hidden)
    tried = hidden[:: max(1, len(hidden) // 20)]

    caught = [
        {"moves", "published"} & {fault.kind for fault in check(shown(release, cell)).faults}
        for cell in tried
    ]

    assert all(caught)


def test_showing_all_secondaries_lets_the_attacks_in(release: SavedRelease):
    assert release.proof is not None
    listed = release.find(release.proof.primaries)
    secondary = release.hidden.copy()
    secondary[listed] = False

    assert run(shown(release, np.flatnonzero(secondary))).exact
