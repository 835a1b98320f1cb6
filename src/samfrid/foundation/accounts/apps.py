"""Register the room with the framework."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "samfrid.foundation.accounts"
    label = "accounts"
