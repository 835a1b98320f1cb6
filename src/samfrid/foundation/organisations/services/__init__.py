"""Deeds on organisations, units and members."""
