"""The pages of long work: how far it has come, stop it, what one has started."""
