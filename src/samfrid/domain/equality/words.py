"""The words of a measure in sentences, and groups as they are said inside one."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.domain.wording import Language, Text


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What a measure is called in sentences.

    `share` always works, before a colon: "Andel som fick frågan". `more_often` is a whole clause without full
    stop, with `{more}` and `{less}` where the groups stand: "{more} får frågan oftare än {less}". It is said
    only of differences that are not chance.
    """

    share: Text
    more_often: Text | None = None


# Words that are not names, and so take a small letter inside a sentence.
_COMMON = frozenset(
    word
    for line in (
        "all alla andra annan annat barn flicka flickor ingen inte icke-binär icke-binära kvinna kvinnor ja",
        "man män nej okänd okänt över person personer pojke pojkar transperson transpersoner under unga uppgift vet",
        "vuxna äldre ålder ej båda",
        "adults age both boys children don't don’t girls men no non-binary none not older other others over",
        "persons people trans unknown woman women yes young",
    )
    for word in line.split()
)


def spoken(label: Text) -> Text:
    """Write a label as it stands inside a sentence: "Kvinnor" becomes "kvinnor", "Kinda" stays."""
    return Text(_lowered(label.sv), _lowered(label.en))


def upper_first(words: str) -> str:
    """Begin a sentence: only the first letter is touched."""
    return words[:1].upper() + words[1:]


def each(language_words: dict[Language, str]) -> Text:
    """Put one sentence in each language together."""
    return Text(language_words[Language.SWEDISH], language_words[Language.ENGLISH])


def _lowered(words: str) -> str:
    first = words.split(" ", 1)[0].strip(",.:;()")
    is_common = first.casefold() in _COMMON and not first.isupper()
    return words[:1].lower() + words[1:] if is_common else words
