"""The organisation that the tests of intake act in."""

from __future__ import annotations

import pytest

from case_examples import Place, new_place


@pytest.fixture
def place(db: None) -> Place:
    """An organisation with two units and a stranger from elsewhere."""
    return new_place()
