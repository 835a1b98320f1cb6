"""Published files by body and year: activity reports, decisions, reports."""
