"""PX and JSON-stat as other people's programs read them: every cell, every letter, no hidden number."""

from __future__ import annotations

import io
import json
import logging
import re
import socket
import warnings
from contextlib import redirect_stdout
from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonstat_validator import validate_jsonstat
from pyaxis import pyaxis
from pyjstat import pyjstat

from samfrid.adapters.openstats import (
    OpenStatisticsRefused,
    TableDescription,
    jsonstat_dataset,
    jsonstat_text,
    px_bytes,
    px_text,
    write_jsonstat,
    write_px,
)
from samfrid.adapters.openstats.description import open_dimensions
from samfrid.domain.tables import (
    Cell,
    Dimension,
    Hierarchy,
    Member,
    ProtectedTable,
    RawTable,
    Sign,
    TableShape,
)
from samfrid.domain.tables.protected import HIDDEN, SEAL
from samfrid.domain.wording import Language, Text

ABOUT = TableDescription(
    title=Text('Fick ”frågan” om våld, i "alla" län', 'Were asked about violence, in "all" counties'),
    contents=Text("Antal deltagare", "Number of participants"),
    source=Text("Påhittade siffror", "Invented figures"),
    unit=Text("personer", "persons"),
    updated=date(2026, 11, 12),
    note=Text("Nytt formulär 2023; före och efter kan inte jämföras.", "New form in 2023; not comparable."),
    time="year",
    places=("place",),
)
GENDER = Dimension(
    "gender",
    ("k", "m"),
    Text("Kön", "Gender"),
    labels={Member("gender", "k"): Text("Kvinnor", "Women"), Member("gender", "m"): Text("Män", "Men")},
)
PLACE = Dimension(
    "place",
    ("0180", "0580", "01"),
    Text("Kommun", "Municipality"),
    (
        Hierarchy("county", {"0180": "01", "0580": "05", "01": "05"}, Text("Län", "County")),
        Hierarchy(
            "region", {"0180": "öst", "0580": "öst", "01": "väst"}, Text("Polisregion", "Police region")
        ),
    ),
    {
        Member("place", "0180"): Text.same("Stockholm"),
        Member("place", "0580"): Text.same('Linköping "i Å"; ÅÄÖ=åäö'),
        Member("county", "01"): Text.same("Stockholm"),
    },
    Text("Hela riket", "The whole country"),
)
YEAR = Dimension("year", ("2024", "2025"), Text("År", "Year"))
SHAPE = TableShape("fragor_om_vald", (GENDER, PLACE, YEAR))
SIGNS = [
    Cell.of(0),
    HIDDEN,
    Cell(None, Sign.MISSING),
    Cell(None, Sign.NOT_APPLICABLE),
    Cell.of(5),
    Cell.of(12345),
]


def protected(shape=SHAPE, cells=None, unit="persons"):
    if cells is None:
        cells = {at: SIGNS[i % len(SIGNS)] for i, at in enumerate(shape.coordinates())}
    return ProtectedTable(shape, cells, "0f3a", unit, SEAL)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """The readers must do without the world outside."""

    def refuse(*_args, **_kwargs):
        raise AssertionError("a reader reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def read_px(path, language):
    logging.disable(logging.INFO)
    with redirect_stdout(io.StringIO()):
        return pyaxis.parse(str(path), encoding="utf-8", lang=language.value)


def shown_in_px(cell):
    """What pyaxis makes of a cell: not applicable is empty, hidden is not a number."""
    if cell.value is not None:
        return f"{cell.value:.0f}"
    return {Sign.NOT_APPLICABLE: "", Sign.HIDDEN: "nan", Sign.MISSING: '"..."'}[cell.sign]


@pytest.mark.parametrize("language", list(Language))
def test_pyaxis_reads_every_cell_back(tmp_path, language):
    table = protected()
    write_px(table, tmp_path / "tabell.px", ABOUT)

    found = read_px(tmp_path / "tabell.px", language)["DATA"]

    names = [dimension.label.into(language) for dimension in SHAPE.dimensions]
    values = [[v.label.into(language).replace('"', "”") for v in d.values] for d in open_dimensions(table)]
    read = {tuple(row[names]): str(row["DATA"]) for _, row in found.iterrows()}
    assert read == {at: shown_in_px(cell) for at, (_, cell) in zip(product(*values), table, strict=True)}


def test_a_hidden_cell_is_never_a_number_in_any_format(tmp_path):
    table = protected(cells=dict.fromkeys(SHAPE.coordinates(), HIDDEN))
    write_px(table, tmp_path / "tabell.px", ABOUT)

    data = px_text(table, ABOUT).split("DATA=")[1]

    assert set(re.findall(r"[^\s;]+", data)) == {'".."'}
    assert set(jsonstat_dataset(table, ABOUT)["value"]) == {None}
    assert read_px(tmp_path / "tabell.px", Language.SWEDISH)["DATA"]["DATA"].isna().all()


def test_a_cell_that_is_not_listed_is_a_zero_and_not_a_gap():
    table = protected(cells={})

    assert set(px_text(table, ABOUT).split("DATA=")[1].strip(";\n").split()) == {"0"}
    dataset = jsonstat_dataset(table, ABOUT)
    assert set(dataset["value"]) == {0}
    assert dataset["status"] == {}


def test_the_four_signs_are_explained_in_both_languages(tmp_path):
    write_px(protected(), tmp_path / "tabell.px", ABOUT)

    swedish = read_px(tmp_path / "tabell.px", Language.SWEDISH)["METADATA"]
    english = read_px(tmp_path / "tabell.px", Language.ENGLISH)["METADATA"]

    assert [swedish[f"DATASYMBOL{n}"][0] for n in (1, 2, 3)] == ["ej tillämplig", "dold", "saknas"]
    assert [english[f"DATASYMBOL{n}"][0] for n in (1, 2, 3)] == ["not applicable", "hidden", "missing"]
    assert "skulle avslöja en liten siffra" in "".join(swedish["NOTE"])
    assert "would give a small number away" in "".join(english["NOTE"])
    assert "".join(swedish["NOTE"]).endswith("Nytt formulär 2023; före och efter kan inte jämföras.")


def test_px_says_what_when_and_from_where(tmp_path):
    write_px(protected(), tmp_path / "tabell.px", ABOUT)

    found = read_px(tmp_path / "tabell.px", Language.SWEDISH)["METADATA"]

    assert found["TITLE"] == ["Fick ”frågan” om våld, i ”alla” län"]
    assert found["LAST-UPDATED(Antal deltagare)"] == ["20261112 00:00"]
    assert found["UNITS(Antal deltagare)"] == ["personer"]
    assert found["SOURCE"] == ["Påhittade siffror"]
    assert found["LANGUAGES"] == ["sv", "en"]
    assert found["ELIMINATION(Kommun)"] == ["Hela riket"]
    assert found["VARIABLECODE(Kommun)"] == ["place"]


def test_a_code_or_label_that_two_levels_share_is_told_apart():
    values = {value.member: value for value in open_dimensions(protected())[1].values}

    assert values[Member("place", "01")].code == "01"
    assert values[Member("county", "01")].code == "county:01"
    assert values[Member("county", "05")].code == "05"
    assert values[Member("place", "0180")].label.sv == "Stockholm (0180)"
    assert values[Member("county", "01")].label == Text("Stockholm (Län)", "Stockholm (County)")


def test_labels_stay_apart_even_where_one_looks_like_another_with_its_mark():
    named = {"0": "Kinda", "1": "Kinda", "2": "Kinda (0)"}
    place = Dimension(
        "place",
        tuple(named),
        PLACE.label,
        labels={Member("place", code): Text.same(name) for code, name in named.items()},
    )

    (written,) = open_dimensions(protected(TableShape("t", (place,)), {}))

    assert [value.label.sv for value in written.values] == ["Kinda (0)", "Kinda (1)", "Kinda (0) (2)", "Alla"]


def test_lines_are_short_enough_for_the_format_and_bytes_are_utf_8():
    codes = tuple(f"{i:04}" for i in range(300))
    long = Dimension("place", codes, Text("Kommun" * 60, "Municipality"))
    table = protected(TableShape("t", (GENDER, long)), {})
    about = TableDescription(ABOUT.title, Text("ä" * 900, "a" * 900), ABOUT.source, ABOUT.unit, ABOUT.updated)

    content = px_bytes(table, about)

    lines = content.decode("utf-8").split("\r\n")
    assert max(len(line) for line in lines) <= 256
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize("language", list(Language))
def test_the_validator_accepts_the_dataset_and_pyjstat_reads_every_cell_back(tmp_path, language):
    table = protected()
    write_jsonstat(table, tmp_path / "tabell.json", ABOUT, language)
    text = (tmp_path / "tabell.json").read_text("utf-8")

    assert validate_jsonstat(json.loads(text))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyjstat warns about its own inner function
        found = pyjstat.Dataset.read(text).write("dataframe", naming="id")
    codes = [[value.code for value in dimension.values] for dimension in open_dimensions(table)]
    names = list(SHAPE.dimension_names)
    read = {tuple(row[names]): row["value"] for _, row in found.iterrows()}
    for at, (_, cell) in zip(product(*codes), table, strict=True):
        assert (read[at] != read[at]) if cell.value is None else (read[at] == cell.value)


def test_jsonstat_tells_the_sign_of_every_cell_without_a_number():
    table = protected()

    dataset = jsonstat_dataset(table, ABOUT)

    without = {str(i): str(cell.sign) for i, (_, cell) in enumerate(table) if cell.value is None}
    assert dataset["status"] == without
    assert dataset["extension"]["status"]["label"] == {
        "hidden": "dold",
        "missing": "saknas",
        "not_applicable": "ej tillämplig",
    }


def test_jsonstat_has_the_roles_and_the_metric_dimension_that_clients_look_for():
    dataset = jsonstat_dataset(protected(), ABOUT, Language.ENGLISH)

    assert dataset["role"] == {"metric": ["ContentsCode"], "time": ["year"], "geo": ["place"]}
    assert dataset["id"][0] == "ContentsCode"
    assert dataset["dimension"]["ContentsCode"]["category"]["label"] == {"count": "Number of participants"}
    assert dataset["updated"] == "2026-11-12T00:00:00Z"


def test_overlapping_levels_survive_in_jsonstat():
    place = jsonstat_dataset(protected(), ABOUT)["dimension"]["place"]

    assert place["extension"]["levels"] == {
        "place": ["0180", "0580", "01"],
        "county": ["county:01", "05"],
        "region": ["öst", "väst"],
    }
    assert place["category"]["child"]["county:01"] == ["0180"]
    assert place["category"]["child"]["öst"] == ["0180", "0580"]
    assert place["extension"]["eliminationValueCode"] == "Total"


def test_a_table_of_means_keeps_its_decimals():
    table = protected(cells=dict.fromkeys(SHAPE.coordinates(), Cell.of(12.5)), unit="days")

    assert "DECIMALS=1;" in px_text(table, ABOUT)
    assert "12.5 12.5" in px_text(table, ABOUT)
    assert jsonstat_dataset(table, ABOUT)["value"][0] == 12.5


def test_a_moment_in_another_zone_is_written_in_universal_time():
    summer = datetime.fromisoformat("2026-06-01T02:00:00+02:00")
    about = TableDescription(ABOUT.title, ABOUT.contents, ABOUT.source, ABOUT.unit, summer)

    assert about.updated_at == datetime(2026, 6, 1, tzinfo=UTC)
    assert jsonstat_dataset(protected(), about)["updated"] == "2026-06-01T00:00:00Z"


@pytest.mark.parametrize("write", [px_text, jsonstat_text])
def test_a_raw_table_is_refused(write):
    with pytest.raises(OpenStatisticsRefused, match="Only protected tables"):
        write(RawTable(SHAPE, {}), ABOUT)


@pytest.mark.parametrize("write", [write_px, write_jsonstat])
def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left(tmp_path, write):
    (tmp_path / "tabell").mkdir()

    with pytest.raises(OpenStatisticsRefused, match="tabell"):
        write(protected(), tmp_path / "tabell", ABOUT)
    with pytest.raises(OpenStatisticsRefused, match=re.escape("tabell.px")):
        write(protected(), tmp_path / "saknas" / "tabell.px", ABOUT)

    assert [path.name for path in tmp_path.iterdir()] == ["tabell"]


def test_a_dimension_with_the_taken_name_is_refused():
    taken = Dimension("ContentsCode", ("a",), Text("Mått", "Measure"))

    with pytest.raises(OpenStatisticsRefused, match="ContentsCode"):
        jsonstat_dataset(protected(TableShape("t", (taken,)), {}), ABOUT)


labels = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["å" * 300, "å" * 301, 'DATA="', "VALUES(a)=", "[en]", "( )", "a;b", "Alla"]),
)


@settings(max_examples=settings().max_examples // 2)
@given(st.lists(labels, min_size=2, max_size=5), labels, labels, st.data())
def test_any_labels_at_all_are_read_back_apart(tmp_path_factory, names, first, second, data):
    path = tmp_path_factory.mktemp("px") / "tabell.px"
    codes = tuple(str(i) for i in range(len(names)))
    one = Dimension(
        "one",
        codes,
        Text.same(first),
        labels={Member("one", c): Text(n, n) for c, n in zip(codes, names, strict=True)},
    )
    two = Dimension("two", ("x", "y"), Text.same(second))
    shape = TableShape("t", (one, two))
    cells = {at: data.draw(st.sampled_from(SIGNS)) for at in shape.coordinates()}
    about = TableDescription(Text.same(first), Text.same(second), ABOUT.source, ABOUT.unit, ABOUT.updated)
    table = protected(shape, cells)

    write_px(table, path, about)
    for language in Language:
        found = read_px(path, language)["DATA"]
        assert [str(value) for value in found["DATA"]] == [shown_in_px(cell) for _, cell in table]
        columns = [column for column in found.columns if column != "DATA"]
        assert not found.duplicated(subset=columns).any()
    assert validate_jsonstat(jsonstat_dataset(table, about))
