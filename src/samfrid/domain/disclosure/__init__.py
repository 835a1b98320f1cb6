"""Disclosure control: raw counts in, protected tables and their proof out; nothing unproven leaves.

`protect` is the only way to a table that may be published, `reopen_counts` the only way back to one. `verify`
and `attack` are rooms of their own and share nothing with them. Names are looked up when they are first used,
so that checking a release never loads what protects one.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samfrid.domain.disclosure.means import RawValues, protect_means
    from samfrid.domain.disclosure.protect import protect
    from samfrid.domain.disclosure.refusals import NotProtectable, TooLarge
    from samfrid.domain.disclosure.release import PrimaryCell, Proof, ProtectedFamily
    from samfrid.domain.disclosure.reopen import ContentChanged, reopen_counts, reopen_values
    from samfrid.domain.disclosure.rule import Forced, GroupRule, Rule, RuleError

__all__ = [
    "ContentChanged",
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
    "reopen_counts",
    "reopen_values",
]

_ROOMS = {
    "means": ("RawValues", "protect_means"),
    "protect": ("protect",),
    "refusals": ("NotProtectable", "TooLarge"),
    "release": ("PrimaryCell", "Proof", "ProtectedFamily"),
    "reopen": ("ContentChanged", "reopen_counts", "reopen_values"),
    "rule": ("Forced", "GroupRule", "Rule", "RuleError"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    """Find a public name in the module that defines it, and keep it."""
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
    globals()[name] = found
    return found


class _Package(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        # Importing the module `protect` would otherwise leave it where the function of that name belongs.
        if name == "protect" and isinstance(value, ModuleType):
            value = value.protect
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
