"""Contact ways: an editor's list, the form, and the check that makes a way public."""
