"""Sentences about comparisons: true, plain, in both languages, and never surer than the numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from equality_tables import ASKED, GENDER, PLACE, members, protected_table, raw_table
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.domain.equality import (
    Certainty,
    MeasureWords,
    PartOf,
    adjust,
    compare,
    finding,
    findings,
    heading,
    largest,
    largest_heading,
    overall_finding,
    too_small,
)
from samfrid.domain.equality.words import spoken
from samfrid.domain.wording import Language, Text

FEWER = settings(max_examples=settings().max_examples // 4)
WORDS = MeasureWords(
    Text("Andel som fick frågan", "Share who were asked"),
    Text("{more} får frågan oftare än {less}", "{more} are asked more often than {less}"),
)
CLAIMS = ("oftare", "more often", "högre", "higher", "säker", "certain", "trolig", "likely")


def compared(cells, *, first="woman", second="man", hidden=(), rows_by=None, dimensions=(GENDER, ASKED)):
    table = protected_table(dimensions, cells, hidden=hidden) if hidden else raw_table(dimensions, cells)
    return adjust(
        [
            compare(
                table,
                measure=WORDS.share,
                by="gender",
                compared=(first, second),
                numerator=PartOf("asked", ("yes",), ("yes", "no")),
                rows_by=rows_by,
            )
        ]
    )[0]


def two_groups(women, men):
    return {
        ("woman", "yes"): women[0],
        ("woman", "no"): women[1] - women[0],
        ("man", "yes"): men[0],
        ("man", "no"): men[1] - men[0],
    }


CERTAIN = two_groups((1308, 1756), (895, 1602))
CHANCE = two_groups((33, 44), (26, 39))


def test_a_certain_difference_is_said_with_its_numbers():
    comparison = compared(CERTAIN)

    said = finding(comparison, comparison.rows[0], WORDS).sentence

    assert said.sv == (
        "Andel som fick frågan: kvinnor 74\u00a0% (1\u202f308 av 1\u202f756), män 56\u00a0% (895 av 1\u202f602). "
        "Skillnaden på 19 procentenheter (15 till 22) är säker."
    )
    assert said.en == (
        "Share who were asked: women 74% (1,308 of 1,756), men 56% (895 of 1,602). "
        "The difference of 19 percentage points (15 to 22) is certain."
    )
    assert heading(comparison, WORDS) == Text(
        "Kvinnor får frågan oftare än män", "Women are asked more often than men"
    )


def test_the_heading_names_the_group_that_has_it_more_often_first_whichever_was_asked_for_first():
    comparison = compared(CERTAIN, first="man", second="woman")

    assert heading(comparison, WORDS).sv == "Kvinnor får frågan oftare än män"
    assert "19 procentenheter (15 till 22)" in findings(comparison, WORDS)[0].sentence.sv


def test_what_may_be_chance_is_said_to_be():
    comparison = compared(CHANCE)

    assert findings(comparison, WORDS)[0].sentence.sv.endswith("(−11 till 28) kan vara slump.")
    assert heading(comparison, WORDS) == Text(
        "Andel som fick frågan: skillnaden mellan kvinnor och män kan vara slump",
        "Share who were asked: the difference between women and men may be chance",
    )


def test_a_likely_difference_is_only_called_likely():
    comparison = compared(CERTAIN)
    row = comparison.rows[0]
    likely = replace(row, difference=replace(row.difference, certainty=Certainty.LIKELY))
    comparison = replace(comparison, rows=(likely,))

    assert heading(comparison, WORDS).sv == "Trolig skillnad: kvinnor får frågan oftare än män"
    assert findings(comparison, WORDS)[0].sentence.en.endswith("is likely.")


def test_a_heading_without_own_words_is_still_a_sentence():
    assert heading(compared(CERTAIN)) == Text(
        "Andel som fick frågan: högre för kvinnor än för män",
        "Share who were asked: higher for women than for men",
    )


counts = st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@FEWER
@given(counts, counts)
def test_a_sentence_never_claims_what_may_be_chance(women, men):
    comparison = compared(two_groups(women, men))
    difference = comparison.rows[0].difference
    said = [heading(comparison, WORDS), heading(comparison), findings(comparison, WORDS)[0].sentence]

    for sentence in said:
        for language in Language:
            words = sentence.into(language)
            if difference.certainty is Certainty.CHANCE:
                assert ("kan vara slump" if language is Language.SWEDISH else "may be chance") in words
                assert not any(claim in words for claim in CLAIMS)
            else:
                assert "slump" not in words
                assert "chance" not in words


@FEWER
@given(counts, counts)
def test_a_heading_always_claims_the_side_that_is_larger(women, men):
    comparison = compared(two_groups(women, men))
    difference = comparison.rows[0].difference.difference

    said = heading(comparison, WORDS).sv.casefold()

    if comparison.rows[0].difference.certainty is not Certainty.CHANCE:
        assert ("kvinnor får frågan oftare än män" in said) == (difference > 0)


def test_a_hidden_group_is_not_compared_and_the_sentence_says_so():
    hidden = [members((GENDER, ASKED), gender="man", asked="yes")]
    comparison = compared(CERTAIN, hidden=hidden)

    said = findings(comparison, WORDS)[0]

    assert said.sentence.sv == (
        "Andel som fick frågan: kvinnor 74\u00a0% (1\u202f308 av 1\u202f756), män dold. "
        "Jämförs inte, för siffran är dold: män."
    )
    assert said.certainty is None
    assert said.size is None
    assert heading(comparison, WORDS).sv == "Andel som fick frågan: jämförs inte, för siffran är dold: män"


def test_too_many_small_groups_are_counted_and_named():
    dimensions = (GENDER, PLACE, ASKED)
    cells = {
        (gender, place, code): 30
        for gender in GENDER.codes
        for place in PLACE.codes
        for code in ("yes", "no")
    }
    hidden = [
        members(dimensions, gender="other", asked="yes"),
        members(dimensions, gender="man", place="0513", asked="no"),
        members(dimensions, gender="woman", place="0584", asked="no"),
    ]

    said = too_small(compared(cells, hidden=hidden, rows_by="place", dimensions=dimensions))

    assert said.sv == (
        "1 av 3 grupper går inte att jämföra, för den är för liten eller skulle avslöja en som är det: annat. "
        "Kommun: 2 av 5 går inte att jämföra, för minst en grupp är för liten eller skulle avslöja en som är det."
    )
    assert said.en.startswith("1 of 3 groups cannot be compared, because it is too small or would give away")


def test_nothing_hidden_needs_no_excuse():
    assert too_small(compared(CERTAIN)) is None


def test_the_largest_differences_come_first_and_chance_never_does():
    small, large, chance = compared(CERTAIN), compared(two_groups((90, 100), (10, 100))), compared(CHANCE)

    found = largest([(small, WORDS), (chance, WORDS), (large, WORDS)])

    assert [round(said.size, 2) for said in found] == [0.8, 0.19]
    assert largest_heading(found) == Text("De två största skillnaderna", "The two largest differences")


def test_a_small_place_is_not_among_the_largest_differences_unless_rows_are_asked_for():
    dimensions = (GENDER, PLACE, ASKED)
    cells = {(gender, "0580", code): n for (gender, code), n in CERTAIN.items()}
    cells |= {("woman", "0513", "yes"): 20, ("man", "0513", "no"): 20}
    comparison = compared(cells, rows_by="place", dimensions=dimensions)

    assert [said.is_total for said in largest([(comparison, WORDS)])] == [True]
    assert largest([(comparison, WORDS)], each_row=True)[0].row.code == "0513"


def test_a_list_of_no_differences_says_that_none_is_certain():
    found = largest([(compared(CHANCE), WORDS)])

    assert found == ()
    assert largest_heading(found).sv == "Ingen säker skillnad i helheten"


def test_three_groups_are_said_to_differ_or_not_together():
    apart = compared({**CERTAIN, ("other", "yes"): 300, ("other", "no"): 300})
    alike = compared({**CHANCE, ("other", "yes"): 30, ("other", "no"): 12})

    assert overall_finding(apart.rows[0], WORDS).sv == (
        "Andel som fick frågan: säkert olika mellan de 3 grupperna."
    )
    assert "kan vara slump" in overall_finding(alike.rows[0], WORDS).sv
    assert overall_finding(compared(CERTAIN).rows[0], WORDS) is None


def test_small_shares_are_not_rounded_into_nothing():
    comparison = compared(two_groups((3, 1000), (6, 1000)))

    assert (
        "kvinnor 0,3\u00a0% (3 av 1\u202f000), män 0,6\u00a0%" in findings(comparison, WORDS)[0].sentence.sv
    )


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Kvinnor", "kvinnor"),
        ("Annan könsidentitet", "annan könsidentitet"),
        ("Kinda", "Kinda"),
        ("ÅF", "ÅF"),
    ],
)
def test_names_keep_their_capitals_inside_a_sentence(label, inside):
    assert spoken(Text.same(label)).sv == inside


@FEWER
@given(st.text(max_size=30), counts, counts)
def test_any_label_at_all_makes_a_sentence(label, women, men):
    comparison = compared(two_groups(women, men))
    words = MeasureWords(Text.same(label), Text.same("{more}{less}{other}{0}"))

    for said in (*findings(comparison, words), *largest([(comparison, words)])):
        assert said.sentence.sv
        assert said.sentence.en
    assert heading(comparison, words).sv
