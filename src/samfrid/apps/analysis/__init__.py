"""Snapshots, measures, protection and second-person approval, on the way to a release. Closed."""
