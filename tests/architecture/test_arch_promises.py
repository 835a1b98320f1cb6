"""A promise in SECURITY.md names the line that keeps it and the test that guards it, and both are there."""

from __future__ import annotations

import ast
import re

import pytest
from architecture_sources import ROOT

KEPT = re.compile(r"`((?:src|requirements)/[\w./]+|pyproject\.toml)`(?: `(\w+)`)?")
GUARDED = re.compile(r"`(tests/[\w./]+\.py)::(test_\w+)`")


def promises() -> list[tuple[str, str, str]]:
    """The rows of the table: promise, what keeps it, what guards it."""
    lines = (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines()
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("| ")
    ]
    return [(promise, kept, guarded) for promise, kept, guarded in rows if kept not in ("Kept by", "---")]


PROMISES = promises()


def names_in(path: str) -> set[str]:
    """Every function, method and class of a module."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def test_there_are_promises():
    assert len(PROMISES) > 20


@pytest.mark.parametrize("promise", PROMISES, ids=[row[0][:60] for row in PROMISES])
def test_the_line_and_the_test_of_a_promise_exist(promise):
    _, kept, guarded = promise
    lines, tests = KEPT.findall(kept), GUARDED.findall(guarded)

    assert lines
    assert tests
    assert all((ROOT / path).is_file() for path, _ in lines)
    assert not [f"{path} {name}" for path, name in lines if name and name not in names_in(path)]
    assert not [f"{path}::{name}" for path, name in tests if name not in names_in(path)]
