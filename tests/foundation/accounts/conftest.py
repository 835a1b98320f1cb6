"""What the tests of accounts share."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fast_hash(settings: Any, db: None) -> None:
    """A cheap hash: the real one is asked for in a test of its own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
