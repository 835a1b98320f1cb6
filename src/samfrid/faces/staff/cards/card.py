"""One thing on the first page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest


class Kind(StrEnum):
    """Why a card is there."""

    NEEDS = "needs"  # waits for this person
    UNDER_WAY = "under_way"  # goes on by itself
    STANDING = "standing"  # how things are


@dataclass(frozen=True, slots=True)
class Card:
    """One thing: a title that says what to do or how it is, one sentence, and where it leads.

    `when` is a short word such as "I dag". Nothing in a card tells of a person in support.
    """

    kind: Kind
    title: Text
    words: Text
    address: str
    when: Text | None = None
    is_late: bool = False


def room(path: str) -> str:
    """The address of a room of the staff face, in the language of the page."""
    return reverse("staff:home") + path


CardSource = Callable[[StaffRequest], Sequence[Card]]
