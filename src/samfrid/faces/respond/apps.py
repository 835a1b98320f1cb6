"""Register the face with the framework."""

from django.apps import AppConfig


class RespondConfig(AppConfig):
    name = "samfrid.faces.respond"
    label = "face_respond"
