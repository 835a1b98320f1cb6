"""Swedish alphabetical order, without depending on the locale of the machine."""

from __future__ import annotations

import unicodedata

# Å, ä and ö are letters of their own after z; the signs after z in ASCII stand in for them.
_LAST_LETTERS = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "-": " ", "–": " "})


def sort_key(word: str) -> tuple[str, str]:
    """Order words as a Swedish dictionary does: å, ä, ö last, other accents ignored, case ignored.

    Promise: a total order: words that differ in any way have different keys.
    """
    letters = unicodedata.normalize("NFC", word).casefold().translate(_LAST_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))
    return " ".join(bare.split()), word
