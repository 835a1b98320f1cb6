"""What a comparison found, in sentences: a heading, the whole with its numbers, and how sure each row is."""

from __future__ import annotations

from samfrid.apps.reports.comparing import Compared
from samfrid.domain.equality import Certainty, ComparedRow, finding, heading
from samfrid.domain.equality.words import spoken
from samfrid.domain.tables import Sign
from samfrid.domain.wording import Language, Text, format_share, listed

MOST_NAMED = 6
"""So many rows are named in a sentence; of more, only how many there are is told."""


def title_of(found: Compared) -> Text:
    """Say what was found, never more than its certainty allows; without a whole, say what is compared."""
    whole = found.total
    if whole is None:
        return found.measure.name + Text(": liknande kommuner", ": similar municipalities")
    if found.choice.gender:
        return _one_group(found)
    if whole.difference is None:
        return found.words.share + Text(
            ": kvinnor och män går inte att jämföra", ": women and men can't be compared"
        )
    return heading(found.comparison, found.words)


def lead_of(found: Compared) -> Text:
    """Say the whole with its numbers, then where the difference is certain, likely or may be chance."""
    if found.choice.gender:
        return Text("", "")
    sentences = [whole_of(found)]
    if by_row := certainty_by_row(found):
        sentences.append(by_row)
    return Text(" ".join(s.sv for s in sentences if s.sv), " ".join(s.en for s in sentences if s.en))


def whole_of(found: Compared) -> Text:
    """Say the whole with its numbers: shares with n, the difference and how sure it is."""
    whole = found.total
    if whole is None:
        return Text("", "")
    return finding(found.comparison, whole, found.words).sentence


def certainty_by_row(found: Compared) -> Text | None:
    """Sum the rows up by how sure their differences are; None where there is nothing to sum up."""
    rows = [row for row in found.comparison.rows if not row.is_total]
    sure = {
        certainty: [row for row in rows if row.difference and row.difference.certainty is certainty]
        for certainty in Certainty
    }
    if len(rows) < 2 or not any(sure.values()):
        return None
    sentences = []
    for certainty, word in (
        (Certainty.CERTAIN, Text("säker", "certain")),
        (Certainty.LIKELY, Text("trolig", "likely")),
    ):
        if sure[certainty]:
            sentences.append(_where(sure[certainty], len(rows), word))
    rest = len(sure[Certainty.CHANCE])
    if rest:
        others = bool(sentences)
        sentences.append(_chance(rest, others))
    return Text(" ".join(s.sv for s in sentences), " ".join(s.en for s in sentences))


def _where(rows: list[ComparedRow], of: int, word: Text) -> Text:
    if len(rows) > MOST_NAMED:
        return Text(
            f"Skillnaden är {word.sv} på {len(rows)} av {of} platser.",
            f"The difference is {word.en} in {len(rows)} of {of} places.",
        )
    names = [listed([row.label.into(language) for row in rows], language) for language in Language]
    return Text(f"Skillnaden är {word.sv} i {names[0]}.", f"The difference is {word.en} in {names[1]}.")


def _chance(rest: int, others: bool) -> Text:
    if not others:
        return Text(
            "På var plats för sig kan skillnaden vara slump.",
            "In each place by itself the difference may be chance.",
        )
    if rest == 1:
        return Text("På en plats kan den vara slump.", "In one place it may be chance.")
    return Text(f"På {rest} platser kan den vara slump.", f"In {rest} places it may be chance.")


def _one_group(found: Compared) -> Text:
    whole = next(row for row in found.chosen.rows if row.is_total)
    group = next(iter(whole.groups), None)
    if group is None:
        return found.measure.name
    label = spoken(group.label)
    if isinstance(group.estimate, Sign):
        said = group.estimate.word
    else:
        said = Text(*(format_share(group.estimate.share, language) for language in Language))
    return found.words.share + Text(f", {label.sv}: {said.sv}", f", {label.en}: {said.en}")
