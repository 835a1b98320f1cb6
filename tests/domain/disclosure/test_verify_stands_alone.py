"""The checker and the attacker are worth nothing if they repeat the protector's mistakes: they share no code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import samfrid

ROOT = Path(samfrid.__file__).parent
ROOM = "samfrid.domain.disclosure"
FILES = "samfrid.adapters.disclosure_files"
READERS = {"read", "read_data", "read_proof", "read_structure", "read_values"}


def imports(path: Path) -> set[str]:
    """Every module of samfrid that a file names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return {name for name in found if name.startswith((ROOM, FILES))}


def modules(folder: str, names: set[str] | None = None) -> list[Path]:
    paths = sorted((ROOT / folder).rglob("*.py"))
    return [path for path in paths if names is None or path.stem in names]


@pytest.mark.parametrize(
    ("paths", "allowed"),
    [
        (modules("domain/disclosure/verify"), (f"{ROOM}.verify", f"{ROOM}.saved")),
        (modules("domain/disclosure/attack"), (f"{ROOM}.attack", f"{ROOM}.saved")),
        (modules("domain/disclosure", {"saved"}), (f"{ROOM}.saved",)),
        (
            modules("adapters/disclosure_files", READERS),
            (f"{ROOM}.saved", *(f"{FILES}.{reader}" for reader in sorted(READERS))),
        ),
    ],
    ids=["verify", "attack", "saved", "readers"],
)
def test_a_room_imports_only_itself_and_the_saved_release(paths: list[Path], allowed: tuple[str, ...]):
    assert paths
    for path in paths:
        strangers = {
            name for name in imports(path) if not any(name == a or name.startswith(a + ".") for a in allowed)
        }
        assert not strangers, path.name
