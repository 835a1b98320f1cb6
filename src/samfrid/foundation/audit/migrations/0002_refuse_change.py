"""Let the database itself refuse to change or delete what was recorded."""

from typing import Any

from django.db import migrations

from samfrid.foundation.audit import triggers


def make(_apps: Any, editor: Any) -> None:
    """Make the triggers."""
    triggers.make(editor)


def drop(_apps: Any, editor: Any) -> None:
    """Drop them."""
    triggers.drop(editor)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
