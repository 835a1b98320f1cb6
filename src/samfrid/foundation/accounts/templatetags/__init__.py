"""What the sign-in templates may load."""
