"""Register the room with the framework."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "samfrid.apps.analysis"
    label = "analysis"
