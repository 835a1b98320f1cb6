"""Write TOML by hand, since a plan is read by people: comments, order and quoting are ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from samfrid.domain.wording import Text

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def quoted(text: str) -> str:
    """Write a string as TOML does, with å ä ö as they are."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def key(name: str) -> str:
    """Write a key, quoted where it must be."""
    return name if _BARE.fullmatch(name) else quoted(name)


def texts(words: Iterable[str]) -> str:
    """Write a list of strings."""
    return "[" + ", ".join(quoted(word) for word in words) + "]"


def wording(text: Text) -> str:
    """Write a text in both languages, shorter where they are the same."""
    if text.sv == text.en:
        return quoted(text.sv)
    return f"{{ sv = {quoted(text.sv)}, en = {quoted(text.en)} }}"


def comment(sentence: str) -> str:
    """Write a line that the program skips."""
    return "# " + " ".join(sentence.split())
