"""Run a service later, in a given scope, as a given actor, with progress a page can show."""
