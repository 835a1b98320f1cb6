"""`samfrid worker`: do what waits in the queue."""

from __future__ import annotations

import click

from samfrid.config.start import start_framework


@click.command()
@click.option("--until-empty", is_flag=True, help="End when nothing is left to do.")
def command(until_empty: bool) -> None:
    """Do the jobs that wait: imports, releases, nightly work. Run one or more beside `samfrid serve`.

    \b
    Example:
      samfrid worker
    """
    start_framework()
    from samfrid.foundation.jobs.worker import work

    work(until_empty=until_empty)
