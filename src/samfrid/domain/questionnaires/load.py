"""A questionnaire file (TOML) becomes a frozen definition, or is refused with every fault at its place."""

from __future__ import annotations

import tomllib
from decimal import Decimal

from samfrid.domain.questionnaires.check import check
from samfrid.domain.questionnaires.errors import DefinitionRefused
from samfrid.domain.questionnaires.model import Mode, Option, Questionnaire, Rights, Sensitivity
from samfrid.domain.questionnaires.read_items import read_item, read_options
from samfrid.domain.questionnaires.read_rules import (
    read_constraint,
    read_help,
    read_mark,
    read_outcome,
    read_score,
    read_time_frame,
)
from samfrid.domain.questionnaires.table import Notes, Table
from samfrid.domain.questionnaires.wordings import Words
from samfrid.domain.wording import Place, Problem, Text

_LARGEST = 1_000_000
"""No questionnaire of people's words is larger, in bytes."""

_DEEPEST = 60
"""No condition is nested deeper than this many brackets."""


def load(source: bytes, *, file: str = "") -> Questionnaire:
    """Read and check one definition.

    Promise: what comes back passed `check`; nothing of the file is run.
    Errors:  DefinitionRefused with every problem found, each naming the item at fault.
    """
    notes = Notes(file)
    root = Table(_parsed(source, file), "", notes)
    questionnaire = _questionnaire(root)
    root.close()
    if not notes.problems:
        notes.problems.extend(
            Problem(problem.what, Place(file=file, field=problem.where.field))
            for problem in check(questionnaire)
        )
    if notes.problems:
        raise DefinitionRefused(*notes.problems)
    return questionnaire


def _parsed(source: bytes, file: str) -> dict[str, object]:
    where = Place(file=file)
    if len(source) > _LARGEST:
        raise DefinitionRefused(Problem(Text("Filen är för stor.", "The file is too large."), where))
    try:
        words = source.decode("utf-8")
        if words.count("[[[") or max(map(_depth, words.splitlines()), default=0) > _DEEPEST:
            raise DefinitionRefused(
                Problem(Text("Filen är för djupt nästlad.", "The file is nested too deeply."), where)
            )
        return tomllib.loads(words, parse_float=Decimal)
    except UnicodeDecodeError:
        raise DefinitionRefused(
            Problem(Text("Filen är inte text i UTF-8.", "The file is not text in UTF-8."), where)
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise DefinitionRefused(
            Problem(
                Text(f"Filen går inte att läsa som TOML: {error}.", f"The file is not valid TOML: {error}."),
                where,
            )
        ) from None


def _depth(line: str) -> int:
    return line.count("[") + line.count("{")


def _questionnaire(root: Table) -> Questionnaire:
    sets = {one.code(): _closed(one, read_options(one)) for one in root.tables("option_sets")}
    purpose, basis = root.maybe_words("purpose"), root.text("legal_basis", needed=False)
    return Questionnaire(
        code=root.code(),
        version=root.whole("version", otherwise=0) or 0,
        title=root.words("title"),
        heading=root.words("heading"),
        introduction=root.words("introduction"),
        languages=root.languages("languages"),
        sensitivity=root.one_of("sensitivity", Sensitivity) or Sensitivity.SPECIAL,
        modes=root.some_of("modes", Mode),
        alone_check=root.flag("alone_check"),
        rights=_rights(root),
        time_frames=tuple(read_time_frame(one) for one in root.tables("time_frames")),
        items=tuple(read_item(one, purpose, basis, sets) for one in root.tables("items", needed=True)),
        constraints=tuple(read_constraint(one) for one in root.tables("constraints")),
        scores=tuple(read_score(one) for one in root.tables("scores")),
        marks=tuple(read_mark(one) for one in root.tables("marks")),
        outcomes=tuple(read_outcome(one) for one in root.tables("outcomes")),
        help=tuple(read_help(one) for one in root.tables("help")),
    )


def _closed(table: Table, options: tuple[Option, ...]) -> tuple[Option, ...]:
    table.close()
    return options


def _rights(root: Table) -> Rights:
    table = root.table("rights")
    if table is None:
        nothing = Words(Text("", ""))
        return Rights("", "", nothing, nothing)
    rights = Rights(
        owner=table.text("owner"),
        licence=table.text("licence"),
        statement=table.words("statement"),
        source=table.words("source"),
        validated=table.flag("validated"),
        address=table.text("address", needed=False),
    )
    table.close()
    return rights
