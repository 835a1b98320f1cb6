"""Organisations, their units and members, and the scope guard that keeps one from another."""
