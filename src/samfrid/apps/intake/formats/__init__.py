"""The kinds of file that can be read in, a folder each."""

from __future__ import annotations

from collections.abc import Mapping

from samfrid.apps.intake.formats import cases, help_rct, linea144
from samfrid.apps.intake.formats.model import Format
from samfrid.domain.wording import Problem, Refused, Text, closest

__all__ = ["FORMATS", "Format", "UnknownFormat", "format_named"]

FORMATS: Mapping[str, Format] = {one.code: one for one in (cases.FORMAT, linea144.FORMAT, help_rct.FORMAT)}


class UnknownFormat(Refused):
    """There is no format of that name."""

    exit_code = 2


def format_named(code: str) -> Format:
    """The format of a name.

    Errors: UnknownFormat, with the nearest name.
    """
    if code not in FORMATS:
        names = ", ".join(FORMATS)
        unknown = Text(f"Formatet finns inte. Välj {names}.", f"There is no such format. Choose {names}.")
        raise UnknownFormat(Problem(unknown + closest(code, FORMATS)))
    return FORMATS[code]
