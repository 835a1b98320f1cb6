"""One sentence in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The languages the product speaks; Swedish is written first."""

    SWEDISH = "sv"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence, label or word in Swedish and in English.

    A name that is the same in both (a municipality, a code) is made with `Text.same`.
    """

    sv: str
    en: str

    @classmethod
    def same(cls, words: str) -> Text:
        """Make a text that reads the same in every language, such as a proper name."""
        return cls(words, words)

    def into(self, language: Language) -> str:
        """Return the words in one language."""
        return self.sv if language is Language.SWEDISH else self.en

    def __add__(self, other: Text) -> Text:
        return Text(self.sv + other.sv, self.en + other.en)

    def __str__(self) -> str:
        return self.sv
