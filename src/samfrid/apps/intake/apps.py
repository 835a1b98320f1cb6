"""Register the room with the framework."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "samfrid.apps.intake"
    label = "intake"
