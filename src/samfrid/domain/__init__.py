"""Meaning: what is asked, counted, compared and hidden. No Django; reads no files but its own data."""
