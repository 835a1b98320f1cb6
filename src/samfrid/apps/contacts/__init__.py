"""Contact ways: who they help, where, and when someone last verified them."""
