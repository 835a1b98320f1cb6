"""Register the design system with the framework: its templates, tags and static files."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "samfrid.ui"
    label = "ui"
