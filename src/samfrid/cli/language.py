"""Which language the command line speaks: the locale's, Swedish where it names none we know."""

from __future__ import annotations

import os

from samfrid.domain.wording import Language


def reader_language() -> Language:
    """Read LC_ALL, LC_MESSAGES and LANG in the order that POSIX gives; `C` and `POSIX` speak English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            swedish = value.casefold().startswith("sv")
            return Language.SWEDISH if swedish else Language.ENGLISH
    return Language.SWEDISH
