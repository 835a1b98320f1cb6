"""A snapshot is written whole, reads back the same, and is never used when it has changed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse_strategies import COLUMNS, facts

from samfrid.adapters.warehouse import (
    SnapshotDamaged,
    SnapshotExists,
    SnapshotNotWritten,
    open_snapshot,
    write_snapshot,
)
from samfrid.adapters.warehouse.arrow import to_arrow
from samfrid.adapters.warehouse.content import content_hash
from samfrid.domain.measures import ColumnType, Facts
from samfrid.domain.wording import Language

TODAY = date(2026, 11, 22)


def some_facts(**changed: Any) -> Facts:
    columns = {
        "gender": (ColumnType.CODE, ["woman", "man", None, ""]),
        "hours": (ColumnType.DECIMAL, [1.5, None, -2, 0]),
        "on": (ColumnType.DATE, [date(2024, 2, 29), None, date(1, 1, 1), date(9999, 12, 31)]),
        "asked": (ColumnType.YES_NO, [True, False, None, True]),
        "age": (ColumnType.WHOLE, [40, None, 0, -1]),
    }
    return Facts.from_columns(columns | changed)


def hash_of(rows: Facts) -> str:
    return content_hash(to_arrow(rows), rows.types())


def same(one: Facts, other: Facts) -> bool:
    return [*one] == [*other] and one.types() == other.types()


@settings(max_examples=30)
@given(facts())
def test_what_is_written_reads_back_the_same(rows: Facts) -> None:
    with TemporaryDirectory() as folder:
        manifest = write_snapshot(rows, Path(folder) / "taken", taken_on=TODAY)
        opened = open_snapshot(Path(folder) / "taken")
    assert opened.manifest == manifest
    assert same(opened.facts(), rows)


def test_the_manifest_tells_what_is_in_the_snapshot(tmp_path: Path) -> None:
    write_snapshot(some_facts(), tmp_path / "taken", taken_on=TODAY)
    manifest = json.loads((tmp_path / "taken" / "manifest.json").read_text())
    assert manifest["taken_on"] == "2026-11-22"
    assert manifest["rows"] == 4
    assert manifest["columns"][1] == {"name": "hours", "type": "decimal"}
    assert len(manifest["sha256"]) == 64


@settings(max_examples=30)
@given(facts(), st.randoms(use_true_random=False))
def test_the_same_facts_have_the_same_hash_in_any_order(rows: Facts, chance: Any) -> None:
    order, names = list(range(rows.rows)), list(COLUMNS)
    chance.shuffle(order)
    chance.shuffle(names)
    turned = Facts.from_columns(
        {name: (rows.columns[name].type, [rows.columns[name].values[i] for i in order]) for name in names}
    )
    assert hash_of(turned) == hash_of(rows)


def test_the_hash_does_not_depend_on_how_the_rows_are_packed() -> None:
    rows = some_facts()
    table = to_arrow(rows)
    pieces = pa.concat_tables([table.slice(0, 1), table.slice(1, 2), table.slice(3)])
    assert content_hash(pieces, rows.types()) == hash_of(rows)


@pytest.mark.parametrize(
    ("column", "type_", "values"),
    [
        ("gender", ColumnType.CODE, ["woman", "man", "", None]),
        ("gender", ColumnType.CODE, ["woman", "man", None, " "]),
        ("hours", ColumnType.DECIMAL, [1.500001, None, -2, 0]),
        ("hours", ColumnType.DECIMAL, [1.5, 0, -2, None]),
        ("age", ColumnType.DECIMAL, [40, None, 0, -1]),
        ("asked", ColumnType.YES_NO, [True, False, False, True]),
        ("on", ColumnType.DATE, [date(2024, 2, 28), None, date(1, 1, 1), date(9999, 12, 31)]),
        ("extra", ColumnType.CODE, [None, None, None, None]),
    ],
)
def test_any_other_facts_have_another_hash(column: str, type_: ColumnType, values: list[object]) -> None:
    assert hash_of(some_facts(**{column: (type_, values)})) != hash_of(some_facts())


def test_values_that_change_rows_together_change_the_hash() -> None:
    pairs = {"a": (ColumnType.CODE, ["x", "y"]), "b": (ColumnType.CODE, ["1", "2"])}
    crossed = pairs | {"b": (ColumnType.CODE, ["2", "1"])}
    assert hash_of(Facts.from_columns(pairs)) != hash_of(Facts.from_columns(crossed))


def _one_value_changed(folder: Path) -> None:
    table = pq.read_table(folder / "facts.parquet")
    gender = pa.array(["woman", "woman", None, ""])
    pq.write_table(table.set_column(0, "gender", gender), folder / "facts.parquet")


def _one_row_lost(folder: Path) -> None:
    pq.write_table(pq.read_table(folder / "facts.parquet").slice(1), folder / "facts.parquet")


def _another_type(folder: Path) -> None:
    table = pq.read_table(folder / "facts.parquet")
    pq.write_table(table.set_column(4, "age", table["age"].cast(pa.int32())), folder / "facts.parquet")


def _cut_short(folder: Path) -> None:
    content = (folder / "facts.parquet").read_bytes()
    (folder / "facts.parquet").write_bytes(content[: len(content) // 2])


def _no_facts(folder: Path) -> None:
    (folder / "facts.parquet").unlink()


def _no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def _manifest_is_a_list(folder: Path) -> None:
    (folder / "manifest.json").write_text("[]")


def _another_hash(folder: Path) -> None:
    text = (folder / "manifest.json").read_text()
    (folder / "manifest.json").write_text(text.replace(json.loads(text)["sha256"], "0" * 64))


@pytest.mark.parametrize(
    "damage",
    [
        _one_value_changed,
        _one_row_lost,
        _another_type,
        _cut_short,
        _no_facts,
        _no_manifest,
        _manifest_is_a_list,
        _another_hash,
    ],
)
def test_a_changed_snapshot_is_refused(damage: Any, tmp_path: Path) -> None:
    write_snapshot(some_facts(), tmp_path / "taken", taken_on=TODAY)
    damage(tmp_path / "taken")
    with pytest.raises(SnapshotDamaged) as refused:
        open_snapshot(tmp_path / "taken")
    assert "taken" in refused.value.into(Language.SWEDISH)


def test_a_snapshot_is_never_written_over(tmp_path: Path) -> None:
    write_snapshot(some_facts(), tmp_path / "taken", taken_on=TODAY)
    with pytest.raises(SnapshotExists):
        write_snapshot(some_facts(), tmp_path / "taken", taken_on=TODAY)


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(SnapshotNotWritten):
        write_snapshot(some_facts(), tmp_path / "taken", taken_on=TODAY)
    assert list(tmp_path.iterdir()) == []
