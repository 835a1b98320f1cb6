"""What the web server runs in the demo: the pages, and in a thread beside them the jobs that wait."""

from samfrid.config.wsgi import application
from samfrid.foundation.jobs.worker import work_in_a_thread

__all__ = ["application"]

work_in_a_thread()
