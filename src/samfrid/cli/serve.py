"""`samfrid serve`: the web server."""

from __future__ import annotations

import sys

import click

from samfrid.cli.language import reader_language
from samfrid.config.start import start_framework
from samfrid.domain.wording import Refused, Text


class PortTaken(Refused):
    """Another program listens there."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="How many serve.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Threads in each.")
@click.option("--with-worker", is_flag=True, help="Also do the jobs that wait, in a thread. For a demo.")
def command(host: str, port: int, processes: int, threads: int, with_worker: bool) -> None:
    """Serve the pages. Refuses to start when the installation is unsafe; `samfrid doctor` tells why.

    \b
    Example:
      samfrid serve --port 8080 --processes 2
    """
    if with_worker and processes > 1:
        raise click.UsageError("--with-worker takes one process")
    serve(host, port, processes=processes, threads=threads, with_worker=with_worker)


def serve(host: str, port: int, *, processes: int = 1, threads: int = 4, with_worker: bool = False) -> None:
    """Serve until it is stopped; says the address once it listens.

    Errors: PortTaken.
    """
    start_framework()
    _refuse_if_unsafe()
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces

    server = Granian(
        "samfrid.config.wsgi_with_worker:application" if with_worker else "samfrid.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=processes,
        blocking_threads=threads,
        log_enabled=False,
        respawn_failed_workers=True,
    )
    server.on_startup(lambda: _say_where(host, port))
    try:
        server.serve()
    except RuntimeError as error:
        if "in use" not in str(error):
            raise
        raise PortTaken(
            Text(
                f"Porten {port} är upptagen. Välj en annan med --port.",
                f"The port {port} is taken. Choose another with --port.",
            )
        ) from error


def _say_where(host: str, port: int) -> None:
    words = Text(f"Sidorna finns på http://{host}:{port}/", f"The pages are at http://{host}:{port}/")
    click.echo(words.into(reader_language()))
    sys.stdout.flush()


def _refuse_if_unsafe() -> None:
    from django.db import connections
    from django.utils import timezone

    from samfrid.keeping.doctor import findings

    language = reader_language()
    stops = [finding for finding in findings(timezone.now()) if finding.stops]
    connections.close_all()  # the processes that serve are forked, and must open their own
    for finding in stops:
        click.echo(f"{finding.what.into(language)} {finding.do.into(language)}", err=True)
    if stops:
        sys.exit(1)
