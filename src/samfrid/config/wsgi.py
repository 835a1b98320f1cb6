"""What the web server runs."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samfrid.config.settings")

from django.core.wsgi import get_wsgi_application

from samfrid.config import settings as _settings  # noqa: F401 - puts the carried SQLite in place first

application = get_wsgi_application()
