"""The four signs that stand where a number could have stood."""

from __future__ import annotations

from enum import StrEnum

from samfrid.domain.wording import Text


class Sign(StrEnum):
    """Why a cell shows a sign: each says something different and none may be taken for another."""

    ZERO = "zero"
    HIDDEN = "hidden"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"

    @property
    def word(self) -> Text:
        """The word that stands in the cell."""
        return _WORDS[self]

    @property
    def meaning(self) -> Text:
        """The sentence that explains the sign below a table."""
        return _MEANINGS[self]


_WORDS = {
    Sign.ZERO: Text.same("0"),
    Sign.HIDDEN: Text("dold", "hidden"),
    Sign.MISSING: Text("saknas", "missing"),
    Sign.NOT_APPLICABLE: Text("ej tillämplig", "not applicable"),
}

_MEANINGS = {
    Sign.ZERO: Text("Ingen. Vi vet att det var noll.", "None. We know that it was zero."),
    Sign.HIDDEN: Text(
        "Finns, men visas inte: siffran är liten, eller skulle avslöja en liten siffra.",
        "Exists but is not shown: the number is small, or would give a small number away.",
    ),
    Sign.MISSING: Text("Uppgiften har inte lämnats.", "The figure has not been delivered."),
    Sign.NOT_APPLICABLE: Text("Det fanns inget att räkna.", "There was nothing to count."),
}
