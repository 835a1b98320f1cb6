"""Register the room with the framework."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "samfrid.apps.documents"
    label = "documents"
