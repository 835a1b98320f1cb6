"""Register the room with the framework."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "samfrid.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Start listening to the sign-in library."""
        from samfrid.foundation.accounts import listening as _listening  # noqa: F401 - connects by import
