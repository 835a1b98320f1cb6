"""Pages of those who ask: count an asking, hand the device over, give out codes, next steps."""
