"""What a person may rely on in a written release."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from samfrid.adapters.disclosure_files.write import CannotWrite, write_family
from samfrid.domain.disclosure import ProtectedFamily, Rule, protect
from samfrid.domain.tables import Dimension, Hierarchy, RawCounts, TableFamily, TableShape
from samfrid.domain.wording import Text


@pytest.fixture(scope="module")
def family() -> ProtectedFamily:
    above = {"m1": "c1", "m2": "c1", "m3": "c2", "m4": "c2"}
    muni = Dimension(
        "muni", tuple(above), Text.same("muni"), (Hierarchy("county", above, Text.same("county")),)
    )
    gender = Dimension("gender", ("W", "M"), Text.same("gender"))
    shape = TableFamily("f", (TableShape("muni × gender", (muni, gender)), TableShape("gender", (gender,))))
    rows = [((m, g), 2 if (m, g) == ("m1", "W") else 30 + i) for i, m in enumerate(above) for g in ("W", "M")]
    return protect(RawCounts.from_rows(shape, rows), Rule())


def test_the_tables_hold_every_cell_with_its_level_and_status(tmp_path, family):
    write_family(family, tmp_path / "out")

    written = (tmp_path / "out/tables/001.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(written.splitlines()))
    assert len(rows) == 7 * 3
    assert list(rows[0]) == ["muni", "muni_level", "gender", "gender_level", "count", "status"]
    assert {row["status"] for row in rows} == {"published", "hidden"}
    assert all((row["count"] == "") == (row["status"] == "hidden") for row in rows)


def test_nothing_public_tells_which_hidden_cell_is_primary(tmp_path, family):
    write_family(family, tmp_path / "out")

    public = "".join(
        path.read_text(encoding="utf-8")
        for path in (tmp_path / "out").rglob("*")
        if path.is_file() and "proof" not in path.parts
    )
    assert 'threshold",' not in public
    assert "primary" not in public


def test_the_manifest_names_the_hash_of_every_file_of_the_proof_and_the_tables(tmp_path, family):
    out = tmp_path / "out"
    write_family(family, out, data_sha256="abc")

    manifest = json.loads((out / "proof/manifest.json").read_text(encoding="utf-8"))
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    assert set(manifest["files"]) == {
        "tables/001.csv", "tables/002.csv", "structure.json",
        "proof/base.csv", "proof/witnesses.csv", "proof/primaries.csv",
    }  # fmt: skip
    assert manifest["data_sha256"] == "abc"


def test_only_the_owner_may_open_the_proof(tmp_path, family):
    write_family(family, tmp_path / "out")

    assert (tmp_path / "out/proof").stat().st_mode & 0o077 == 0


def test_writing_again_replaces_the_release_and_leaves_nothing_behind(tmp_path, family):
    write_family(family, tmp_path / "out")
    before = (tmp_path / "out/tables/001.csv").read_bytes()

    write_family(family, tmp_path / "out")

    assert (tmp_path / "out/tables/001.csv").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path, family):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/letter.txt").write_text("mine")

    with pytest.raises(CannotWrite, match="other than an earlier release"):
        write_family(family, tmp_path / "out")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]


def test_a_full_disk_is_a_sentence_and_nothing_half_written(tmp_path, family, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)

    with pytest.raises(CannotWrite, match="No space left on device"):
        write_family(family, tmp_path / "out")

    assert list(tmp_path.iterdir()) == []
