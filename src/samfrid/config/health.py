"""Whether the process lives, and whether it can serve. Neither tells a stranger more than that."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

LEAST_FREE_BYTES = 64 * 1024 * 1024
_KIND = "text/plain; charset=utf-8"


def alive(_request: HttpRequest) -> HttpResponse:
    """Answer as long as the process runs."""
    return HttpResponse("ok\n", content_type=_KIND)


def ready(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers with every migration made and there is room to write, else 503."""
    try:
        can_serve = has_room() and database_is_there() and not missing_migrations()
    except (Error, OSError):
        can_serve = False
    if can_serve:
        return HttpResponse("ok\n", content_type=_KIND)
    return HttpResponse("not ready\n", status=503, content_type=_KIND)


def has_room() -> bool:
    """Whether the folder of the installation can be written to and has room left."""
    folder: Path = settings.SAMFRID.var
    seen = os.statvfs(folder)
    return os.access(folder, os.W_OK) and seen.f_bavail * seen.f_frsize >= LEAST_FREE_BYTES


def database_is_there() -> bool:
    """Whether the database answers; a file that was taken away still answers those who have it open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    name = str(connection.settings_dict["NAME"])
    is_file = connection.vendor == "sqlite" and "memory" not in name
    return not is_file or Path(name).is_file()


def missing_migrations() -> tuple[str, ...]:
    """Which migrations aren't made, by app and name. Once none is missing it isn't asked again."""
    global _are_all_made
    if not _are_all_made:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        missing = tuple(f"{migration.app_label}.{migration.name}" for migration, _ in plan)
        _are_all_made = not missing
        return missing
    return ()


_are_all_made = False
