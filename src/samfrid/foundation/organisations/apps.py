"""Register the room with the framework."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrganisationsConfig(AppConfig):
    name = "samfrid.foundation.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Secure the tables after each migration; the framework has no other place that can't be forgotten."""
        from samfrid.foundation.organisations.row_security import secure_after_migrating

        post_migrate.connect(secure_after_migrating, sender=self)
