"""The contact sheet of one municipality: the numbers to have, on one printed page with a neutral title."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samfrid.apps.contacts.selectors import EMERGENCY_NUMBER, Way
from samfrid.domain.reports import (
    Block,
    Column,
    ColumnGroup,
    KeyNumber,
    KeyNumbers,
    Note,
    Paragraph,
    Part,
    Report,
    TableBlock,
    TableCell,
    TableRow,
)
from samfrid.domain.wording import Language, Text, format_date

TITLE = Text("Bra nummer att ha", "Good numbers to have")
_LEAD = Text(
    "Du behöver inte säga vem du är. Du kan fråga först och bestämma sedan.",
    "You need not say who you are. You can ask first and decide later.",
)
_EMERGENCY = Text(
    "om det är fara just nu. Kan du inte prata: ring ändå och lägg inte på.",
    "if there is danger right now. If you can't talk: call anyway and don't hang up.",
)
_WHO, _CALL, _HOURS, _GOOD = (
    Text("Vem", "Who"),
    Text("Ring", "Call"),
    Text("Öppet", "Open"),
    Text("Bra att veta", "Good to know"),
)
_CALLS_FIRST = Text("Först", "First")
_NATIONAL = Text("Hela landet", "The whole country")
_OWN = Text("För dig som bor eller är här", "For those who live or are here")
_EVERYWHERE = Text("Svarar var du än bor", "Answer wherever you live")
_CALLING = Text("När du ringer", "When you call")
_WHILE_CALLING = (
    Text(
        "Säg om du kan prata nu, eller när du kan. Säg om du vill ha tolk, och vilket språk. Bestäm om de får ringa "
        "upp, och hur.",
        "Say whether you can talk now, or when you can. Say whether you want an interpreter, and in which language. "
        "Decide whether they may call back, and how.",
    ),
    Text(
        "Efteråt: ta bort samtalet ur telefonens lista. Lägg bladet där bara du hittar det.",
        "Afterwards: delete the call from the phone's list. Keep the sheet where only you will find it.",
    ),
    Text(
        "Svarar ingen? Prova nästa. Nummer som ingen har kontrollerat på länge tas bort.",
        "No answer? Try the next. Numbers that nobody has checked for long are taken away.",
    ),
)
_NOBODY = Text(
    "Kommunens egna nummer är inte kontrollerade, och visas därför inte. Kommunens växel kan koppla dig.",
    "The municipality's own numbers have not been checked and so are not shown. Its switchboard can connect you.",
)


def contact_sheet(
    place: Text, ways: Sequence[Way], language: Language, *, today: date, invented: bool = False
) -> Report:
    """Put the verified ways of one place on a sheet, 112 first and then its own.

    Promise: nothing on the sheet says what it is about; the same ways give the same sheet on the same day.
    """
    local = [way for way in ways if way.is_local]
    national = [way for way in ways if not way.is_local]
    numbers = KeyNumbers((KeyNumber(EMERGENCY_NUMBER, _EMERGENCY.into(language)),))
    here = Text("I ", "In ") + place
    own = _table(_OWN, local, language) or Paragraph(_NOBODY.into(language))
    parts = [Part(_CALLS_FIRST.into(language), (numbers,)), Part(here.into(language), (own,))]
    if table := _table(_EVERYWHERE, national, language):
        parts.append(Part(_NATIONAL.into(language), (table,)))
    note = Note(_CALLING.into(language), tuple(words.into(language) for words in _WHILE_CALLING))
    parts.append(Part(_CALLING.into(language), (_plain(note),)))
    checked = max((way.verified_on for way in ways), default=None)
    return Report(
        title=TITLE.into(language),
        date=checked or today,
        language=language,
        parts=tuple(parts),
        eyebrow=place.into(language),
        lead=_LEAD.into(language),
        source=_checked(ways, language),
        demo=invented,
    )


def _plain(note: Note) -> Block:
    return Paragraph(" ".join(note.paragraphs))


def _checked(ways: Sequence[Way], language: Language) -> str:
    """Say when the oldest of the numbers was last checked."""
    if not ways:
        return ""
    oldest = format_date(min(way.verified_on for way in ways), language)
    return Text(f"Alla nummer kontrollerade {oldest} eller senare.",
                f"All numbers checked on {oldest} or later.").into(language)  # fmt: skip


def _table(caption: Text, ways: Sequence[Way], language: Language) -> TableBlock | None:
    if not ways:
        return None
    columns = tuple(Column(label.into(language), numeric=False) for label in (_CALL, _HOURS, _GOOD))
    return TableBlock(
        caption=caption.into(language),
        headings=(_WHO.into(language),),
        groups=(ColumnGroup("", columns),),
        rows=tuple(_row(way, language) for way in ways),
    )


def _row(way: Way, language: Language) -> TableRow:
    good = way.for_whom.into(language)
    cells = (way.phone or way.web.removeprefix("https://"), way.hours.into(language), good)
    return TableRow((way.name.into(language),), tuple(TableCell(words) for words in cells))
