"""One sentence in every language a questionnaire speaks, and which languages are written from the right."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.domain.wording import Text

# The main scripts written from right to left among the languages that questions about violence are asked in.
_FROM_THE_RIGHT = frozenset({"ar", "ckb", "fa", "he", "prs", "ps", "ur"})


def direction(language: str) -> str:
    """Tell how a language is written: `rtl` or `ltr`, as the attribute `dir` wants it."""
    return "rtl" if language.split("-")[0] in _FROM_THE_RIGHT else "ltr"


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in Swedish and English, and in whatever further languages the definition has.

    Promise: a questionnaire that passed `check` has every sentence in every one of its languages.
    """

    text: Text
    more: tuple[tuple[str, str], ...] = ()

    @property
    def languages(self) -> frozenset[str]:
        """The codes of the languages that the sentence is written in."""
        return frozenset({"sv", "en", *(code for code, _ in self.more)})

    def into(self, language: str) -> str:
        """Return the sentence in a language; English where the language is not there."""
        if language == "sv":
            return self.text.sv
        return dict(self.more).get(language, self.text.en)

    def __str__(self) -> str:
        return self.text.sv
