"""Keep an installation: set it up, tell what is unsafe, back it up, restore it and prove that nothing is lost."""
