"""The administrator's pages of the own organisation and its units, and choosing among several organisations."""
