"""Interventions and cases: list, record, open, follow up, close."""
