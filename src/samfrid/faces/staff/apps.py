"""Register the face with the framework."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "samfrid.faces.staff"
    label = "face_staff"
