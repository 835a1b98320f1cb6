"""Register the face with the framework, and its menu with the layouts."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "samfrid.faces.staff"
    label = "face_staff"

    def ready(self) -> None:
        from samfrid.faces.staff.menu import MENU
        from samfrid.ui.navigation import hand_in

        hand_in("staff", MENU)
