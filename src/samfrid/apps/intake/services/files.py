"""Take in a file, choose how it is read, let it go."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterable

from django.db import transaction

from samfrid.adapters.spreadsheets.personal_numbers import holds_personal_number
from samfrid.apps.cases.geographies import geography
from samfrid.apps.intake import spool
from samfrid.apps.intake.drafts import MappingRefused, refuse_incomplete
from samfrid.apps.intake.fields import BY_CODE
from samfrid.apps.intake.formats import format_named
from samfrid.apps.intake.mapping import ColumnMapping
from samfrid.apps.intake.models import CellProblem, FileState, IncomingFile, MappingProfile
from samfrid.apps.intake.selectors import files_of, held_file, is_left, require_import
from samfrid.domain.wording import Place, Problem, Refused, Text
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.organisations.scope import current

LONGEST_NAME = 100
LONGEST_PROFILE = 80


class FileRefused(Refused):
    """A file can't be taken in, or not be handled so in the state it is in."""


_NUMBER_IN_NAME = Text(
    "Filens namn innehåller ett personnummer. Ingenting har sparats. Byt namn på filen och försök igen.",
    "The name of the file holds a personal number. Nothing was kept. Rename the file and try again.",
)
_TOO_LATE = Text("Filen är redan inläst eller borttagen.", "The file has already been read in or removed.")


def receive(
    *, by: Actor, name: str, parts: Iterable[bytes], format_: str, token: uuid.UUID | None = None
) -> IncomingFile:
    """Take in the bytes of a file, sealed. The same form sent twice takes in one.

    Errors: NotAllowed; FileTooLarge; FileRefused for a name with a personal number; UnknownFormat.
    """
    require_import(by)
    format_named(format_)
    plain = safe_name(name)
    if holds_personal_number(plain):
        raise FileRefused(Problem(_NUMBER_IN_NAME, Place(field="file")))
    again = files_of(by).filter(form_token=token).first() if token else None
    if again is not None:
        return again
    kept = spool.keep(parts)
    try:
        with transaction.atomic():
            file = IncomingFile.objects.create(
                organisation_id=current().organisation,
                name=plain,
                size=kept.size,
                content_hash=kept.content_hash,
                format=format_,
                spool=kept.name,
                spool_key=kept.key,
                received_by=by.id,
                form_token=token,
            )
            record(
                by=by, action=Action.FILE_RECEIVED, about=file, details={"size": kept.size, "format": format_}
            )
    except BaseException:
        spool.remove(kept.name)
        raise
    return file


@transaction.atomic
def read_in_background(*, by: Actor, file: uuid.UUID, address: str) -> uuid.UUID:
    """Start the job that reads a waiting file, and return its run. One that is being read is not read twice."""
    held = held_file(by, file)
    if held.state != FileState.WAITING:
        raise FileRefused(Problem(_TOO_LATE))
    if held.run is None:
        title = Text(f"Läser {held.name}", f"Reading {held.name}")
        arguments = {"file": str(held.pk)}
        held.run = runs.start(by=by, task="intake.read", arguments=arguments, title=title, address=address).pk
        held.save(update_fields=["run"])
    return held.run


@transaction.atomic
def take_back(*, by: Actor, file: uuid.UUID) -> IncomingFile:
    """Have a file whose job was stopped or failed wait to be read through once more; another stays as it is.

    Errors: NotAllowed.
    """
    held = held_file(by, file)
    if held.state in (FileState.WAITING, FileState.COMMITTING) and is_left(held):
        return _to_be_read(held)
    return held


@transaction.atomic
def choose_sheet(*, by: Actor, file: uuid.UUID, sheet: str, header_row: int) -> IncomingFile:
    """Choose sheet and header row; the file is to be read again, its columns suggested anew.

    Errors: NotAllowed; FileRefused.
    """
    held = _changeable(by, file)
    known = {one["name"] for one in held.looked.get("sheets", [])}
    if sheet not in known:
        raise FileRefused(
            Problem(Text("Välj ett av bladen.", "Choose one of the sheets."), Place(field="sheet"))
        )
    if not 1 <= header_row <= 1_000:
        number = Text("Skriv radens nummer, 1 eller mer.", "Write the number of the row, 1 or more.")
        raise FileRefused(Problem(number, Place(field="header_row")))
    held.sheet, held.header_row, held.mapping = sheet, header_row, {}
    return _to_be_read(held)


@transaction.atomic
def choose_columns(*, by: Actor, file: uuid.UUID, mapping: ColumnMapping, profile: str = "") -> IncomingFile:
    """Choose how the columns are read; the file is to be checked again. A named profile is kept for the next file.

    Errors: NotAllowed; MappingRefused naming our fields; FileRefused.
    """
    held = _changeable(by, file)
    _check(mapping, {one["name"] for one in held.looked.get("columns", [])})
    held.mapping = mapping.as_json()
    if name := " ".join(profile.split()):
        if len(name) > LONGEST_PROFILE or holds_personal_number(name):
            short = Text(f"Skriv ett namn på högst {LONGEST_PROFILE} tecken, utan personnummer.",
                         f"Write a name of at most {LONGEST_PROFILE} characters, with no personal number.")  # fmt: skip
            raise FileRefused(Problem(short, Place(field="profile")))
        saved, _ = MappingProfile.objects.update_or_create(
            organisation_id=held.organisation_id,
            format=held.format,
            name=name,
            defaults={"mapping": held.mapping, "saved_by": by.id},
        )
        record(by=by, action=Action.PROFILE_SAVED, about=saved)
    return _to_be_read(held)


@transaction.atomic
def discard(*, by: Actor, file: uuid.UUID) -> None:
    """Let a file go: its bytes, its words and its problems are deleted at once.

    Errors: NotAllowed; FileRefused when it has already been read in.
    """
    held = held_file(by, file)
    if held.state == FileState.COMMITTED or (held.state == FileState.COMMITTING and not is_left(held)):
        raise FileRefused(Problem(_TOO_LATE))
    if held.state != FileState.DISCARDED:
        forget(held, FileState.DISCARDED)
        record(by=by, action=Action.FILE_DISCARDED, about=held)


def forget(file: IncomingFile, state: FileState) -> None:
    """Leave only the file's row: the key that opens its bytes, its words and problems go with the transaction.

    The bytes themselves go when it is kept; should that fail, no key is left to open them, and the sweep takes them.
    """
    name = file.spool
    CellProblem.objects.filter(file=file).delete()
    file.state, file.spool, file.spool_key, file.looked = state, "", "", {}
    file.save()
    transaction.on_commit(lambda: spool.remove(name))


def safe_name(name: str) -> str:
    """The file's own name without folders and signs that cannot be seen, short enough to show."""
    last = re.split(r"[/\\\u2044\u2215\uff0f\uff3c\0]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] not in "CZ" or sign == " ").strip(
        " ."
    )
    if len(plain) > LONGEST_NAME:
        stem, dot, ending = plain.rpartition(".")
        ending = ending[:10] if dot else ""
        plain = f"{(stem or plain)[: LONGEST_NAME - len(ending) - 1]}.{ending}".rstrip(".")
    return plain or "fil"


def _changeable(by: Actor, file: uuid.UUID) -> IncomingFile:
    held = held_file(by, file)
    if held.state != FileState.READ:
        raise FileRefused(Problem(_TOO_LATE))
    return held


def _to_be_read(file: IncomingFile) -> IncomingFile:
    file.state, file.run = FileState.WAITING, None
    file.save()
    return file


def _check(mapping: ColumnMapping, columns: set[str]) -> None:
    refuse_incomplete(mapping)
    geography(mapping.geography)
    gone = Text("Kolumnen finns inte i filen.", "There is no such column in the file.")
    twice = Text(
        "Välj antingen en kolumn eller ett värde för alla rader.", "Choose a column or a value for all rows."
    )
    problems = []
    for code, source in mapping.sources.items():
        if code not in BY_CODE or {source.column, source.only_column} - columns - {""}:
            problems.append(Problem(gone, Place(field=code)))
        elif source.column and source.fixed:
            problems.append(Problem(twice, Place(field=code)))
    if mapping.date_order not in ("", "dmy", "mdy"):
        problems.append(
            Problem(Text("Välj ett av svaren.", "Choose one of the answers."), Place(field="date_order"))
        )
    if problems:
        raise MappingRefused(*problems)
