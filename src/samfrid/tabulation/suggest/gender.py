"""Recognise a column that says a person's gender, in the languages our files come in.

Answers are never merged: only the plain words for woman and man get our codes, every other answer keeps a group
of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WOMAN = frozenset(
    [
        "kvinna",
        "kvinnor",
        "kvinnlig",
        "flicka",
        "woman",
        "women",
        "female",
        "females",
        "girl",
        "f",
        "w",
        "k",
        "mujer",
        "mujeres",
        "femenino",
        "donna",
        "donne",
        "femmina",
        "femminile",
        "nainen",
        "naiset",
        "frau",
        "vrouw",
        "femme",
        "femmes",
    ]
)
_MAN = frozenset(
    [
        "man",
        "män",
        "manlig",
        "pojke",
        "men",
        "male",
        "males",
        "boy",
        "m",
        "varon",
        "varón",
        "varones",
        "hombre",
        "hombres",
        "masculino",
        "uomo",
        "uomini",
        "maschio",
        "maschile",
        "mies",
        "miehet",
        "mann",
        "homme",
        "hommes",
    ]
)
_HEADER = re.compile(
    r"(?<![a-zåäö])(kön|kon|juridiskt kön|gender|sex|genero|género|sesso|sukupuoli|geschlecht|genre|sexe)(?![a-zåäö])"
)
_SOMEBODY_ELSE = re.compile(
    r"agresor|aggress|perpetrator|suspect|offender|utövare|utovare|misstänkt|förövare"
)


def gender_code(word: str) -> str | None:
    """Return `woman` or `man` for a plain word for one, None for every other answer."""
    words = set(re.findall(r"[^\W\d_]+", word.casefold())) - {"victims", "victim"}
    if len(words) != 1:
        return None
    (only,) = words
    if only in _WOMAN:
        return "woman"
    return "man" if only in _MAN else None


def gender_score(header: str, values: Iterable[str]) -> int:
    """How surely a column is the gender of the person counted: 0 is not at all.

    A header alone is not enough, nor are the values: both a word for woman and one for man must occur.
    """
    codes = {gender_code(value) for value in values}
    if not {"woman", "man"} <= codes:
        return 0
    score = 1 + (2 if _HEADER.search(_spaced(header)) else 0)
    return max(score - (1 if _SOMEBODY_ELSE.search(_spaced(header)) else 0), 0)


def says_gender(header: str) -> bool:
    """Whether a header is a word for gender, whatever the answers under it are."""
    return bool(_HEADER.search(_spaced(header)))


def _spaced(header: str) -> str:
    return re.sub(r"[_\-.]+", " ", header.casefold())
