"""Publish and withdraw documents."""
