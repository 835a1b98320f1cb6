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
)
from samfrid.domain.equality.words import MeasureWords, spoken, upper_first
from samfrid.domain.tables import Member, ProtectedTable, RawTable, Sign
from samfrid.domain.wording import (
    Language,
    Text,
    format_count,
    format_difference,
    format_number,
    format_share,
)

AnySource = TypeVar("AnySource", bound=ProtectedTable | RawTable)

_WORDLESS = Text("", "")


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
    row = next((row for row in comparison.rows if row.is_total), comparison.rows[-1])
    if row.difference is None:
        return words.share + Text.same(": ") + spoken_start(row.why_none or _WORDLESS)
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
    comparisons: Sequence[tuple[Comparison[AnySource], MeasureWords | None]], *, at_most: int = 3
) -> tuple[Finding, ...]:
    """Pick the largest differences that are not chance, over everything compared, largest first.

    Promise: what may be chance is never among the largest.
    """
    found = [
        said
        for comparison, words in comparisons
        for said in findings(comparison, words)
        if said.size is not None and said.certainty is not Certainty.CHANCE
    ]
    return tuple(sorted(found, key=lambda said: -(said.size or 0))[:at_most])


def largest_heading(found: Sequence[Finding]) -> Text:
    """Head a list of the largest differences: "De tre största skillnaderna"."""
    numbers = Text(
        "noll en två tre fyra fem sex sju åtta nio", "no one two three four five six seven eight nine"
    )
    count = len(found)
    if count == 0:
        return Text("Alla skillnader kan vara slump", "Every difference may be chance")
    if count == 1:
        return Text("Den största skillnaden", "The largest difference")
    sv = numbers.sv.split()[count] if count < 10 else str(count)
    en = numbers.en.split()[count] if count < 10 else str(count)
    return Text(f"De {sv} största skillnaderna", f"The {en} largest differences")


def too_small(comparison: Comparison[AnySource]) -> Text | None:
    """Say how many rows are too small to compare, or None when there are none.

    The total row is not counted: it has a sentence of its own.
    """
    rows = [row for row in comparison.rows if not (row.is_total and comparison.rows_by)]
    kept_out = sum(1 for row in rows if row.difference is None and _has_hidden(comparison, row))
    if not kept_out:
        return None
    sv, en = (format_count(kept_out, language) for language in Language)
    all_sv, all_en = (format_count(len(rows), language) for language in Language)
    return Text(
        f"I {sv} av {all_sv} rader är grupperna för små för att jämföra.",
        f"In {en} of {all_en} rows the groups are too small to compare.",
    )


def spoken_start(sentence: Text) -> Text:
    """Let a sentence follow a colon: small first letter, no full stop."""
    return Text(*((words[:1].lower() + words[1:]).rstrip(".") for words in (sentence.sv, sentence.en)))


def _row_sentence(
    comparison: Comparison[AnySource], row: ComparedRow, words: MeasureWords, language: Language
) -> str:
    place = f"{row.label.into(language)}. " if comparison.rows_by else ""
    shares = ", ".join(_group_words(group, row, language) for group in _compared(comparison, row))
    sentence = f"{place}{words.share.into(language)}: {shares}."
    if row.difference is None:
        reason = (row.why_none or _WORDLESS).into(language)
        return f"{sentence} {reason}".rstrip()
    return f"{sentence} {_difference_words(row.difference, language)}"


def _group_words(group: ComparedGroup, row: ComparedRow, language: Language) -> str:
    label = spoken(group.label).into(language)
    if isinstance(group.estimate, Sign):
        return f"{label} {group.estimate.word.into(language)}"
    estimate = group.estimate
    of = "av" if language is Language.SWEDISH else "of"
    share = format_share(estimate.share, language, decimals=_decimals(row))
    counts = [format_count(count, language) for count in (estimate.numerator, estimate.denominator)]
    return f"{label} {share} ({counts[0]} {of} {counts[1]})"


def _difference_words(difference: Difference, language: Language) -> str:
    decimals = 0 if abs(difference.difference) >= 0.01 or difference.difference == 0 else 1
    points = format_number(100 * abs(difference.difference), language, decimals=decimals)
    # The sentence gives the size of the difference, so the interval is turned to lie around it.
    turned = (difference.low, difference.high)
    low, high = turned if difference.difference >= 0 else (-turned[1], -turned[0])
    ends = [format_difference(100 * end, language, decimals=decimals) for end in (low, high)]
    is_swedish = language is Language.SWEDISH
    sure = {
        Certainty.CERTAIN: ("är säker", "is certain"),
        Certainty.LIKELY: ("är trolig", "is likely"),
        Certainty.CHANCE: ("kan vara slump", "may be chance"),
    }[difference.certainty][0 if is_swedish else 1]
    if is_swedish:
        unit = "procentenhet" if points == "1" else "procentenheter"
        return f"Skillnaden på {points} {unit} ({ends[0]} till {ends[1]}) {sure}."
    unit = "percentage point" if points == "1" else "percentage points"
    return f"The difference of {points} {unit} ({ends[0]} to {ends[1]}) {sure}."


def _decimals(row: ComparedRow) -> int:
    """One decimal where whole percent would make different shares look the same."""
    if row.difference is None:
        return 0
    return 0 if abs(row.difference.difference) >= 0.01 or row.difference.difference == 0 else 1


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
