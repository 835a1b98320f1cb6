"""How wide words are when set in Inter: lets a drawing keep labels apart without opening a font.

The numbers are advance widths in thousandths of the type size, with digits as wide as tabular ones. A letter
that is not listed is measured by its base letter; a script that is not listed is measured generously.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_FIRST = 32  # the lists start at the space and end at the tilde

_REGULAR = (
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 650, 650, 650, 650,
    650, 650, 650, 650, 650, 650, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746,
    743, 269, 571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365,
    360, 365, 471, 456, 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600,
    612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
)  # fmt: skip

_BOLD = (
    252, 321, 523, 644, 650, 1004, 663, 326, 373, 373, 540, 673, 319, 465, 319, 379, 668, 668, 668, 668,
    668, 668, 668, 668, 668, 668, 319, 329, 673, 673, 673, 543, 999, 728, 659, 737, 722, 605, 588, 749,
    746, 277, 580, 703, 565, 922, 759, 769, 645, 773, 652, 650, 660, 736, 728, 1020, 720, 713, 652, 373,
    379, 373, 481, 469, 351, 574, 624, 583, 624, 591, 389, 625, 612, 262, 262, 569, 262, 900, 612, 609,
    624, 624, 397, 549, 353, 612, 587, 839, 569, 588, 566, 455, 359, 455, 673,
)  # fmt: skip

_MORE = {
    "–": 500, "—": 1000, "‘": 261, "’": 261, "‚": 241, "“": 440, "”": 440, "„": 421, "•": 562, "…": 864,
    "‹": 384, "›": 384, "«": 583, "»": 583, "−": 662, "×": 662, "§": 568, "°": 456, "·": 288, "€": 667,
    "£": 611, "¥": 550, "©": 914, "®": 666, "±": 662, "½": 847, "¼": 802, "¾": 882, "Æ": 994, "æ": 917,
    "Ø": 765, "ø": 600, "Ð": 735, "ð": 583, "Þ": 636, "þ": 612, "ß": 616, "¿": 511, "¡": 288, "ª": 454,
    "º": 482,
}  # fmt: skip

_MORE_BOLD = {
    "–": 500, "—": 1000, "‘": 294, "’": 294, "‚": 272, "“": 507, "”": 501, "„": 480, "•": 503, "…": 956,
    "‹": 416, "›": 416, "«": 634, "»": 634, "−": 673, "×": 673, "§": 568, "°": 458, "·": 319, "€": 679,
    "£": 629, "¥": 563, "©": 914, "®": 664, "±": 673, "½": 870, "¼": 831, "¾": 907, "Æ": 1013, "æ": 913,
    "Ø": 769, "ø": 609, "Ð": 751, "ð": 594, "Þ": 658, "þ": 624, "ß": 644, "¿": 543, "¡": 321, "ª": 460,
    "º": 487,
}  # fmt: skip

_SPACES = {"\u00a0": 281, "\u202f": 250, "\u2009": 182, "\u200b": 0}

_UNKNOWN, _WIDE, _MARK = 750, 1050, 0


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Tell how many pixels a line of words takes.

    Unit:    pixels, for a type size in pixels.
    Promise: never less than Inter needs for Latin letters; other scripts are guessed on the wide side.
    """
    return sum(_glyph(character, bold) for character in words) * size / 1000


def wrapped(words: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break words into lines that each fit the room.

    Promise: no line is wider than `room` (a single character may be); breaks at spaces and after hyphens
             first, inside a word only when the word alone is too wide; nothing but spaces is lost.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(words):
        if width_of((line + piece).rstrip(), size, bold=bold) <= room:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = piece.lstrip()
        while width_of(line.rstrip(), size, bold=bold) > room and len(line.rstrip()) > 1:
            cut = _fitting(line, room, size, bold)
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return tuple(lines)


def _fitting(word: str, room: float, size: float, bold: bool) -> int:
    """How many characters fit: at least one, so that the caller always gets on."""
    used = 0.0
    for count, character in enumerate(word):
        used += _glyph(character, bold) * size / 1000
        if used > room:
            return max(count, 1)
    return len(word)


def _pieces(words: str) -> Iterator[str]:
    """Words with the space or hyphen that follows them; a no-break space breaks nothing."""
    piece = ""
    for character in words:
        piece += character
        if character in " -–/":
            yield piece
            piece = ""
    if piece:
        yield piece


def _glyph(character: str, bold: bool) -> int:
    place = ord(character) - _FIRST
    if 0 <= place < len(_REGULAR):
        return (_BOLD if bold else _REGULAR)[place]
    if character in _SPACES:
        return _SPACES[character]
    listed = (_MORE_BOLD if bold else _MORE).get(character)
    if listed is not None:
        return listed
    if unicodedata.combining(character):
        return _MARK
    base = unicodedata.normalize("NFD", character)[0]
    if base != character:
        return _glyph(base, bold)
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _UNKNOWN
