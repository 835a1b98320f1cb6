"""The migrations of contacts."""
