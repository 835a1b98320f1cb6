"""Register the room with the framework."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "samfrid.foundation.vault"
    label = "vault"
