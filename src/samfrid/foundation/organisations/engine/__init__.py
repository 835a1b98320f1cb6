"""The framework's database engines with the scope guard built in: every query passes it when it is run.

Chosen in the settings; a connection without the guard can't be made.
"""
