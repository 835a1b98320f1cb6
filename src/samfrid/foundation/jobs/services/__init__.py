"""What may be done to runs."""
