"""Whether the process lives, and whether it can serve. Neither tells a stranger more than that."""

from __future__ import annotations

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse


def alive(_request: HttpRequest) -> HttpResponse:
    """Answer as long as the process runs."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def ready(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("not ready\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
