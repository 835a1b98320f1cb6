"""Askings, and answers by persons in support. Closed: nothing open may reach it."""
