"""The migrations of releases."""
