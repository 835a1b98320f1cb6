"""Interventions and pseudonymous cases. Closed: nothing open may reach it."""
