"""Files nobody here made: each is tabulated by its suggested plan, or refused with a sentence."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from samfrid.adapters.spreadsheets import read_table
from samfrid.cli.main import main
from samfrid.domain.wording import Language
from samfrid.tabulation.clean import clean
from samfrid.tabulation.plan import parse_plan
from samfrid.tabulation.suggest import NoGender, suggest

WITH_GENDER = (
    "microdata/linea144-2020.csv",
    "microdata/linea144-2023.csv",
    "microdata/mosaicData_HELPrct.csv",
    "microdata/compas_for_aequitas.csv",
    "stats/fi_domestic_violence_2019_same_household.csv",
)
CODED = ("microdata/mediation_jobs.csv", "stats/kolada_values_n00945.csv")
WITHOUT = (
    "microdata/MatchIt_lalonde.csv",
    "stats/it_codice_rosso_commessi_provincia.csv",
    "stats/kolada_kpi_catalogue.csv",
)


@pytest.mark.parametrize("name", WITH_GENDER)
def test_the_suggested_plan_parses_and_cleans_every_row(outside_data, name):
    table = read_table(outside_data / name)

    plan = parse_plan(suggest(table))

    assert clean(plan, table).facts.column(plan.gender).values.count(None) < table.row_count
    assert len(clean(plan, table).facts.column(plan.gender).values) == table.row_count
    assert plan.compare == ("woman", "man")


def test_the_helplines_eight_answers_stay_eight_groups_and_a_province_two_spellings(outside_data):
    plan = parse_plan(suggest(read_table(outside_data / "microdata/linea144-2020.csv")))

    answers = [category.spellings for category in plan.column(plan.gender).categories]
    assert sorted(answers) == sorted(
        [
            ("Mujer",),
            ("Varon",),
            ("Mujer Trans",),
            ("Varón Trans",),
            ("Transgenero",),
            ("Travesti",),
            ("Intersexual",),
            ("Otro",),
        ]
    )
    provinces = plan.column("prov_residencia_persona_en_situacion_violencia").categories
    assert len(provinces) == 24
    assert ("Santiago Del Estero", "Santiago del Estero") in [province.spellings for province in provinces]


def test_female_beside_sex_becomes_no_measure(outside_data):
    plan = parse_plan(suggest(read_table(outside_data / "microdata/mosaicData_HELPrct.csv")))

    assert plan.gender == "sex"
    assert "female" not in [column.name for column in plan.columns]
    assert "link" in [measure.column for measure in plan.measures]


@pytest.mark.parametrize("name", CODED + WITHOUT)
def test_a_file_whose_gender_cannot_be_read_is_refused_with_a_sentence(outside_data, name):
    with pytest.raises(NoGender) as refused:
        suggest(read_table(outside_data / name))

    for language in Language:
        said = refused.value.into(language)
        assert name.split("/")[1] in said
        assert ("“" in said or "”" in said) == (name in CODED)


@pytest.mark.parametrize("name", [WITH_GENDER[3], WITH_GENDER[4]])
def test_the_suggested_plan_works_as_it_is(outside_data, tmp_path, monkeypatch, name):
    dry_run_as_suggested(outside_data / name, tmp_path, monkeypatch)


@pytest.mark.nightly
@pytest.mark.parametrize("name", WITH_GENDER[:3])
def test_the_suggested_plan_of_a_long_file_works_as_it_is(outside_data, tmp_path, monkeypatch, name):
    dry_run_as_suggested(outside_data / name, tmp_path, monkeypatch)


def dry_run_as_suggested(file, folder, monkeypatch):
    monkeypatch.chdir(folder)
    suggested = CliRunner().invoke(main, ["tabulate", str(file), "--suggest"], env={"LC_ALL": "C"})
    (folder / "plan.toml").write_text(suggested.stdout, encoding="utf-8")

    found = CliRunner().invoke(
        main, ["tabulate", str(file), "--plan", "plan.toml", "--dry-run"], env={"LC_ALL": "C"}
    )

    assert suggested.exit_code == 0
    assert found.exit_code == 0, found.output
    assert "Nothing has been written" in found.stdout
    assert [path.name for path in folder.iterdir()] == ["plan.toml"]
