"""Write `[columns.NAME]` for a column that was looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samfrid.domain.wording import Text
from samfrid.tabulation.plan.model import ColumnKind
from samfrid.tabulation.suggest.gender import gender_code
from samfrid.tabulation.suggest.profile import Profile, Spelled, code_name
from samfrid.tabulation.suggest.toml import key, quoted, texts, wording

AGE_BANDS = (0, 18, 26, 41, 61)
_LABELS = {"woman": Text("Kvinnor", "Women"), "man": Text("Män", "Men")}


def column_lines(column: Profile, *, is_gender: bool) -> Iterator[str]:
    """Write the keys of one column."""
    if column.kind is None:
        return
    yield f"header = {quoted(column.header)}"
    yield f"kind = {quoted(column.kind.value)}"
    yield f"label = {wording(readable(column.header))}"
    if column.kind is ColumnKind.BAND:
        yield f"bands = [{', '.join(str(limit) for limit in AGE_BANDS)}]"
    elif column.kind is ColumnKind.PERIOD:
        yield f"step = {quoted(column.step.value)}"
    elif column.kind is ColumnKind.YES_NO:
        yield from _yes_no(column)
    elif column.kind is ColumnKind.CATEGORY:
        yield from _categories(column, is_gender=is_gender)


def _yes_no(column: Profile) -> Iterator[str]:
    yes, no = column.yes_and_no
    yield ""
    yield f"[columns.{key(column.name)}.categories]"
    for code, answer, label in (("yes", yes, Text("ja", "yes")), ("no", no, Text("nej", "no"))):
        if answer is not None:
            yield _category(code, label, answer)


def _categories(column: Profile, *, is_gender: bool) -> Iterator[str]:
    yield ""
    yield f"[columns.{key(column.name)}.categories]"
    taken: set[str] = set()
    for code, label, answer in _gathered(column.answers) if is_gender else _apart(column.answers):
        yield _category(code or code_name(answer.spellings[0], taken), label, answer)


def _apart(answers: Sequence[Spelled]) -> Iterator[tuple[str | None, Text, Spelled]]:
    for answer in answers:
        yield None, Text.same(answer.spellings[0].strip()), answer


def _gathered(answers: Sequence[Spelled]) -> Iterator[tuple[str | None, Text, Spelled]]:
    """Let plain words for woman (K, kvinna) be one group and for man another; the rest stay apart."""
    for code, label in _LABELS.items():
        same = [answer for answer in answers if gender_code(answer.spellings[0]) == code]
        if same:
            spellings = tuple(word for answer in same for word in answer.spellings)
            yield code, label, Spelled(spellings, sum(answer.rows for answer in same))
    yield from _apart([answer for answer in answers if gender_code(answer.spellings[0]) is None])


def readable(header: str) -> Text:
    """Make a label of a header: underscores become spaces and the first letter is large."""
    words = " ".join(header.replace("_", " ").split())
    return Text.same(words[:1].upper() + words[1:])


def _category(code: str, label: Text, answer: Spelled) -> str:
    return f"{key(code)} = {{ label = {wording(label)}, spellings = {texts(answer.spellings)} }}"
