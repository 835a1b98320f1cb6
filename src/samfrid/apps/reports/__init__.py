"""What goes into which report: the contact sheet of a place, the report of a municipality. Open; holds no rows."""
