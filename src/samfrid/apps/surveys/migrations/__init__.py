"""The migrations of surveys."""
