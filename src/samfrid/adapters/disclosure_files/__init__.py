"""The files of disclosure control: specs in, releases out, and releases read back."""
