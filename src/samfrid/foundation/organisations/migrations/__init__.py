"""The migrations of organisations."""
