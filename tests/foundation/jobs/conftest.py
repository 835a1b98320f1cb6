"""Workers are tried on an installation of their own."""

from installation import room, template

__all__ = ["room", "template"]
