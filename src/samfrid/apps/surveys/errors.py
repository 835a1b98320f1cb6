"""What counting and answering can be refused for. No sentence repeats what was answered."""

from __future__ import annotations

from samfrid.domain.wording import Refused


class CountRefused(Refused):
    """What was counted contradicts itself, or leaves something out. Each problem's place names the field."""


class AlreadyCounted(Refused):
    """The same form came twice. It has had its effect once."""


class CodeRefused(Refused):
    """No such code, or it is used or too old. All three sound the same."""


class TooManyTries(Refused):
    """Codes are tried out."""


class SittingOver(Refused):
    """Nobody is answering here any longer."""


class StepRefused(Refused):
    """A form that isn't the one to send now: an old one, one sent twice, or one out of order."""
