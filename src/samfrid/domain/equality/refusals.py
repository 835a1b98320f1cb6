"""What this room refuses: a comparison that was asked for wrongly."""

from __future__ import annotations

from samfrid.domain.wording import Refused


class ComparisonRefused(Refused):
    """A comparison that cannot be made of this table as it was asked for."""
