"""The names of the divisions that every standard measure is shown by, and the codes of each."""

from __future__ import annotations

from typing import Final

from samfrid.domain.tables import Dimension, Member
from samfrid.domain.wording import Text

MUNICIPALITY: Final = "municipality"
ASSOCIATION: Final = "association"
COUNTY: Final = "county"
GENDER: Final = "gender"
AGE: Final = "age"
HALF_YEAR: Final = "half_year"

NO_ASSOCIATION: Final = "none"
"""The code of municipalities that no coordination association covers."""

WOMAN: Final = "woman"
MAN: Final = "man"
OTHER: Final = "other"
NOT_STATED: Final = "not_stated"

COMPARED: Final = (WOMAN, MAN)
"""The two groups that a comparison by gender holds against each other."""


def gender_dimension() -> Dimension:
    """Women, men, and together those with another gender and those whose gender is not stated.

    Apart, the two last are so few that almost all their numbers would be hidden, and many of others with them.
    """
    words = {
        WOMAN: Text("Kvinnor", "Women"),
        MAN: Text("Män", "Men"),
        OTHER: Text("Annan eller ej uppgiven", "Another or not stated"),
    }
    labels = {Member(GENDER, code): text for code, text in words.items()}
    return Dimension(GENDER, tuple(words), Text("Kön", "Gender"), labels=labels)


GENDERS_COUNTED: Final = {WOMAN: WOMAN, MAN: MAN, OTHER: OTHER, NOT_STATED: OTHER}
"""From a gender as it is noted to the group it is counted in."""


def age_dimension() -> Dimension:
    """The age bands that askings and cases share."""
    words = {
        "0-17": Text("Under 18 år", "Under 18"),
        "18-25": Text("18–25 år", "18–25"),
        "26-40": Text("26–40 år", "26–40"),
        "41-60": Text("41–60 år", "41–60"),
        "61+": Text("61 år eller äldre", "61 or older"),
        NOT_STATED: Text("Ej uppgivet", "Not stated"),
    }
    labels = {Member(AGE, code): text for code, text in words.items()}
    return Dimension(AGE, tuple(words), Text("Ålder", "Age"), labels=labels)
