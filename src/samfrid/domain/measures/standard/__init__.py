"""The standard measures: versioned, the same for everybody. What they are called and what they count."""
