"""Finding a place by what people write: names, codes, suffixes, lost accents, other registers' codes."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from samfrid.domain.places.model import County, Municipality, Region, UnknownPlace
from samfrid.domain.places.register import (
    all_counties,
    all_municipalities,
    all_regions,
    county,
    rows,
)
from samfrid.domain.wording import Text, closest

_CODE_AND_NAME = re.compile(r"(\d{1,4})(?:\.0)?(?:\s*[:,]?\s+(.+))?")


def find_municipality(text: str) -> Municipality:
    """Return the municipality that a person means by a name or code in any usual spelling.

    Promise: an exact name beats one without accents (Habo is not Håbo); "Stockholm" is the municipality;
             a county or a region is never taken for a municipality of the same name.
    Errors:  UnknownPlace, with the nearest name as a suggestion; the text itself is not repeated.
    """
    word = plain(text)
    code = _by_code_and_name(word, _municipality_words()) or _only(_municipality_words(), word)
    if code:
        return all_municipalities()[code]
    _refuse_other_kind(word, Text("kommun", "municipality"), _county_words(), _region_words())
    raise UnknownPlace(
        Text("Här står ingen kommun som vi känner till.", "This is no municipality that we know.")
        + closest(text.strip(), (one.short_name for one in all_municipalities().values()))
    )


def find_county(text: str) -> County:
    """Return the county that a person means; "Stockholm" is the county where counties are asked for.

    Errors: UnknownPlace, with the nearest name as a suggestion; the text itself is not repeated.
    """
    word = plain(text)
    name = _by_code_and_name(word, _county_words()) or _only(_county_words(), word)
    if name:
        return next(one for one in all_counties() if one.name == name)
    _refuse_other_kind(word, Text("län", "county"), _municipality_words(), _region_words())
    raise UnknownPlace(
        Text("Här står inget län som vi känner till.", "This is no county that we know.")
        + closest(text.strip(), (one.name for one in all_counties()))
    )


def find_region(text: str) -> Region:
    """Return the region (health-care authority) that a person means, by name, Kolada's code or county.

    Errors: UnknownPlace, with the nearest name as a suggestion; the text itself is not repeated.
    """
    word = plain(text)
    code = _by_code_and_name(word, _region_words()) or _only(_region_words(), word)
    if code:
        return all_regions()[code]
    _refuse_other_kind(word, Text("region", "region"), _county_words(), _municipality_words())
    raise UnknownPlace(
        Text("Här står ingen region som vi känner till.", "This is no region that we know.")
        + closest(text.strip(), (one.name for one in all_regions().values()))
    )


def plain(text: str) -> str:
    """Bring a spelling to the form it is looked up in: lower case, single spaces, no hyphens or marks."""
    word = unicodedata.normalize("NFC", text).casefold()
    word = re.sub(r"[\s\u00ad\u200b\ufeff_–—-]+", " ", word)
    return word.strip(" *.,;:\"'")


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _with_two_letters(word: str) -> str:
    return word.replace("å", "aa").replace("ä", "ae").replace("ö", "oe")


class _Words:
    """Spellings of one kind of place: exact ones, and looser ones that count only where exact ones don't."""

    def __init__(self, spellings: Iterable[tuple[str, str]], codes: Mapping[str, str]) -> None:
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.loose: dict[str, set[str]] = defaultdict(set)
        self.codes = codes
        for spelling, key in spellings:
            word = plain(spelling)
            self.exact[word].add(key)
            self.loose[_without_accents(word)].add(key)
            self.loose[_with_two_letters(word)].add(key)

    def find(self, word: str) -> set[str]:
        return self.exact.get(word) or self.loose.get(word) or self.loose.get(_without_accents(word)) or set()


def _only(words: _Words, word: str) -> str | None:
    found = words.find(word)
    return next(iter(found)) if len(found) == 1 else None


def _by_code_and_name(word: str, words: _Words) -> str | None:
    """Read "1440", "114" or "1440 ale kommun"; a code and a name that contradict each other are refused."""
    match = _CODE_AND_NAME.fullmatch(word)
    if not match:
        return None
    number, name = match.groups()
    key = words.codes.get(str(int(number)))
    if key is None or (name and _only(words, word) is not None):
        return None
    if name and key not in words.find(name):
        raise UnknownPlace(
            Text(
                "Koden och namnet är inte samma plats. Rätta det som är fel.",
                "The code and the name are not the same place. Correct the one that is wrong.",
            )
        )
    return key


def _refuse_other_kind(word: str, asked: Text, *others: _Words) -> None:
    for words in others:
        key = _only(words, word) or _by_code_and_name(word, words)
        if key:
            name, kind = _named(key)
            raise UnknownPlace(
                Text(
                    f"{name} är {kind.sv}. Här ska stå {_ARTICLE[asked.sv]}.",
                    f"{name} is {kind.en}. Here a {asked.en} is expected.",
                )
            )


_ARTICLE = {"kommun": "en kommun", "län": "ett län", "region": "en region"}


def _named(key: str) -> tuple[str, Text]:
    if key in all_regions():
        return all_regions()[key].name, Text("en region", "a region")
    if key in all_municipalities():
        return all_municipalities()[key].name, Text("en kommun", "a municipality")
    return key, Text("ett län", "a county")


def _forms(name: str, short: str) -> set[str]:
    """The spellings that follow from a municipality's names."""
    genitive = short if short.endswith(("s", "x", "z")) else f"{short}s"
    forms = {name, short, genitive, f"{short} municipality"}
    return forms | {f"{base} {kind}" for base in (short, genitive) for kind in ("kommun", "stad", "kn")}


@cache
def _municipality_words() -> _Words:
    found = {
        (form, one.code) for one in all_municipalities().values() for form in _forms(one.name, one.short_name)
    }
    found |= {(row["spelling"], row["code"]) for row in rows("spellings.csv")}
    return _Words(found, {str(int(code)): code for code in all_municipalities()})


@cache
def _county_words() -> _Words:
    found = {(row["spelling"], row["name"]) for row in rows("county_spellings.csv")}
    for one in all_counties():
        found |= {(form, one.name) for form in (one.name, one.short_name, f"{one.short_name} län")}
        found |= {(f"{one.short_name} county", one.name)}
    codes = {str(int(one.code)): county(one.code).name for one in all_counties()}
    return _Words(found, codes)


@cache
def _region_words() -> _Words:
    found: set[tuple[str, str]] = set()
    for one in all_regions().values():
        short = county(one.county_code).short_name
        bare = one.name.removeprefix("Region ").removesuffix("regionen")
        found |= {(form, one.code) for form in (one.name, bare, short, f"Region {short}", f"{bare} region")}
    return _Words(found, {str(int(code)): code for code in all_regions()})
