from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from hand_made_release import HandMade, edit, small_release
from samfrid.adapters.disclosure_files.read import UnreadableRelease, read_release
from samfrid.adapters.disclosure_files.read_data import read_data
from samfrid.domain.wording import Language

TABLE, STRUCTURE = "tables/001.csv", "structure.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_release().write(tmp_path / "out")


def refusal(folder: Path) -> str:
    with pytest.raises(UnreadableRelease) as refused:
        read_release(folder)
    swedish = refused.value.into(Language.SWEDISH)
    assert swedish
    return refused.value.into(Language.ENGLISH)


def test_cells_of_the_same_persons_are_one_cell(folder: Path):
    release = read_release(folder)

    label = np.full((2, 3), -1)
    label[0, release.columns.index("muni")] = release.codes[0].index("b1")
    label[1, release.columns.index("county")] = 1
    first, second = release.find(label)
    assert first == second
    assert release.counts[first] == 50


def test_a_row_that_is_left_out_is_a_published_nought(folder: Path):
    release = read_release(folder)

    label = np.array([[2, 2, -1]])
    assert release.counts[release.find(label)[0]] == 0


def test_the_proof_is_not_needed(folder: Path):
    for file in (folder / "proof").iterdir():
        file.unlink()
    (folder / "proof").rmdir()

    assert read_release(folder).proof is None


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (TABLE, "a1,muni,O,gender,9,", "a1,muni,O,gender,9.5,", "field count: row 4: a whole number"),
        (TABLE, "a1,muni,O,gender,9,", "a1,muni,O,gender,,", "field count: row 4: a whole number"),
        (TABLE, "a1,muni,O,gender,9,", "a1,muni,O,gender,-9,", "field count: row 4: a whole number"),
        (TABLE, "9,published", "9,secret", "field status: row 4: should be published or hidden"),
        (TABLE, "a1,muni,O", "a9,muni,O", "field muni: row 4: the code “a9” is not in structure.json."),
        (TABLE, "a1,muni,O", "a1,city,O", "field muni_level: row 4"),
        (TABLE, "a1,muni,M", "a1,muni,W", "row 3: an earlier row has this cell"),
        (TABLE, "W,gender,,hidden", "W,gender,2,hidden", "field count: row 2: a hidden cell holds a number"),
        (TABLE, "count,status", "number,status", "field count: the column is missing"),
        (TABLE, "count,status", "count,count", "field count: the column stands twice"),
        (TABLE, "b1,muni,W,gender,20", "b1,muni,W,gender,21", "published with two different numbers"),
        (STRUCTURE, '{"version": 1', '{"version": 2', "field version"),
        (STRUCTURE, "tables/001.csv", "../001.csv", "field file: should be a file of its own"),
        (STRUCTURE, "tables/001.csv", "tables/../001.csv", "field file: should be a file of its own"),
        (STRUCTURE, '"a1": "a"', '"a1": "z"', "field county: every code of muni"),
        (STRUCTURE, '["muni", "gender"]}', '["muni", "sex"]}', "field dimensions"),
        (STRUCTURE, '"width": 4', '"width": "4"', "field width: the field should be a whole number"),
        (
            "proof/witnesses.csv",
            "0,0,3",
            "0,99,3",
            "witnesses.csv, field row: row 2: base.csv has no such row",
        ),
        ("proof/witnesses.csv", "0,0,3", "0,0,0", "field change: row 2"),
        ("proof/base.csv", "a1,W,a,2", "a1,X,a,2", "base.csv, field gender: row 2: the code “X”"),
        ("proof/primaries.csv", "a1", "a9", "primaries.csv, field cell: row 2"),
    ],
)
def test_every_fault_of_form_is_named_with_file_row_and_column(
    folder: Path, file: str, old: str, new: str, sentence: str
):
    edit(folder, file, old, new)

    assert sentence in refusal(folder)


@pytest.mark.parametrize("file", [STRUCTURE, "proof/manifest.json"])
def test_json_that_is_cut_off_is_refused(folder: Path, file: str):
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text[: len(text) // 2], encoding="utf-8")

    assert f"{file}: row 1: here the file stops being JSON" in refusal(folder)


@pytest.mark.parametrize("file", [TABLE, STRUCTURE, "proof/base.csv", "proof/witnesses.csv"])
def test_a_file_that_is_missing_is_named(folder: Path, file: str):
    (folder / file).unlink()

    assert file in refusal(folder)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,b\n1\n", b'a,"b\n'])
def test_a_table_that_is_no_table_is_refused(folder: Path, content: bytes):
    (folder / TABLE).write_bytes(content)

    assert TABLE in refusal(folder)


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path):
    (tmp_path / "elsewhere.csv").write_bytes((folder / TABLE).read_bytes())
    (folder / TABLE).unlink()
    (folder / TABLE).symlink_to(tmp_path / "elsewhere.csv")

    assert "outside the folder" in refusal(folder)


def test_a_manifest_cannot_make_us_read_other_files(folder: Path):
    manifest = folder / "proof/manifest.json"
    parsed = json.loads(manifest.read_text(encoding="utf-8"))
    parsed["files"] |= {"../../secret": "0", "/etc/hostname": "0"}
    manifest.write_text(json.dumps(parsed), encoding="utf-8")

    assert not {"../../secret", "/etc/hostname"} & read_release(folder).hashes.keys()


def test_a_missing_row_is_refused_where_noughts_are_hidden(tmp_path: Path):
    folder = small_release(rule={"zeros": "hidden", "reader_minimum": 0}).write(tmp_path / "out")
    edit(folder, TABLE, "a1,muni,O,gender,9,published\n", "")

    assert "1 rows are missing" in refusal(folder)


def test_the_reader_may_think_of_nought_where_noughts_are_hidden(tmp_path: Path):
    folder = small_release(rule={"zeros": "hidden", "reader_minimum": 1}).write(tmp_path / "out")

    assert read_release(folder).rule.reader_minimum == 0


def test_more_cells_than_can_be_counted_are_refused_before_they_are_built(folder: Path):
    parsed = json.loads((folder / STRUCTURE).read_text(encoding="utf-8"))
    names = [f"d{i}" for i in range(5)]
    parsed["dimensions"] |= {n: {"codes": [str(k) for k in range(200)]} for n in names}
    parsed["tables"] = [{"name": "t", "file": TABLE, "dimensions": names}]
    (folder / STRUCTURE).write_text(json.dumps(parsed), encoding="utf-8")

    assert "field tables" in refusal(folder)


def test_data_with_a_code_that_the_release_lacks_are_refused(folder: Path, tmp_path: Path):
    made: HandMade = small_release()
    (tmp_path / "data").mkdir()
    spec = made.write_data(tmp_path / "data")
    data = tmp_path / "data/data.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("a1,", "c1,", 1), encoding="utf-8")

    with pytest.raises(UnreadableRelease, match=r"data.csv, field muni: row 2: the code “c1”"):
        read_data(spec, read_release(folder))
