"""Tables of the room: askings, tallies and answers, waiting and released; sittings; what an organisation sets."""

from samfrid.apps.surveys.models.answers import Answer, PendingAnswer
from samfrid.apps.surveys.models.askings import Asking, PendingAsking
from samfrid.apps.surveys.models.counting import DailyCount, UsedToken
from samfrid.apps.surveys.models.settings import NextSteps, QuestionnaireInUse
from samfrid.apps.surveys.models.sittings import Door, Invitation, Sitting
from samfrid.apps.surveys.models.tallies import PendingTally, Tally

__all__ = [
    "Answer",
    "Asking",
    "DailyCount",
    "Door",
    "Invitation",
    "NextSteps",
    "PendingAnswer",
    "PendingAsking",
    "PendingTally",
    "QuestionnaireInUse",
    "Sitting",
    "Tally",
    "UsedToken",
]
