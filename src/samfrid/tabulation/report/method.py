"""What a report says about how it was counted and what the protection promises."""

from __future__ import annotations

from collections.abc import Iterator

from samfrid.domain.disclosure.rule import Rule
from samfrid.domain.tables import Member
from samfrid.domain.wording import Language, Text, format_count
from samfrid.tabulation.working_out import Tabulation


def facts_of(worked: Tabulation, *, staff_only: bool = False) -> tuple[tuple[Text, Text], ...]:
    """Names and words: what was read and by which rules numbers were hidden.

    Promise: how many were counted is told to the public only where a table publishes it; how many rows were read or
             left out is told to staff only. Each of them would else be one more number for a reader to reckon with.
    """
    return tuple(_facts(worked, staff_only=staff_only))


def _facts(worked: Tabulation, *, staff_only: bool) -> Iterator[tuple[Text, Text]]:
    reading = worked.table.reading
    yield Text("Källa", "Source"), worked.plan.source
    counted = int(worked.counted.counts.counts.sum()) if staff_only else _published_total(worked)
    if counted is not None:
        yield Text("Räknat", "Counted"), _counted(counted, worked.plan.unit)
    yield Text("Läst ur", "Read from"), Text.same(reading.file)
    if staff_only:
        yield Text("Rader", "Rows"), _number(worked.table.row_count)
        left_out = sum(part.rows for part in worked.counted.left_out)
        yield Text("Utelämnat", "Left out"), _number(left_out)
    if reading.dropped_rows:
        yield Text("Rader som inte är uppgifter", "Rows that are no records"), _number(reading.dropped_rows)
    yield Text("Dolt", "Hidden"), rule_words(worked.plan.rule)
    yield (
        Text("Osäkerhet", "Uncertainty"),
        Text(
            "95 % intervall enligt Wilson för andelar och Newcombe för skillnader.",
            "95% intervals by Wilson for shares and Newcombe for differences.",
        ),
    )
    yield (
        Text("Många jämförelser", "Many comparisons"),
        Text(
            "”Säker” är en skillnad som står kvar efter Benjamini och Hochbergs justering för alla jämförelser i "
            "rapporten.",
            "“Certain” is a difference that stands after Benjamini and Hochberg's adjustment for every comparison "
            "in the report.",
        ),
    )


def _published_total(worked: Tabulation) -> int | None:
    """How many persons all tables count, where that is shown: each table has the same grand total."""
    for table in worked.protected.tables.values():
        return table.count(tuple(Member.total() for _ in table.shape.dimensions))
    return None


def rule_words(rule: Rule) -> Text:
    """Say the threshold, and that some groups have stricter ones."""
    sv = f"Antal under {rule.threshold} och det som skulle avslöja dem."
    en = f"Counts below {rule.threshold}, and what would give them away."
    if rule.thresholds:
        sv += " Känsliga grupper har högre gräns."
        en += " Sensitive groups have a higher limit."
    return Text(sv, en)


def promise_of(worked: Tabulation) -> tuple[Text, ...]:
    """The promise in plain words, with the parameters that it holds for and what it does not cover."""
    rule = worked.plan.rule
    knows = (
        Text("vet att en dold siffra är minst 1", "knows that a hidden number is at least 1")
        if rule.hidden_minimum
        else Text("räknar med att en dold siffra kan vara 0", "reckons that a hidden number may be 0")
    )
    return (
        Text(
            f"För varje siffra som är för liten för att visas finns minst två fullständiga uppsättningar hela tal som "
            f"stämmer med allt som står här och skiljer sig med minst {rule.width} i just den siffran. Det gäller även "
            f"den som {knows.sv} och lägger ihop alla tabeller. Beviset är sparat och prövat.",
            f"For every number that is too small to be shown there are at least two complete sets of whole numbers "
            f"that agree with everything here and differ by at least {rule.width} in that very number. It holds also "
            f"for a reader who {knows.en} and puts all tables together. The proof is kept and checked.",
        ),
        Text(
            "Löftet gäller inte den som har andra register, den som räknar om hela metoden för att utesluta "
            "möjligheter, eller flera personer som lägger ihop vad de vet om sig själva.",
            "The promise does not cover readers with other registers, readers who replay the whole method to rule "
            "out possibilities, or several persons who put together what they know of themselves.",
        ),
    )


def _counted(count: int, unit: Text) -> Text:
    number = _number(count)
    return Text(f"{number.sv} {unit.sv}", f"{number.en} {unit.en}")


def _number(count: int) -> Text:
    return Text(format_count(count, Language.SWEDISH), format_count(count, Language.ENGLISH))
