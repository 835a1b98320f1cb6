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


def drawable(value: Any) -> Any:
    """Return plain values with every word in them made drawable; shape and keys stay as they are."""
    if isinstance(value, str):
        return _UNDRAWABLE.sub(_in_words, value)
    if isinstance(value, dict):
        return {key: drawable(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(inside) for inside in value]
    return value


def _in_words(found: re.Match[str]) -> str:
    letter = found.group()
    if unicodedata.category(letter) in ("Cf", "Mn"):  # marks that steer other letters have no shape to miss
        return ""
    name = unicodedata.name(letter, "")
    return f"[{name.lower()}]" if name else "\ufffd"


def _undrawable() -> re.Pattern[str]:
    ends = re.findall("[0-9A-F]+", RANGES.read_text(encoding="ascii"))
    letters = [rf"\U{int(code, 16):08x}" for code in ends]
    inside = "".join(f"{first}-{last}" for first, last in zip(letters[::2], letters[1::2], strict=True))
    return re.compile(f"[^\\n\\t{inside}]")


_UNDRAWABLE = _undrawable()
