"""The record of deeds and reads: append-only, a hash chain per organisation, no foreign keys."""
