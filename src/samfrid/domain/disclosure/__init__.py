"""Disclosure control: raw counts in, protected tables and their proof out; nothing unproven leaves.

`protect` is the only way to a table that may be published. `verify` and `attack` are rooms of their own and
share nothing with it.
"""

from samfrid.domain.disclosure.means import RawValues, protect_means
from samfrid.domain.disclosure.protect import protect
from samfrid.domain.disclosure.refusals import NotProtectable, TooLarge
from samfrid.domain.disclosure.release import PrimaryCell, Proof, ProtectedFamily
from samfrid.domain.disclosure.rule import Forced, GroupRule, Rule, RuleError

__all__ = [
    "Forced",
    "GroupRule",
    "NotProtectable",
    "PrimaryCell",
    "Proof",
    "ProtectedFamily",
    "RawValues",
    "Rule",
    "RuleError",
    "TooLarge",
    "protect",
    "protect_means",
]
