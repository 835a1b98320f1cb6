"""Register the room with the framework."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "samfrid.apps.cases"
    label = "cases"
