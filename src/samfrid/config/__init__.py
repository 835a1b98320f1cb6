"""How an installation is set up: typed settings from the environment."""
