"""Published protected tables: immutable, with proof, definition and provenance. The lowest app."""
