"""Names say the thing, and what is public says what it promises."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from architecture_sources import ROOT, SOURCE, files_in_git, modules, told

NO_NAMES = {"common", "commons", "helper", "helpers", "manager", "managers", "misc", "util", "utils", "stuff"}
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 500, 60
REASON = "Long because"


def test_no_file_or_folder_is_a_drawer():
    wrong = [
        told(path)
        for path in files_in_git()
        if {word for part in path.relative_to(ROOT).parts for word in part.split(".")[0].split("_")}
        & NO_NAMES
    ]

    assert not wrong


def test_every_module_says_what_it_holds():
    assert not [told(path) for path, tree in modules().items() if not ast.get_docstring(tree)]


@pytest.mark.parametrize("floor", ["domain", "adapters"])
def test_whatever_a_room_lets_out_says_what_it_promises(floor):
    trees = modules(SOURCE / floor)
    let_out = {name for tree in trees.values() for name in offered(tree)}
    doors = ("public.py", "staff.py")

    silent = [
        f"{told(path)}: {node.name}"
        for path, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and (node.name in let_out or (path.name in doors and not node.name.startswith("_")))
        and not ast.get_docstring(node)
        and not is_overload(node)
    ]

    assert not silent


def test_what_is_long_says_why():
    wrong = [
        words
        for path, tree in modules().items()
        for words in long_without_reason(told(path), path.read_text(), tree)
    ]

    assert not wrong


def long_without_reason(name: str, words: str, tree: ast.Module) -> Iterator[str]:
    lines = words.splitlines()
    if len(lines) > MOST_LINES and REASON not in "\n".join(lines[:20]):
        yield f"{name}: {len(lines)} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            own = lines[node.lineno - 1 : node.end_lineno]
            if len(own) > MOST_LINES_OF_A_FUNCTION and REASON not in "\n".join(own):
                yield f"{name}: {node.name} has {len(own)} lines"


def offered(tree: ast.Module) -> Iterator[str]:
    """What a module lists in `__all__`."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets
        ):
            yield from ast.literal_eval(node.value)


def is_overload(node: ast.FunctionDef | ast.ClassDef) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "overload" for mark in node.decorator_list)
