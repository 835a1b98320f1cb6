"""Documents: an editor's list, publishing a file, withdrawing one with a notice."""
