"""samfrid: follow up support and freedom from violence by gender, and publish without exposing anyone."""
