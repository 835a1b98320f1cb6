"""PX files (AXIS-VERSION 2013), in Swedish with English beside, UTF-8 by their CODEPAGE.

Members of coarser levels and the total stand as values of their own; the total is the value that eliminates
its variable. Signs: zero is the number 0, not applicable `.`, hidden `..`, missing `...`, each explained by
its DATASYMBOL and in NOTE.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from samfrid.adapters.openstats.description import (
    CONTENTS_LABEL,
    OpenDimension,
    TableDescription,
    cells_in_order,
    decimals_of,
    number_text,
    one_line,
    open_dimensions,
    protected_only,
    write_whole,
)
from samfrid.domain.tables import Cell, ProtectedTable, Sign
from samfrid.domain.wording import Language, Text

LONGEST_LINE = 256
LONGEST_TEXT = 220
LONGEST_LABEL = 150
SYMBOLS = {Sign.NOT_APPLICABLE: 1, Sign.HIDDEN: 2, Sign.MISSING: 3}
"""How many points stand for each sign."""


def write_px(table: ProtectedTable, path: Path, about: TableDescription) -> None:
    """Write one protected table as a PX file, whole or not at all.

    Errors: OpenStatisticsRefused when the table is not protected or the file cannot be written.
    """
    write_whole(path, px_bytes(table, about))


def px_bytes(table: ProtectedTable, about: TableDescription) -> bytes:
    """Give a PX file as the bytes that are stored: UTF-8 without mark, lines ended as on Windows."""
    return px_text(table, about).replace("\n", "\r\n").encode("utf-8")


def px_text(table: ProtectedTable, about: TableDescription) -> str:
    """Give a PX file as text.

    Promise: every cell of the table stands in it; a hidden one is `".."` and never a number; no line is
             longer than 256 signs.
    Source:  PX file format 2013, Statistics Sweden.
    """
    table = protected_only(table)
    dimensions = open_dimensions(table, clean=_label, clean_name=_name)
    lines = [*_head(table, about), *_variables(table, about, dimensions), *_tail(about)]
    decimals = decimals_of(table)
    width = len(dimensions[-1].values) if len(dimensions) > 1 else 1
    cells = [_cell(cell, decimals) for cell in cells_in_order(table)]
    rows = [" ".join(cells[start : start + width]) for start in range(0, len(cells), width)]
    lines += ["DATA=", *(line for row in rows for line in _wrapped(row.split(" "), " "))]
    return "\n".join(lines) + ";\n"


def _head(table: ProtectedTable, about: TableDescription) -> Iterator[str]:
    moment = about.updated_at.strftime("%Y%m%d %H:%M")
    decimals = str(decimals_of(table))
    yield 'CHARSET="ANSI";'
    yield 'AXIS-VERSION="2013";'
    yield 'CODEPAGE="utf-8";'
    yield 'LANGUAGE="sv";'
    yield 'LANGUAGES="sv","en";'
    yield f'CREATION-DATE="{moment}";'
    yield f"DECIMALS={decimals};"
    yield f"SHOWDECIMALS={decimals};"
    yield from _keyword("MATRIX", [table.shape.name])
    yield "COPYRIGHT=NO;"
    yield 'SUBJECT-CODE="VALD";'
    yield from _both("SUBJECT-AREA", about.subject)
    yield from _both("DESCRIPTION", about.title)
    yield from _both("TITLE", about.title)
    yield from _both("CONTENTS", about.contents)
    yield from _both("UNITS", about.unit)


def _variables(
    table: ProtectedTable, about: TableDescription, dimensions: tuple[OpenDimension, ...]
) -> Iterator[str]:
    names = [dimension.label for dimension in dimensions]
    stub, heading = (names[:-1], [CONTENTS_LABEL, names[-1]]) if len(names) > 1 else (names, [CONTENTS_LABEL])
    if stub:
        yield from _both_lists("STUB", stub)
    yield from _both_lists("HEADING", heading)
    yield from _both("CONTVARIABLE", CONTENTS_LABEL)
    yield from _both_lists("VALUES", [_contents(about)], CONTENTS_LABEL)
    yield from _both_lists("CODES", [Text.same(about.contents_code)], CONTENTS_LABEL)
    yield from _both_lists("VARIABLECODE", [Text.same("ContentsCode")], CONTENTS_LABEL)
    for dimension in dimensions:
        labels = [value.label for value in dimension.values]
        yield from _both_lists("VALUES", labels, dimension.label)
        codes = [Text.same(value.code) for value in dimension.values]
        yield from _both_lists("CODES", codes, dimension.label)
        yield from _both_lists("VARIABLECODE", [Text.same(dimension.dimension.name)], dimension.label)
        yield from _both_lists("ELIMINATION", [labels[-1]], dimension.label)
    yield from _both_lists("UNITS", [about.unit], _contents(about))


def _tail(about: TableDescription) -> Iterator[str]:
    moment = about.updated_at.strftime("%Y%m%d %H:%M")
    for language in Language:
        name = _tagged("LAST-UPDATED", language)
        yield from _keyword(f'{name}("{_contents(about).into(language)}")', [moment])
    yield from _both("SOURCE", about.source)
    for sign, points in SYMBOLS.items():
        yield from _both(f"DATASYMBOL{points}", sign.word)
    meanings = [
        Text.same(f"{'.' * points} = ") + sign.word + Text.same(": ") + sign.meaning
        for sign, points in SYMBOLS.items()
    ]
    notes = [*meanings, Text.same("0: ") + Sign.ZERO.meaning, *([about.note] if about.note else [])]
    # A hash sign starts a new line where the note is shown.
    yield from _both("NOTE", Text("#".join(n.sv for n in notes), "#".join(n.en for n in notes)))


def _contents(about: TableDescription) -> Text:
    """Name what is counted, as it stands both as a value and in the keys of other keywords."""
    return Text(_name(about.contents.sv), _name(about.contents.en))


def _cell(cell: Cell, decimals: int) -> str:
    if cell.value is not None:
        return number_text(cell.value, decimals)
    return '"' + "." * SYMBOLS[cell.sign or Sign.MISSING] + '"'


def _both(keyword: str, text: Text) -> Iterator[str]:
    """Write a keyword in Swedish and at once in English: readers look for the translation right after."""
    for language in Language:
        yield from _keyword(_tagged(keyword, language), [text.into(language)])


def _both_lists(keyword: str, texts: Iterable[Text], of: Text | None = None) -> Iterator[str]:
    texts = list(texts)
    for language in Language:
        subkey = f'("{_safe(of.into(language))}")' if of else ""
        yield from _keyword(
            _tagged(keyword, language) + subkey, [text.into(language) for text in texts], breakable=False
        )


def _tagged(keyword: str, language: Language) -> str:
    return keyword if language is Language.SWEDISH else f"{keyword}[{language.value}]"


def _keyword(keyword: str, values: list[str], *, breakable: bool = True) -> list[str]:
    """Write one keyword; a long list is broken after a comma, one long text into several in a row."""
    if len(values) == 1 and breakable:
        parts = [f'"{part}"' for part in _pieces(_safe(values[0], longest=None), LONGEST_LINE - 120)]
        first = f"{keyword}={parts[0]}"
        lines = [first, *parts[1:]] if len(first) < LONGEST_LINE else [f"{keyword}=", *parts]
    else:
        quoted = [f'"{_safe(value)}"' for value in values]
        quoted = [f"{value}," for value in quoted[:-1]] + quoted[-1:]
        lines = _wrapped([f"{keyword}=", *quoted], "")
    lines[-1] += ";"
    return lines


def _wrapped(words: list[str], between: str) -> list[str]:
    """Fill lines with words, none longer than a line may be."""
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + len(between) + len(word) < LONGEST_LINE:
            lines[-1] += between + word
        else:
            lines.append(word)
    return lines


def _pieces(text: str, size: int) -> list[str]:
    """Cut a text inside words only: some readers drop spaces beside a quote."""
    pieces = []
    while len(text) > size:
        cuts = (n for n in range(size, size // 2, -1) if not text[n - 1 : n + 1].count(" "))
        cut = next(cuts, size)
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text or "-"]


def _label(text: str) -> str:
    """Leave room for the mark that tells two labels apart."""
    return _safe(text, LONGEST_LABEL)


def _name(text: str) -> str:
    """Make the name of a variable fit where readers take square brackets for a language."""
    found = _label(text).replace("[", "(").replace("]", ")")
    while "( " in found or " )" in found:
        found = found.replace("( ", "(").replace(" )", ")")
    return found


def _safe(text: str, longest: int | None = LONGEST_TEXT) -> str:
    """Make words fit between straight quotes, which PX has no way to write inside a text."""
    found = one_line(text).replace('"', "”").replace("DATA=", "DATA =")
    if longest and len(found) > longest:
        found = found[: longest - 1].rstrip() + "…"
    return found or "-"
