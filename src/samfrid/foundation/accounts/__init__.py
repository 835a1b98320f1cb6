"""People who sign in: accounts, second factor, sessions, and what each role may do."""
