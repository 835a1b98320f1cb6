"""The migrations of documents."""
