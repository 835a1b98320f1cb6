"""Make facts of a file's texts, as the plan says. What does not fit is told with its cell, all of it at once."""

from samfrid.tabulation.clean.columns import CleaningRefused, clean
from samfrid.tabulation.clean.model import Cleaned

__all__ = ["Cleaned", "CleaningRefused", "clean"]
