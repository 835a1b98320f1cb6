"""Register the room with the framework."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "samfrid.apps.releases"
    label = "releases"
