"""What may be done with what is sealed. Each deed and each read is recorded."""
