"""Signed-in work. Each page names the permission it takes; whoever lacks it is told the page does not exist."""
