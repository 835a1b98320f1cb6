"""Register the room with the framework."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "samfrid.foundation.organisations"
    label = "organisations"
