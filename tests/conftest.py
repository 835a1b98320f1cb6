"""What every test may use: the data of strangers, if the machine has it, and Hypothesis' profiles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import audit_door

settings.register_profile(
    "quick", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("nightly", settings.get_profile("quick"), max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
audit_door.install()


@pytest.fixture(scope="session")
def outside_data() -> Path:
    """The folder of real files nobody here wrote."""
    folder = os.environ.get("SAMFRID_DATA")
    if not folder:
        pytest.skip("SAMFRID_DATA is not set: tests on data from outside are left out")
    return Path(folder)
