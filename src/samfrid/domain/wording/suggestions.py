"""Did you mean …? The nearest known word to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from samfrid.domain.wording.text import Text


def closest(word: str, known: Iterable[str]) -> Text:
    """Suggest the nearest known word as a sentence, or nothing when none is near.

    The sentence starts with a space, so that it can follow another.
    """
    lowered = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), lowered, n=1, cutoff=0.6)
    if not near:
        return Text("", "")
    name = lowered[near[0]]
    return Text(f" Menade du ”{name}”?", f" Did you mean “{name}”?")
