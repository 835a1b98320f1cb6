"""Every test here has an installation of its own."""

from installation import room, template

__all__ = ["room", "template"]
