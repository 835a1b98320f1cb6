"""How sensitive a stored field is and how long it is kept. Every model names both for each of its fields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldClass(StrEnum):
    """What a leak of the field would mean, mildest first."""

    OPEN = "open"  # may be read by anyone: names of municipalities, published texts
    INTERNAL = "internal"  # about work, not about persons: states, counters, settings
    STAFF = "staff"  # about those who sign in: address, role, deeds
    PSEUDONYM = "pseudonym"  # points at one person in support only with a key kept elsewhere
    SENSITIVE = "sensitive"  # tells something about one person in support: gender, age, what was answered
    SEALED = "sealed"  # points back at a person: stored encrypted only
    SECRET = "secret"  # opens doors: password hashes, codes, keys  # noqa: S105 - the name of a class


class Keep(StrEnum):
    """How long a field is kept."""

    FOREVER = "forever"
    WHILE_OWNER_EXISTS = "while_owner_exists"
    FIVE_YEARS = "five_years"  # after the last note; docs/reference names the paragraph
    UNTIL_RELEASED = "until_released"  # gone when its batch is released
    ONE_DAY = "one_day"
    UNTIL_USED = "until_used"


@dataclass(frozen=True, slots=True)
class Field:
    """The class of one stored field, and how long it is kept."""

    field_class: FieldClass
    keep: Keep = Keep.WHILE_OWNER_EXISTS


OPEN = Field(FieldClass.OPEN)
INTERNAL = Field(FieldClass.INTERNAL)
STAFF = Field(FieldClass.STAFF)
PSEUDONYM = Field(FieldClass.PSEUDONYM, Keep.FIVE_YEARS)
SENSITIVE = Field(FieldClass.SENSITIVE, Keep.FIVE_YEARS)
SEALED = Field(FieldClass.SEALED, Keep.FIVE_YEARS)
SECRET = Field(FieldClass.SECRET)
