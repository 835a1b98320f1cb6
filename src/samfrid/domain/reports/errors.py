"""What can be wrong with a report that somebody builds in code."""

from __future__ import annotations


class ReportError(ValueError):
    """A report, or a part of it, contradicts itself or could not stand alone."""
