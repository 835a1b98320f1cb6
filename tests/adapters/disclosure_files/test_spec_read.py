"""What a person may rely on when a spec is read: everything is counted, or one sentence says what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from samfrid.adapters.disclosure_files.spec import read_spec
from samfrid.domain.disclosure import RuleError
from samfrid.domain.wording import Language, Refused

COUNTS = "county,muni,gender,n\nc1,m1,W,3\nc1,m2,W,0\nc1,m1,M,12\nc2,m3,W,7\n"


def a_spec(folder: Path, content: str = COUNTS, /, **changed: object) -> Path:
    (folder / "data.csv").write_text(content, encoding="utf-8")
    described: dict[str, object] = {
        "data": "data.csv",
        "count": "n",
        "hierarchies": {"muni": ["county"]},
        "tables": [["muni", "gender"]],
        "rule": {"threshold": 5},
    }
    described |= changed
    path = folder / "a.spec.json"
    path.write_text(json.dumps({k: v for k, v in described.items() if v is not None}), encoding="utf-8")
    return path


def test_counts_are_read_and_noughts_keep_their_codes(tmp_path):
    job = read_spec(a_spec(tmp_path))

    muni = job.counts.family.dimensions[0]
    assert muni.codes == ("m1", "m2", "m3")
    assert muni.hierarchies[0].parent == {"m1": "c1", "m2": "c1", "m3": "c2"}
    assert int(job.counts.counts.sum()) == 22
    assert job.rule.threshold == 5


def test_records_are_counted_one_person_a_row(tmp_path):
    job = read_spec(a_spec(tmp_path, "county,muni,gender\nc1,m1,W\nc1,m1,W\nc2,m3,M\n", count=None))

    assert sorted(job.counts.counts.tolist()) == [1, 2]


def test_parquet_gives_the_same_counts_as_csv(tmp_path):
    table = pa.table(
        {"county": ["c1", "c1", "c2"], "muni": ["m1", "m2", "m3"], "gender": ["W", "M", "W"], "n": [3, 12, 7]}
    )
    pq.write_table(table, tmp_path / "data.parquet")

    path = a_spec(tmp_path)
    described = json.loads(path.read_text())
    path.write_text(json.dumps(described | {"data": "data.parquet"}))

    assert np.array_equal(read_spec(path).counts.counts, [3, 12, 7])


def test_where_zeros_are_hidden_the_reader_knows_no_lower_bound(tmp_path):
    job = read_spec(a_spec(tmp_path, rule={"zeros": "hidden"}))

    assert job.rule.hidden_minimum == 0


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"tabels": []}, "tabels: the key is unknown. Did you mean “tables”?"),
        ({"rule": {"treshold": 5}}, "rule.treshold: the key is unknown. Did you mean “threshold”?"),
        ({"tables": []}, "tables: must be a list of tables"),
        ({"tables": [["muni", "muni"]]}, "table 1 must be a list of different columns"),
        ({"tables": [["muni", "sex"]]}, "sex: the column is missing"),
        ({"count": "m"}, "m: the column is missing."),
        ({"data": "other.csv"}, "the file other.csv does not exist"),
        ({"multiple": {"kinds": ["a", "b"]}}, "multiple: several answers a person can't be protected yet"),
        ({"hierarchies": {"muni": "county"}}, "hierarchies.muni: must be a list of columns"),
        ({"hierarchies": {"gender": ["county"]}}, "“W” lies under different codes of “county”"),
        ({"rule": {"force_hide": [{"muni": "m1"}]}}, "each cell needs a “reason”"),
        ({"rule": {"groups": [{"dimension": "muni"}]}}, "each group needs “dimension” and “sensitive”"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, changed, says):
    with pytest.raises(Refused) as refused:
        read_spec(a_spec(tmp_path, **changed))

    assert says in refused.value.into(Language.ENGLISH)
    assert refused.value.into(Language.SWEDISH) != refused.value.into(Language.ENGLISH)


@pytest.mark.parametrize("count", ["-1", "2.5", "", "many", "9" * 30])
def test_a_count_that_is_no_whole_number_is_named_by_row(tmp_path, count):
    with pytest.raises(Refused, match=r"data\.csv, field n: row 3"):
        read_spec(a_spec(tmp_path, f"county,muni,gender,n\nc1,m1,W,3\nc1,m2,W,{count}\n"))


def test_a_row_of_totals_in_the_data_is_refused(tmp_path):
    with pytest.raises(Refused, match="row 3: “Total” is the name of the total"):
        read_spec(a_spec(tmp_path, "county,muni,gender,n\nc1,m1,W,3\nc1,m1,Total,3\n"))


@pytest.mark.parametrize("content", ["", "{", "[]", '"text"'])
def test_a_spec_that_is_no_object_is_refused(tmp_path, content):
    path = tmp_path / "a.spec.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(Refused):
        read_spec(path)


def test_a_rule_below_its_floor_is_refused(tmp_path):
    with pytest.raises(RuleError, match="threshold"):
        read_spec(a_spec(tmp_path, rule={"threshold": 2}))


def test_every_spec_of_strangers_is_read(outside_data):
    job = read_spec(outside_data / "sdc" / "s.insider.spec.json")

    assert job.counts.family.tables[0].size == 392
    assert job.rule.insider == 1
