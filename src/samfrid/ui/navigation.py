"""Menus: each face hands in its list once, the layouts show what the reader may open and what exists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from samfrid.domain.wording import Language, Text
from samfrid.ui.words import page_language, said


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One room of a face: its name, where it lies below the start of the face, and who may open it.

    `permissions`: any of them opens it; none means that everyone may.
    """

    name: Text
    path: str
    permissions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A menu item as one reader sees it on one page."""

    name: str
    address: str
    is_current: bool
    is_here: bool


def _nobody(_request: HttpRequest) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Menu:
    """The rooms of one face, the name of its start, and how it calls the reader (role and organisation)."""

    start: str
    items: tuple[MenuItem, ...]
    reader: Callable[[HttpRequest], str] = _nobody


_MENUS: dict[str, Menu] = {}


def hand_in(face: str, menu: Menu) -> None:
    """Tell the layouts which rooms a face has. Done once, when the face starts."""
    _MENUS[face] = menu


def shown(face: str, path: str, may: Callable[[str], bool]) -> list[Shown]:
    """The menu of a face on the page at `path`.

    Promise: only rooms the reader may open and that exist in this process; at most one is current, the deepest.
    """
    menu = _MENUS.get(face)
    start = _start(menu)
    if menu is None or start is None:
        return []
    found = [
        (item, start + item.path)
        for item in menu.items
        if (not item.permissions or any(may(permission) for permission in item.permissions))
        and exists(start + item.path)
    ]
    inside = [
        address for _, address in found if address == path or (address != start and path.startswith(address))
    ]
    current = max(inside, key=len, default=None)
    return [Shown(said(item.name), address, address == current, address == path) for item, address in found]


def reader(face: str, request: HttpRequest) -> str:
    """How a face calls the reader; nothing when nobody is signed in."""
    menu = _MENUS.get(face)
    return menu.reader(request) if menu else ""


def exists(address: str) -> bool:
    """Whether this process answers at an address of our own, in the language of the page."""
    return _exists(address, page_language())


@lru_cache(maxsize=256)  # what a process answers at is settled when it starts
def _exists(address: str, _language: Language) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def _start(menu: Menu | None) -> str | None:
    if menu is None:
        return None
    try:
        return reverse(menu.start)
    except NoReverseMatch:  # a process may show one face only
        return None
