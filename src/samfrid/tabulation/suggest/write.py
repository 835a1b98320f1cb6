"""Write the first plan of a file, as TOML with comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samfrid.adapters.spreadsheets import Table
from samfrid.domain.wording import Place, Problem, Refused, Text
from samfrid.tabulation.plan.columns import folded
from samfrid.tabulation.plan.model import ColumnKind
from samfrid.tabulation.suggest.columns import column_lines, readable
from samfrid.tabulation.suggest.gender import gender_score, says_gender
from samfrid.tabulation.suggest.profile import Profile, profile
from samfrid.tabulation.suggest.toml import comment, key, quoted, texts, wording

MOST_MEASURES = 12
MOST_TABLES = 6
_MOST_GROUPS_IN_A_TABLE = 30


class NoGender(Refused):
    """The file has no column that says a person's gender, so nothing can be told apart by gender."""


def suggest(table: Table) -> str:
    """Write a plan for a table.

    Promise: the plan can be used as it is; answers that are spelled differently but for case and spaces stand
             together; of answers on gender only plain words for woman are gathered, and those for man.
    Errors:  NoGender when no column holds both a word for woman and one for man.
    """
    taken: set[str] = set()
    profiles = [
        profile(column.name, column.texts, decimal=column.decimal, taken=taken) for column in table.columns
    ]
    gender = _gender_of(profiles, table)
    count = next((p for p in profiles if p.looks_like_count), None)
    repeated = _repeating(gender, profiles, table)
    used = [
        p
        for p in profiles
        if p is not count and p.kind not in (None, ColumnKind.NUMBER) and p not in repeated
    ]
    rows = _rows_column(used, gender)
    lines = [
        *_opening(table, count),
        *_columns(used, gender, rows),
        "",
        "[gender]",
        f"column = {quoted(gender.name)}",
        'compare = ["woman", "man"]',
        *_measures(used, gender, rows),
        *_tables(used, gender, rows),
        "",
        "[disclosure]",
        comment(
            "Fewer than this many persons are never shown. 5 is our default, 3 the lowest that is allowed."
        ),
        "threshold = 5",
        *_left_out([p for p in profiles if p not in used and p is not count and p not in repeated]),
        *_left_out_as_repeated(repeated, gender),
        "",
    ]
    return "\n".join(lines)


def _gender_of(profiles: Sequence[Profile], table: Table) -> Profile:
    scored = [
        (gender_score(p.header, [answer.spellings[0] for answer in p.answers]), -number, p)
        for number, p in enumerate(profiles)
        if p.kind is ColumnKind.CATEGORY
    ]
    best = max(scored, key=lambda item: item[:2], default=(0, 0, None))
    if best[2] is None or best[0] == 0:
        where = Place(file=table.reading.file, sheet=table.reading.sheet)
        if named := [p.header for p in profiles if says_gender(p.header) and not _answers_in_words(p)]:
            unclear = Text(
                f"Kolumnen ”{named[0]}” ser ut att gälla kön, men vad svaren betyder går inte att se. Skriv planen "
                "själv och säg vilket svar som är kvinna och vilket som är man.",
                f"The column “{named[0]}” seems to be about gender, but what its answers mean cannot be seen. Write "
                "the plan yourself and say which answer is woman and which is man.",
            )
            raise NoGender(Problem(unclear, where))
        what = Text(
            "Filen har ingen kolumn som säger personens kön. Utan den går det inte att se om stödet är lika för "
            "kvinnor och män. Lägg till kolumnen och försök igen.",
            "The file has no column that says the person's gender. Without it nobody can see whether support is "
            "equal for women and men. Add the column and try again.",
        )
        raise NoGender(Problem(what, where))
    return best[2]


def _answers_in_words(column: Profile) -> bool:
    """Whether a column says yes and no in words, so that it is no code for a gender."""
    yes, _ = column.yes_and_no
    return column.kind is ColumnKind.YES_NO and yes is not None and yes.spellings[0].strip().isalpha()


def _repeating(gender: Profile, profiles: Sequence[Profile], table: Table) -> list[Profile]:
    """Find columns that say the gender once more, as `female` beside `sex`: each answer has its own, one to one.

    A share of yes by gender would be 0 or 100 per cent there, and say nothing.
    """
    said = [None if text is None else folded(text) for text in table.columns[profiles.index(gender)].texts]
    repeated = []
    for column, other in zip(table.columns, profiles, strict=True):
        if other is gender or other.kind is None:
            continue
        pairs = {
            (mine, None if text is None else folded(text))
            for mine, text in zip(said, column.texts, strict=True)
        }
        if len(pairs) == len({mine for mine, _ in pairs}) == len({theirs for _, theirs in pairs}):
            repeated.append(other)
    return repeated


def _rows_column(used: Sequence[Profile], gender: Profile) -> Profile | None:
    """Choose what tables have as rows: municipalities where there are any, else the finest place or group."""
    places = [p for p in used if p.kind is ColumnKind.MUNICIPALITY]
    if places:
        return places[0]
    words = ("prov", "region", "kommun", "district", "county", "län", "race", "enhet", "unit", "relation")
    groups = [p for p in used if p.kind is ColumnKind.CATEGORY and p is not gender and len(p.answers) > 2]
    named = [p for p in groups if any(word in p.header.casefold() for word in words)]
    return next(iter(named or groups), None)


def _opening(table: Table, count: Profile | None) -> Iterator[str]:
    reading = table.reading
    stem = reading.file.rsplit(".", 1)[0]
    yield comment("A first plan. Every key is described in docs/reference/plan.md. Change what is wrong.")
    yield "version = 1"
    yield f"title = {wording(Text(f'Redovisning av {stem}', f'Tabulation of {stem}'))}"
    yield f"source = {wording(Text(f'Filen {reading.file}', f'The file {reading.file}'))}"
    if count is not None:
        yield comment("Each row stands for as many persons as this column says.")
        yield f"count = {quoted(count.header)}"
    yield 'languages = ["sv", "en"]'
    if reading.decimal in (",", ".") or reading.encoding:
        yield ""
        yield "[reading]"
        rows = ", ".join(str(row) for row in reading.header_rows)
        yield comment("How the file was read, so that it is read the same way next time.")
        if reading.encoding:
            yield f"encoding = {quoted(reading.encoding)}"
        if reading.separator:
            yield f"separator = {quoted(reading.separator)}"
        yield f"decimal = {quoted(reading.decimal)}"
        yield f"header_rows = [{rows}]"


def _columns(used: Sequence[Profile], gender: Profile, rows: Profile | None) -> Iterator[str]:
    for column in used:
        yield ""
        yield f"[columns.{key(column.name)}]"
        if column is gender:
            yield comment(
                "The person's gender. Every answer is a group of its own; blanks are never guessed."
            )
        elif column is rows:
            yield comment("The rows of the tables.")
        yield from column_lines(column, is_gender=column is gender)


def _measures(used: Sequence[Profile], gender: Profile, rows: Profile | None) -> Iterator[str]:
    """A share for each yes/no column, by gender and by row."""
    asked = [p for p in used if p.kind is ColumnKind.YES_NO and p is not gender][:MOST_MEASURES]
    for column in asked:
        label = _about(column, "Andel med ja", "Share with yes")
        yield ""
        yield "[[measures]]"
        yield f"name = {quoted(f'share_{column.name}')}"
        yield 'kind = "share"'
        yield f"label = {wording(label)}"
        yield f"column = {quoted(column.name)}"
        yield 'yes = ["yes"]'
        yield 'among = ["yes", "no"]'
        if rows is not None:
            yield f"rows = {quoted(rows.name)}"


def _tables(used: Sequence[Profile], gender: Profile, rows: Profile | None) -> Iterator[str]:
    """Counts by gender and each other group that is not too finely divided."""
    kinds = (ColumnKind.CATEGORY, ColumnKind.BAND, ColumnKind.PERIOD, ColumnKind.MUNICIPALITY)
    groups = [
        p
        for p in used
        if p.kind in kinds
        and p is not gender
        and len(p.answers) > 1
        and (p is rows or p.kind is not ColumnKind.CATEGORY or len(p.answers) <= _MOST_GROUPS_IN_A_TABLE)
    ]
    groups.sort(key=lambda p: p is not rows)
    for column in groups[:MOST_TABLES]:
        yield ""
        yield "[[tables]]"
        yield f"name = {quoted(f'by_{column.name}')}"
        yield f"label = {wording(_about(column, 'Antal efter kön', 'Count by gender'))}"
        yield f"dimensions = {texts([column.name, gender.name])}"
    if not groups:
        yield ""
        yield "[[tables]]"
        yield 'name = "by_gender"'
        yield f"label = {wording(Text('Antal efter kön', 'Count by gender'))}"
        yield f"dimensions = {texts([gender.name])}"


def _about(column: Profile, sv: str, en: str) -> Text:
    about = readable(column.header)
    return Text(f"{sv}: {about.sv}", f"{en}: {about.en}")


def _left_out(rest: Sequence[Profile]) -> Iterator[str]:
    if rest:
        yield ""
        yield comment("Left out, since they do not divide persons into groups that can be counted:")
        for column in rest:
            yield comment(column.header)


def _left_out_as_repeated(repeated: Sequence[Profile], gender: Profile) -> Iterator[str]:
    if repeated:
        yield ""
        yield comment(f"Left out, since they only say once more what the column {gender.header} says:")
        for column in repeated:
            yield comment(column.header)
