"""Register the room with the framework."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "samfrid.foundation.jobs"
    label = "jobs"
