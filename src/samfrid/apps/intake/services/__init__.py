"""What is done with files that come in, and with periods that are delivered."""
