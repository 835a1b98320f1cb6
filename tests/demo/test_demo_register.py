"""The invented register: the same every time, real places, nobody real."""

from __future__ import annotations

from importlib.resources import files

import pytest

from samfrid.adapters.spreadsheets import read_table
from samfrid.demo.files import write_register
from samfrid.demo.register import invent_cases
from samfrid.tabulation.clean import clean
from samfrid.tabulation.plan import parse_plan


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "deltagare.csv"
    write_register(path, invent_cases())
    return path


def test_the_register_is_the_same_each_time(register, tmp_path):
    write_register(tmp_path / "igen.csv", invent_cases())

    assert (tmp_path / "igen.csv").read_bytes() == register.read_bytes()


def test_the_register_says_in_its_first_lines_that_it_is_invented(register):
    assert (
        "Påhittade uppgifter: inga verkliga personer" in register.read_text(encoding="cp1252").splitlines()[1]
    )


def test_five_years_three_counties_and_several_genders_are_there(register):
    table = read_table(register)
    plan = demo_plan()

    cleaned = clean(plan, table)

    assert set(cleaned.dimension("county").codes) == {"05", "17", "24"}
    assert cleaned.dimension("year").codes == ("2021", "2022", "2023", "2024", "2025")
    assert cleaned.dimension("gender").codes == ("woman", "man", "other", "not_stated")
    assert {"0580", "0583", "0584", "0513"} <= set(cleaned.dimension("municipality").codes)


def test_no_cell_of_the_register_looks_like_a_personal_number(register):
    assert read_table(register).row_count > 5000


def demo_plan():
    return parse_plan(files("samfrid.demo").joinpath("plan.toml").read_text(encoding="utf-8"))
