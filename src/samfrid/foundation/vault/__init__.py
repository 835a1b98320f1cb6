"""The only place that can point back at a person: sealed references and their blind index."""
