"""Statistics: prepare a release, see what it says and hides, decide as another person, publish, withdraw."""
