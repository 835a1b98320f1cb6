"""One plain sentence for each finding, which never says more than the certainty of its numbers allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from samfrid.domain.equality.comparison import (
    Certainty,
    ComparedGroup,
    ComparedRow,
    Comparison,
    Difference,
    Estimate,
)
from samfrid.domain.equality.words import MeasureWords, spoken, upper_first
from samfrid.domain.tables import Member, ProtectedTable, RawTable, Sign
from samfrid.domain.wording import (
    Language,
    Text,
    format_count,
    format_number,
    format_share,
    listed,
)

AnySource = TypeVar("AnySource", bound=ProtectedTable | RawTable)

CLEAR = 0.01
"""Shares and differences below one percentage point are said with a decimal."""

_WORDLESS = Text("", "")
_SURE = {
    Certainty.CERTAIN: Text("är säker", "is certain"),
    Certainty.LIKELY: Text("är trolig", "is likely"),
    Certainty.CHANCE: Text("kan vara slump", "may be chance"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about one row, with what it takes to sort it.

    `certainty` and `size` (the absolute difference) are None where nothing was compared.
    """

    sentence: Text
    row: Member
    certainty: Certainty | None
    size: float | None
    is_total: bool = False


def finding(
    comparison: Comparison[AnySource], row: ComparedRow, words: MeasureWords | None = None
) -> Finding:
    """Say one row: measure, shares with n, difference and how sure it is; or why nothing is compared.

    "Kinda. Andel som fick frågan: kvinnor 75 % (33 av 44), män 67 % (26 av 39). Skillnaden är 8
    procentenheter (−11 till +27) och kan vara slump."
    """
    words = words or MeasureWords(comparison.measure)
    difference = row.difference
    sentence = Text(
        _row_sentence(comparison, row, words, Language.SWEDISH),
        _row_sentence(comparison, row, words, Language.ENGLISH),
    )
    return Finding(
        sentence,
        row.member,
        difference.certainty if difference else None,
        abs(difference.difference) if difference else None,
        row.is_total,
    )


def findings(comparison: Comparison[AnySource], words: MeasureWords | None = None) -> tuple[Finding, ...]:
    """Say every row, in the comparison's order."""
    return tuple(finding(comparison, row, words) for row in comparison.rows)


def heading(comparison: Comparison[AnySource], words: MeasureWords | None = None) -> Text:
    """Say in one sentence what a whole comparison found, from its total row.

    Promise: a claim that one group has it more often is made only where the difference is not chance; a
             likely difference is called likely.
    """
    words = words or MeasureWords(comparison.measure)
    row = _total_row(comparison)
    if row.difference is None:
        return words.share + Text.same(": ") + _after_colon(row.why_none or _WORDLESS)
    first, second = _compared(comparison, row)
    if row.difference.certainty is Certainty.CHANCE:
        names = [spoken(first.label), spoken(second.label)]
        return words.share + Text(
            f": skillnaden mellan {names[0].sv} och {names[1].sv} kan vara slump",
            f": the difference between {names[0].en} and {names[1].en} may be chance",
        )
    is_first_more = row.difference.difference > 0
    more, less = (first, second) if is_first_more else (second, first)
    claim = _claim(words, spoken(more.label), spoken(less.label))
    if row.difference.certainty is Certainty.LIKELY:
        return Text("Trolig skillnad: ", "Likely difference: ") + claim
    return Text(upper_first(claim.sv), upper_first(claim.en))


def largest(
    comparisons: Sequence[tuple[Comparison[AnySource], MeasureWords | None]],
    *,
    at_most: int = 3,
    each_row: bool = False,
) -> tuple[Finding, ...]:
    """Pick the measures with the largest differences that are not chance, largest first.

    Promise: what may be chance is never among the largest. Only total rows are held against each other, since
             the largest among many small groups is as a rule the luckiest; `each_row` takes every row in.
    """
    found = [
        said
        for comparison, words in comparisons
        for said in findings(comparison, words)
        if said.size is not None and said.certainty is not Certainty.CHANCE and (said.is_total or each_row)
    ]
    return tuple(sorted(found, key=lambda said: -(said.size or 0))[:at_most])


def largest_heading(found: Sequence[Finding]) -> Text:
    """Head a list of the largest differences: "De tre största skillnaderna"."""
    numbers = Text(
        "noll en två tre fyra fem sex sju åtta nio", "no one two three four five six seven eight nine"
    )
    count = len(found)
    if count == 0:
        return Text("Ingen säker skillnad i helheten", "No certain difference on the whole")
    if count == 1:
        return Text("Den största skillnaden", "The largest difference")
    sv = numbers.sv.split()[count] if count < 10 else str(count)
    en = numbers.en.split()[count] if count < 10 else str(count)
    return Text(f"De {sv} största skillnaderna", f"The {en} largest differences")


def overall_finding(row: ComparedRow, words: MeasureWords) -> Text | None:
    """Say whether all groups of a row may have the same share, or None where that was not tested."""
    test = row.overall
    if test is None:
        return None
    groups = (format_count(test.groups, language) for language in Language)
    sv, en = groups
    said = {
        Certainty.CERTAIN: Text(
            f": säkert olika mellan de {sv} grupperna", f": certainly different between the {en} groups"
        ),
        Certainty.LIKELY: Text(
            f": troligen olika mellan de {sv} grupperna", f": likely different between the {en} groups"
        ),
        Certainty.CHANCE: Text(
            f": skillnaderna mellan de {sv} grupperna kan vara slump",
            f": the differences between the {en} groups may be chance",
        ),
    }[test.certainty]
    return words.share + said + Text.same(".")


def too_small(comparison: Comparison[AnySource]) -> Text | None:
    """Say how many groups and rows are too small to compare, or None when all can be.

    A hidden figure is small or would give a small one away; the sentences say both and never which.
    """
    sentences = [
        sentence
        for sentence in (_hidden_groups(comparison), _hidden_rows(comparison))
        if sentence is not None
    ]
    if not sentences:
        return None
    return Text(" ".join(s.sv for s in sentences), " ".join(s.en for s in sentences))


def _hidden_groups(comparison: Comparison[AnySource]) -> Text | None:
    groups = [group for group in _total_row(comparison).groups if not group.member.is_total]
    hidden = [spoken(group.label) for group in groups if group.estimate is Sign.HIDDEN]
    if not hidden:
        return None
    sv, en = (
        (format_count(len(hidden), language), format_count(len(groups), language)) for language in Language
    )
    names_sv = listed([label.sv for label in hidden], Language.SWEDISH)
    names_en = listed([label.en for label in hidden], Language.ENGLISH)
    why = (
        Text("den är för liten", "it is too small")
        if len(hidden) == 1
        else Text("de är för små", "they are too small")
    )
    return Text(
        f"{sv[0]} av {sv[1]} grupper går inte att jämföra, för {why.sv} eller skulle avslöja en som är det: "
        f"{names_sv}.",
        f"{en[0]} of {en[1]} groups cannot be compared, because {why.en} or would give away one that is: "
        f"{names_en}.",
    )


def _hidden_rows(comparison: Comparison[AnySource]) -> Text | None:
    if comparison.rows_by is None:
        return None
    rows = [row for row in comparison.rows if not row.is_total]
    hidden = sum(1 for row in rows if row.difference is None and _has_hidden(comparison, row))
    if not hidden:
        return None
    sv, en = ((format_count(hidden, language), format_count(len(rows), language)) for language in Language)
    label = comparison.rows_by.label
    return Text(
        f"{label.sv}: {sv[0]} av {sv[1]} går inte att jämföra, för minst en grupp är för liten eller skulle "
        "avslöja en som är det.",
        f"{label.en}: {en[0]} of {en[1]} cannot be compared, because at least one group is too small or "
        "would give away one that is.",
    )


def _total_row(comparison: Comparison[AnySource]) -> ComparedRow:
    return next((row for row in comparison.rows if row.is_total), comparison.rows[-1])


def _after_colon(sentence: Text) -> Text:
    """Let a sentence follow a colon: small first letter, no full stop."""
    return Text(*((words[:1].lower() + words[1:]).rstrip(".") for words in (sentence.sv, sentence.en)))


def _row_sentence(
    comparison: Comparison[AnySource], row: ComparedRow, words: MeasureWords, language: Language
) -> str:
    place = f"{row.label.into(language)}. " if comparison.rows_by and not row.member.is_total else ""
    groups = _compared(comparison, row)
    decimals = _decimals(groups, row.difference)
    shares = ", ".join(_group_words(group, decimals, language) for group in groups)
    sentence = f"{place}{words.share.into(language)}: {shares}."
    if row.difference is None:
        reason = (row.why_none or _WORDLESS).into(language)
        return f"{sentence} {reason}".rstrip()
    return f"{sentence} {_difference_words(row.difference, language)}"


def _group_words(group: ComparedGroup, decimals: int, language: Language) -> str:
    label = spoken(group.label).into(language)
    # "2025 74 %" would read as one number.
    label += ":" if label[-1:].isdigit() else ""
    if isinstance(group.estimate, Sign):
        return f"{label} {group.estimate.word.into(language)}"
    estimate = group.estimate
    of = "av" if language is Language.SWEDISH else "of"
    share = format_share(estimate.share, language, decimals=decimals)
    counts = [format_count(count, language) for count in (estimate.numerator, estimate.denominator)]
    return f"{label} {share} ({counts[0]} {of} {counts[1]})"


def _difference_words(difference: Difference, language: Language) -> str:
    size = abs(difference.difference)
    decimals = 0 if size >= CLEAR or size == 0 else 1
    points = format_number(100 * size, language, decimals=decimals)
    # The sentence gives the size of the difference, so the interval is turned to lie around it.
    is_turned = difference.difference < 0
    low, high = (-difference.high, -difference.low) if is_turned else (difference.low, difference.high)
    ends = [format_number(100 * end, language, decimals=decimals) for end in (low, high)]
    is_swedish = language is Language.SWEDISH
    sure = _SURE[difference.certainty].into(language)
    if is_swedish:
        unit = "procentenhet" if points == "1" else "procentenheter"
        return f"Skillnaden på {points} {unit} ({ends[0]} till {ends[1]}) {sure}."
    unit = "percentage point" if points == "1" else "percentage points"
    return f"The difference of {points} {unit} ({ends[0]} to {ends[1]}) {sure}."


def _decimals(groups: Iterable[ComparedGroup], difference: Difference | None) -> int:
    """One decimal where whole percent would make shares look alike, or something look like nothing."""
    size = abs(difference.difference) if difference else CLEAR
    shares = [group.estimate.share for group in groups if isinstance(group.estimate, Estimate)]
    looks_empty = any(0 < share < CLEAR / 2 or 1 - CLEAR / 2 < share < 1 for share in shares)
    return 1 if looks_empty or 0 < size < CLEAR else 0


def _claim(words: MeasureWords, more: Text, less: Text) -> Text:
    if words.more_often:
        return Text(
            words.more_often.sv.replace("{more}", more.sv).replace("{less}", less.sv),
            words.more_often.en.replace("{more}", more.en).replace("{less}", less.en),
        )
    return words.share + Text(
        f": högre för {more.sv} än för {less.sv}", f": higher for {more.en} than for {less.en}"
    )


def _compared(comparison: Comparison[AnySource], row: ComparedRow) -> tuple[ComparedGroup, ComparedGroup]:
    found = {group.member: group for group in row.groups}
    return found[comparison.compared[0]], found[comparison.compared[1]]


def _has_hidden(comparison: Comparison[AnySource], row: ComparedRow) -> bool:
    groups: Iterable[ComparedGroup] = _compared(comparison, row)
    return any(group.estimate is Sign.HIDDEN for group in groups)
