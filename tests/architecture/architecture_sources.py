"""What the tests of the house look at: the files in git, and the source as trees."""

from __future__ import annotations

import ast
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "samfrid"


@cache
def files_in_git() -> tuple[Path, ...]:
    """Every file that git keeps; what somebody is just writing is not among them."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: what is in git cannot be looked at")
    # A checkout of CI may belong to another user than the one that runs the tests.
    command = [git, "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-z"]
    names = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return tuple(path for name in names.split("\0") if name and (path := ROOT / name).is_file())


@cache
def texts_in_git() -> dict[str, str]:
    """The words of every file in git that is text, by its name."""
    found = {}
    for path in files_in_git():
        content = path.read_bytes()
        if b"\0" not in content[:4096]:
            found[told(path)] = content.decode("utf-8", errors="replace")
    return found


@cache
def modules(under: Path = SOURCE) -> dict[Path, ast.Module]:
    """Every module under a folder, parsed."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(under.rglob("*.py"))
        if "__pycache__" not in path.parts
    }


def rooms(floor: str) -> list[str]:
    """The rooms of a floor: its folders that hold a package."""
    return sorted(path.parent.name for path in (SOURCE / floor).glob("*/__init__.py"))


def told(path: Path) -> str:
    """A path as it is told: from the root of the checkout."""
    return path.relative_to(ROOT).as_posix()
