"""The outside world, one folder for each thing. No Django, and no rules of the field."""
