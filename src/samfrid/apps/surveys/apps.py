"""Register the room with the framework."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "samfrid.apps.surveys"
    label = "surveys"
