"""Municipalities in addresses: a short name in plain letters, such as `kinda`."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from django.http import Http404

from samfrid.domain.places import County, Municipality, counties, municipalities


@cache
def _by_slug() -> Mapping[str, Municipality]:
    return {slug_of(one): one for one in municipalities()}


@cache
def _shared_names() -> frozenset[str]:
    names = Counter(_plain(one.short_name) for one in municipalities())
    return frozenset(name for name, count in names.items() if count > 1)


def slug_of(place: Municipality) -> str:
    """The name as it stands in an address; Habo and Håbo take their codes too."""
    plain = _plain(place.short_name)
    return f"{plain}-{place.code}" if plain in _shared_names() else plain


def place_at(slug: str) -> Municipality:
    """The municipality of an address.

    Errors: Http404.
    """
    found = _by_slug().get(slug)
    if found is None:
        raise Http404
    return found


@cache
def by_county() -> tuple[tuple[County, tuple[Municipality, ...]], ...]:
    """Every municipality under its county, both in their own order: counties by code, municipalities by name."""
    return tuple((county, municipalities(county_code=county.code)) for county in counties())


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "-".join(bare.split())
