"""Register the face with the framework."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "samfrid.faces.public"
    label = "face_public"
