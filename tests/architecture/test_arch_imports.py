"""No room stands outside the contracts: `make check` holds those, this holds that they name everybody."""

from __future__ import annotations

import ast
import tomllib
from typing import Any

import pytest
from architecture_sources import ROOT, SOURCE, modules, rooms, told

# What stands on no floor: the package's own marks.
BESIDE_THE_FLOORS = {"__init__", "py"}


def contract(name: str) -> dict[str, Any]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return next(one for one in contracts if one["name"].startswith(name))


def named(layers: list[str]) -> set[str]:
    return {name.strip() for layer in layers for name in layer.split("|")}


def test_every_floor_stands_in_the_contract_of_floors():
    floors = {f"samfrid.{path.parent.name}" for path in SOURCE.glob("*/__init__.py")}

    assert named(contract("Floors")["layers"]) == floors


def test_every_room_of_the_domain_stands_in_its_order():
    assert named(contract("Domain rooms")["layers"]) == {f"samfrid.domain.{room}" for room in rooms("domain")}


def test_every_outside_thing_is_kept_from_the_others():
    named_ones = set(contract("An outside thing")["modules"])

    assert named_ones == {f"samfrid.adapters.{room}" for room in rooms("adapters")}


@pytest.mark.parametrize("door", ["charts", "maps"])
def test_every_drawing_room_has_its_public_door_in_the_contract(door):
    assert f"samfrid.adapters.{door}.public" in contract("Public doors")["source_modules"]


@pytest.mark.parametrize(("contract_name", "own"), [("The checker", "verify"), ("The attackers", "attack")])
def test_every_module_of_the_protector_is_kept_from_those_who_judge_it(contract_name, own):
    folder = SOURCE / "domain" / "disclosure"
    parts = {path.stem for path in folder.glob("*.py")} | {
        path.parent.name for path in folder.glob("*/__init__.py")
    }

    forbidden = set(contract(contract_name)["forbidden_modules"])

    # `saved` is what a release looks like when it is read back: the one thing both sides see.
    strangers = {f"samfrid.domain.disclosure.{part}" for part in parts - {"__init__", "saved", own}}
    assert strangers <= forbidden


def test_whoever_judges_the_protector_never_imports_its_front_door():
    """import-linter reads `from samfrid.domain.disclosure import Rule` as an import of the package, not of `rule`."""
    judges = [SOURCE / "domain" / "disclosure" / name for name in ("verify", "attack")]

    wrong = [
        told(path)
        for folder in judges
        for path, tree in modules(folder).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "samfrid.domain.disclosure"
    ]

    assert not wrong
