"""The settings of the application as tests run it: a database and keys of their own, mail kept in memory.

`SAMFRID_TEST_DATABASE` holds the address of a PostgreSQL server; without it the tests run on SQLite.
"""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

_ROOM = Path(tempfile.mkdtemp(prefix="samfrid-tests-"))
os.environ["SAMFRID_VAR"] = str(_ROOM)
os.environ["SAMFRID_HTTPS"] = "no"
os.environ["SAMFRID_DATABASE"] = os.environ.get("SAMFRID_TEST_DATABASE", "")
for _name in (
    "SAMFRID_ERASURES",
    "SAMFRID_SECRET",
    "SAMFRID_KEYS",
    "SAMFRID_FACE",
    "SAMFRID_HOSTS",
    "SAMFRID_MAIL",
    "SAMFRID_DEMO",
):
    os.environ.pop(_name, None)

from samfrid.adapters.sealing import make_ring  # noqa: E402
from samfrid.config.secret import write_secret  # noqa: E402

write_secret(_ROOM / "keys" / "secret")
make_ring(_ROOM / "keys" / "ring.json", day=date(2026, 1, 1))

from samfrid.config.settings import *  # noqa: E402, F403

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
if os.environ["SAMFRID_DATABASE"]:
    # tests/postgres.py has made and migrated the databases, one for each worker
    DATABASES["default"]["TEST"] = {"NAME": DATABASES["default"]["NAME"]}  # noqa: F405
else:
    # named, or the runner would take the engine for a server and make a file beside no folder
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
