"""Start the framework in a command, the same way for all of them."""

from __future__ import annotations

import os


def start_framework() -> None:
    """Set the framework up with the settings of the environment. Harmless when it is already up.

    Errors: SettingRefused naming what is missing or unsafe.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samfrid.config.settings")
    import django

    from samfrid.config import settings as _settings  # noqa: F401 - puts the carried SQLite in place first

    django.setup()
