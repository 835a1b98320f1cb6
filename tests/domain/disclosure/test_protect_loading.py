"""What is loaded when: checking a release waits for no search and trusts no protector."""

from __future__ import annotations

import subprocess
import sys

import pytest


def loaded_after(*lines: str) -> set[str]:
    script = "\n".join(("import sys", *lines, "print(*sys.modules)"))
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(found.stdout.split())


def test_verifying_loads_neither_the_protector_nor_its_compiler():
    loaded = loaded_after("import samfrid.cli.disclosure.verify")

    assert "numba" not in loaded
    assert "samfrid.domain.disclosure.protect" not in loaded


@pytest.mark.parametrize("first", ["samfrid.domain.disclosure.protect", "samfrid.domain.disclosure.rule"])
def test_protect_is_the_function_whatever_was_loaded_before(first):
    loaded_after(
        f"import {first}", "from samfrid.domain.disclosure import protect", "assert callable(protect)"
    )
