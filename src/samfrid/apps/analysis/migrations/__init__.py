"""The migrations of analysis."""
