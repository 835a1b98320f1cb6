"""What every feature rests on: audit, accounts, organisations, vault, jobs (lowest first)."""
