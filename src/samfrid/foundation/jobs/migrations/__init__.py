"""The migrations of jobs."""
