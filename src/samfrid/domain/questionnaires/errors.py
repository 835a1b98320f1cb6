"""What a questionnaire or an answer can be refused for. No sentence here repeats what a person answered."""

from __future__ import annotations

from samfrid.domain.wording import Refused


class DefinitionRefused(Refused):
    """A questionnaire contradicts itself, leaves something out or says something we don't understand."""


class AnswerRefused(Refused):
    """An answer doesn't fit its questionnaire: forged, unreachable, contradictory or incomplete."""


class UnknownQuestionnaire(Refused):
    """There is no questionnaire of that code and version."""
