"""What is done with cases. Each deed is allowed, checked, written and recorded in one transaction."""
