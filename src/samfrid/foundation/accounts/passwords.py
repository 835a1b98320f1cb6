"""Which passwords are refused: short ones, common ones, and those made of words anyone here would guess.

No rules on digits or signs: they make passwords worse. Nothing is asked of the network.
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from samfrid.domain.places import counties, municipalities
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.words import say

SHORTEST = 15
# What must be left when every guessable word, and every repetition, is taken away.
_LEFT = 8
_DISTINCT = 6
_WORDS = Path(__file__).with_name("data") / "guessable_words.txt"
_RUNS = "0123456789012345678909876543210987654321"


class RefuseShort:
    """At least fifteen characters; any characters, as many as one likes."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Refuse a short password."""
        if len(password) < SHORTEST:
            raise ValidationError(
                say(
                    "Lösenordet är för kort. Det ska ha minst 15 tecken, till exempel fyra ord.",
                    "The password is too short. It must have at least 15 characters, such as four words.",
                ),
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        """What is asked, in one sentence."""
        return say("Minst 15 tecken, till exempel fyra ord.", "At least 15 characters, such as four words.")


class RefuseGuessable:
    """Not a common password, nor words of the place, the work or the person with a few signs added."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Refuse a password that a patient guesser would try."""
        if len(set(password.casefold())) < _DISTINCT or _left(password, _own_words(user)) < _LEFT:
            raise ValidationError(
                say(
                    "Lösenordet är lätt att gissa. Välj ord som inte har med dig eller arbetet att göra.",
                    "The password is easy to guess. Choose words that have nothing to do with you or your work.",
                ),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        """What is asked, in one sentence."""
        return say("Undvik vanliga lösenord, namn och orter.", "Avoid common passwords, names and places.")


def _left(password: str, own: frozenset[str]) -> int:
    """How many different-looking characters remain when guessable words and repetitions are taken away."""
    text = _once(password.casefold())
    alone = re.sub(
        r"\b(19|20)\d\d\b", "", text
    )  # a year may also be the beginning of a number that is common
    if not _common().isdisjoint({text, _once(_without_years(text).strip()), _once(alone.strip())}):
        return 0
    for word in sorted(own, key=len, reverse=True):
        text = text.replace(word, " ")
    for word in _context_words():
        text = text.replace(word, " ")
    parts = re.findall(r"[^\W\d_]+|\d+|[\W_]+", text)
    return sum(len(part) for part in parts if part.strip() and not _is_weak(part))


def _is_weak(part: str) -> bool:
    if part.isdigit():
        rest = _once(_without_years(part))
        return rest in _common() or len(_once(_without_runs(rest))) <= 4
    return part in _common() or len(set(part)) == 1


def _without_years(text: str) -> str:
    return re.sub(r"(19|20)\d\d", "", text)


def _without_runs(digits: str) -> str:
    left, place = "", 0
    while place < len(digits):
        run = next((n for n in range(len(digits) - place, 2, -1) if digits[place : place + n] in _RUNS), 0)
        left += "" if run else digits[place]
        place += run or 1
    return left


def _once(text: str) -> str:
    """A text that is one piece said several times, said once."""
    for length in range(1, len(text) // 2 + 1):
        if len(text) % length == 0 and text == text[:length] * (len(text) // length):
            return text[:length]
    return text


def _own_words(user: User | None) -> frozenset[str]:
    if user is None:
        return frozenset()
    words = re.findall(r"\w+", f"{user.email} {user.name}".casefold())
    return frozenset(word for word in words if len(word) >= 3)


@lru_cache(maxsize=1)
def _context_words() -> tuple[str, ...]:
    places = {place.short_name.casefold() for place in municipalities()}
    places |= {county.short_name.casefold() for county in counties()}
    plain = {word.translate(str.maketrans("åäö", "aao")) for word in places}
    return tuple(sorted({*_WORDS.read_text("utf-8").split(), *places, *plain}, key=len, reverse=True))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """The list of leaked passwords that the framework carries."""
    path = Path(password_validation.__file__).parent / "common-passwords.txt.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return frozenset(line.strip() for line in lines)
