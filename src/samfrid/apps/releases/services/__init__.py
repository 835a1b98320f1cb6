"""Writes of the room: publish what is proven, withdraw it with a notice."""
