"""Register the face with the framework, and its menu with the layouts."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "samfrid.faces.public"
    label = "face_public"

    def ready(self) -> None:
        from samfrid.faces.public.menu import MENU
        from samfrid.ui.navigation import hand_in

        hand_in("public", MENU)
