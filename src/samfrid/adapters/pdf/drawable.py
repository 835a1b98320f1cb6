"""Letters that no font of ours can draw are written by name, so that nothing is lost and nothing is blank.

PDF/A forbids a letter without a shape. The file `drawable.txt` lists what can be drawn, and is made together
with the fonts.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

RANGES = Path(__file__).parent / "drawable.txt"


def drawable(value: Any, *, plain: bool = False) -> Any:
    """Return plain values with every word in them made drawable; shape and keys stay as they are.

    Any letter of the list can be drawn, but not any row of them: marks that meet a letter of another font
    can't. With `plain`, only what our own fonts hold is kept, which always can.
    """
    if isinstance(value, str):
        return (_NOT_PLAIN if plain else _UNDRAWABLE).sub(_in_words, unicodedata.normalize("NFC", value))
    if isinstance(value, dict):
        return {key: drawable(inside, plain=plain) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(inside, plain=plain) for inside in value]
    return value


def _in_words(found: re.Match[str]) -> str:
    letter = found.group()
    if unicodedata.category(letter) in ("Cf", "Mn"):  # marks that steer other letters have no shape to miss
        return ""
    name = unicodedata.name(letter, "")
    return f"[{name.lower()}]" if name else "?"


def _undrawable() -> re.Pattern[str]:
    ends = re.findall("[0-9A-F]+", RANGES.read_text(encoding="ascii"))
    letters = [rf"\U{int(code, 16):08x}" for code in ends]
    inside = "".join(f"{first}-{last}" for first, last in zip(letters[::2], letters[1::2], strict=True))
    return re.compile(f"[^\\n\\t{inside}]")


_UNDRAWABLE = _undrawable()
_NOT_PLAIN = re.compile(
    "[^\n\t\x20-\x7e\xa0-\xac\xae-\xff\u2013\u2014\u2018-\u201e\u2022\u2026\u202f\u2039\u203a\u20ac\u2212]"
)
