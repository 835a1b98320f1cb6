"""The log as the data-protection officer reads it: who did and read what, and a sample to review each month."""
