"""Register the room with the framework."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "samfrid.foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
