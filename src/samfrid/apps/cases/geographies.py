"""Where a case may be: in a Swedish municipality, or in a place of a named foreign geography.

Registers from abroad are read in for comparison and practice. Their rows carry the geography's code, so that no
figure about Sweden ever counts them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from samfrid.domain.places import UnknownPlace, find_municipality, municipality
from samfrid.domain.wording import Problem, Refused, Text, closest

SWEDEN = "se"


class UnknownGeography(Refused):
    """No geography has that code."""


@dataclass(frozen=True, slots=True)
class Geography:
    """A country or region whose places are known by code.

    `find` gives the code of a place as people write it, or raises UnknownPlace; `label` names a code.
    A geography without places (`has_places` false) takes rows that tell no place.
    """

    code: str
    name: Text
    find: Callable[[str], str] = field(repr=False)
    label: Callable[[str], Text] = field(repr=False)
    has_places: bool = True


def _find_in_sweden(text: str) -> str:
    return find_municipality(text).code


def _label_in_sweden(code: str) -> Text:
    return municipality(code).label


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def _foreign(code: str, name: Text, places: Mapping[str, tuple[str, ...]]) -> Geography:
    """Build a geography from the code and the spellings of each place, the label first."""
    by_spelling = {_folded(word): one for one, words in places.items() for word in (one, *words)}
    refusal = Text(f"Här står ingen plats som vi känner till i {name.sv}.",
                   f"This is no place that we know in {name.en}.")  # fmt: skip

    def find(text: str) -> str:
        found = by_spelling.get(_folded(text))
        if found is None:
            raise UnknownPlace(Problem(refusal + closest(text, [words[0] for words in places.values()])))
        return found

    def label(code: str) -> Text:
        if code not in places:
            raise UnknownPlace(Problem(refusal))
        return Text.same(places[code][0])

    return Geography(code, name, find, label, has_places=bool(places))


# ISO 3166-2:AR
_ARGENTINA = {
    "AR-A": ("Salta",),
    "AR-B": ("Buenos Aires", "Provincia de Buenos Aires", "PBA"),
    "AR-C": ("Ciudad Autónoma de Buenos Aires", "CABA", "Capital Federal"),
    "AR-D": ("San Luis",),
    "AR-E": ("Entre Ríos",),
    "AR-F": ("La Rioja",),
    "AR-G": ("Santiago del Estero",),
    "AR-H": ("Chaco",),
    "AR-J": ("San Juan",),
    "AR-K": ("Catamarca",),
    "AR-L": ("La Pampa",),
    "AR-M": ("Mendoza",),
    "AR-N": ("Misiones",),
    "AR-P": ("Formosa",),
    "AR-Q": ("Neuquén",),
    "AR-R": ("Río Negro",),
    "AR-S": ("Santa Fe",),
    "AR-T": ("Tucumán",),
    "AR-U": ("Chubut",),
    "AR-V": ("Tierra del Fuego", "Tierra del Fuego, Antártida e Islas del Atlántico Sur"),
    "AR-W": ("Corrientes",),
    "AR-X": ("Córdoba",),
    "AR-Y": ("Jujuy",),
    "AR-Z": ("Santa Cruz",),
}

GEOGRAPHIES: Mapping[str, Geography] = {
    one.code: one
    for one in (
        Geography(
            SWEDEN, Text("Sveriges kommuner", "Sweden's municipalities"), _find_in_sweden, _label_in_sweden
        ),
        _foreign("ar", Text("Argentinas provinser", "Argentina's provinces"), _ARGENTINA),
        _foreign("us", Text("USA, utan plats", "USA, no place"), {}),
    )
}


def geography(code: str) -> Geography:
    """The geography of a code.

    Errors: UnknownGeography.
    """
    if code not in GEOGRAPHIES:
        raise UnknownGeography(Problem(Text("Geografin finns inte.", "There is no such geography.")))
    return GEOGRAPHIES[code]


def place_label(geography_code: str, place: str) -> Text:
    """What a place is called; a case that tells no place says so."""
    if not place:
        return Text("Inte angiven", "Not stated")
    return geography(geography_code).label(place)
