"""Only the disclosure room can make what may be published. The type holds it at run time; this holds it in the text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from architecture_sources import ROOT, SOURCE, modules, told

DISCLOSURE = SOURCE / "domain" / "disclosure"
HOME = SOURCE / "domain" / "tables" / "protected.py"
SEALS = {"SEAL", "_Seal"}


def touches_the_seal(tree: ast.Module) -> Iterator[int]:
    """Lines that name the seal, by import, by attribute or as words for `getattr`."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(names=names) if SEALS & {name.name for name in names}:
                yield node.lineno
            case ast.Attribute(attr=attr) if attr in SEALS:
                yield node.lineno
            case ast.Constant(value=str(words)) if words in SEALS:
                yield node.lineno


def builds_a_protected_table(tree: ast.Module) -> Iterator[int]:
    """Lines that call `ProtectedTable`, or, where one is known, copy something with other cells."""
    knows_one = any(isinstance(node, ast.Name) and node.id == "ProtectedTable" for node in ast.walk(tree))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = {word.arg for word in node.keywords}
        if called == "ProtectedTable" or (knows_one and called == "replace" and given & {"cells", "seal"}):
            yield node.lineno


def outside_the_room() -> dict[Path, ast.Module]:
    everything = {**modules(SOURCE), **modules(ROOT / "benchmarks"), **modules(ROOT / "tools")}
    return {
        path: tree for path, tree in everything.items() if DISCLOSURE not in path.parents and path != HOME
    }


def test_only_the_disclosure_room_holds_the_seal():
    wrong = [
        f"{told(path)}:{line}" for path, tree in outside_the_room().items() for line in touches_the_seal(tree)
    ]

    assert not wrong


def test_nobody_else_builds_or_copies_a_protected_table():
    wrong = [
        f"{told(path)}:{line}"
        for path, tree in outside_the_room().items()
        for line in builds_a_protected_table(tree)
    ]

    assert not wrong


def test_those_who_judge_the_protector_do_not_hold_it_either():
    judges = {**modules(DISCLOSURE / "verify"), **modules(DISCLOSURE / "attack")}

    assert not [told(path) for path, tree in judges.items() if any(touches_the_seal(tree))]


def test_tests_take_the_seal_by_its_name_where_a_reviewer_sees_it():
    """A test may need a published table that nobody protected; it then says so among its imports."""
    trees = {**modules(ROOT / "tests")}
    here = Path(__file__)

    hidden_ways = [
        f"{told(path)}:{node.lineno}"
        for path, tree in trees.items()
        if path != here
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in SEALS)
        or (isinstance(node, ast.Constant) and node.value in SEALS)
    ]

    assert not hidden_ways
