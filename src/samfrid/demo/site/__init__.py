"""The site of the demo: invented organisations, people, askings, cases and releases, on real geography."""
