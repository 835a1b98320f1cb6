"""The framework's own commands, for those who develop: `python -m samfrid.config.manage makemigrations`."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samfrid.config.settings")


def main() -> None:
    """Run one command."""
    from django.core.management import execute_from_command_line

    from samfrid.config import settings as _settings  # noqa: F401 - puts the carried SQLite in place first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
