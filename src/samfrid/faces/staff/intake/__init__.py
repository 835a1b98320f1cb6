"""Read files in, and deliver periods."""
