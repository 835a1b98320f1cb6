"""What is known beforehand about one kind of file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from samfrid.apps.intake.mapping import ColumnMapping
from samfrid.domain.wording import Text


@dataclass(frozen=True)
class Format:
    """A kind of file. With `preset` its columns are known, and a file that lacks them is another kind.

    `note` tells the person what happens to what the source says differently.
    """

    code: str
    name: Text
    about: Text
    preset: ColumnMapping | None = None
    note: Text | None = None

    @cached_property
    def needs(self) -> frozenset[str]:
        """The headings a file of this kind has."""
        return self.preset.columns if self.preset else frozenset()
