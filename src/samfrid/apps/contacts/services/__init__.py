"""Change contact ways: add, change, verify, withdraw; and the national lines that ship with the product."""
