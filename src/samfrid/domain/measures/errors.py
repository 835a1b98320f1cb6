"""What a measure can be refused for. No sentence here holds a value of a person's record."""

from __future__ import annotations

from samfrid.domain.wording import Refused


class DefinitionRefused(Refused):
    """A measure, condition or division contradicts itself."""


class BadColumn(Refused):
    """The values of a column don't fit its type."""


class ColumnMissing(Refused):
    """A definition names a column that the facts don't have."""


class WrongType(Refused):
    """A definition asks something of a column that its type can't answer."""


class NoFacts(Refused):
    """There are no rows to count."""


class UnknownCode(Refused):
    """A column holds a code that its division doesn't know."""
