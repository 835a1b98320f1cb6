"""Register the room with the framework."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "samfrid.apps.contacts"
    label = "contacts"
