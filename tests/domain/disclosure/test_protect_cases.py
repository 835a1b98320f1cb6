"""What a person may rely on when a family is protected: small families, one reason each."""

from __future__ import annotations

import pytest

from samfrid.domain.disclosure import Forced, GroupRule, NotProtectable, Rule, RuleError, protect
from samfrid.domain.tables import Dimension, Hierarchy, Member, RawCounts, Sign, TableFamily, TableShape
from samfrid.domain.wording import Language, Text


def dimension(name: str, *codes: str, above: dict[str, str] | None = None, level: str = "") -> Dimension:
    coarser = (Hierarchy(level, above, Text.same(level)),) if above else ()
    return Dimension(name, codes, Text.same(name), coarser)


GENDER = dimension("gender", "W", "M")
AGE = dimension("age", "young", "middle", "old")
MUNI = dimension(
    "muni",
    "m1",
    "m2",
    "m3",
    "island",
    above={"m1": "c1", "m2": "c1", "m3": "c1", "island": "c2"},
    level="county",
)


def a_family(*tables: tuple[Dimension, ...]) -> TableFamily:
    return TableFamily("f", tuple(TableShape(f"t{i}", table) for i, table in enumerate(tables)))


def a_cube(*, small: int = 2) -> RawCounts:
    rows = [
        ((muni, gender), 20 + 3 * i + 7 * j)
        for i, muni in enumerate(MUNI.codes)
        for j, gender in enumerate(GENDER.codes)
    ]
    rows[0] = (rows[0][0], small)
    return RawCounts.from_rows(a_family((MUNI, GENDER)), rows)


def at(*members: tuple[str, str]) -> tuple[Member, ...]:
    return tuple(Member(*member) for member in members)


def hidden(made, table: str = "t0") -> set[tuple[Member, ...]]:
    return {place for place, cell in made.tables[table] if cell.sign is Sign.HIDDEN}


def test_a_family_without_small_counts_is_published_whole():
    made = protect(a_cube(small=30), Rule())

    assert hidden(made) == set()
    assert made.protocol["primaries"] == {"all": 0, "proven": 0}


def test_a_small_count_takes_others_with_it_but_no_total():
    made = protect(a_cube(), Rule())

    assert at(("muni", "m1"), ("gender", "W")) in hidden(made)
    assert len(hidden(made)) == 4
    assert not any(member.is_total for place in hidden(made) for member in place)


def test_a_county_with_one_municipality_is_the_same_cell_as_the_municipality():
    rows = [
        ((muni, gender), 3 if (muni, gender) == ("island", "W") else 40)
        for muni in MUNI.codes
        for gender in ("W", "M")
    ]

    made = protect(RawCounts.from_rows(a_family((MUNI, GENDER)), rows), Rule())

    places = hidden(made)
    assert at(("muni", "island"), ("gender", "W")) in places
    assert at(("county", "c2"), ("gender", "W")) in places


def test_a_cell_that_stands_in_two_tables_is_hidden_in_both():
    rows = [((g, a), 2 if (g, a) == ("W", "old") else 30) for g in GENDER.codes for a in AGE.codes]

    made = protect(RawCounts.from_rows(a_family((GENDER, AGE), (AGE, GENDER), (AGE,)), rows), Rule())

    turned = {tuple(reversed(place)) for place in hidden(made, "t1")}
    assert hidden(made, "t0") == turned
    assert hidden(made, "t2") == {place[1:] for place in hidden(made, "t0") if place[0].is_total}


def test_a_stricter_threshold_for_a_category_holds_in_its_cells_only():
    rows = [((g, a), 8) for g in GENDER.codes for a in AGE.codes]
    counts = RawCounts.from_rows(a_family((GENDER, AGE)), rows)

    made = protect(counts, Rule(thresholds={"age": {"old": 10}}))

    named = {tuple(sorted(p.cell.items())) for p in made.proof.primaries}
    assert named == {(("age", "old"), ("gender", "W")), (("age", "old"), ("gender", "M"))}


def test_hidden_noughts_are_never_shown():
    rows = [((g, a), 0 if (g, a) == ("W", "old") else 30) for g in GENDER.codes for a in AGE.codes]

    made = protect(RawCounts.from_rows(a_family((GENDER, AGE)), rows), Rule(zeros="hidden", reader_minimum=0))

    assert hidden(made) == {at(("gender", "W"), ("age", "old"))}


def test_a_forced_cell_is_hidden_and_proven():
    made = protect(a_cube(small=30), Rule(force_hide=(Forced({"muni": "m2", "gender": "M"}, "asked for"),)))

    assert at(("muni", "m2"), ("gender", "M")) in hidden(made)
    assert [p.reason for p in made.proof.primaries] == ["forced"]


def test_a_cell_that_must_be_published_stays_published():
    first = protect(a_cube(), Rule())
    secondary = next(
        p for p in hidden(first) if p != at(("muni", "m1"), ("gender", "W")) and p[1].code == "W"
    )
    wanted = Forced({member.level: member.code for member in secondary}, "the owner needs it")

    made = protect(a_cube(), Rule(force_publish=(wanted,)))

    assert secondary not in hidden(made)


def test_a_small_cell_that_must_be_published_is_refused_in_both_languages():
    with pytest.raises(NotProtectable) as refused:
        protect(a_cube(), Rule(force_publish=(Forced({"muni": "m1", "gender": "W"}, "no"),)))

    assert "muni m1" in refused.value.into(Language.SWEDISH)
    assert "must not be known" in refused.value.into(Language.ENGLISH)


def test_a_small_group_wholly_in_a_sensitive_category_is_hidden_with_what_is_beside_it():
    answer = dimension("answer", "yes", "no")
    rows = [(("W", "yes"), 7), (("W", "no"), 1), (("M", "yes"), 40), (("M", "no"), 60)]
    rule = Rule(
        threshold=3, groups=(GroupRule("answer", ("yes",), group_below=10, all_but=1),), reader_minimum=0
    )

    made = protect(RawCounts.from_rows(a_family((GENDER, answer)), rows), rule)

    assert at(("gender", "W"), ("answer", "yes")) in hidden(made)
    assert ("group", "yes") in {(p.reason, p.cell.get("answer")) for p in made.proof.primaries}


def test_a_shown_nought_that_gives_a_group_away_is_refused():
    answer = dimension("answer", "yes", "no")
    rows = [(("W", "yes"), 8), (("M", "yes"), 40), (("M", "no"), 60)]

    with pytest.raises(NotProtectable, match="nought beside it"):
        protect(
            RawCounts.from_rows(a_family((GENDER, answer)), rows),
            Rule(groups=(GroupRule("answer", ("yes",), group_below=10),)),
        )


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [(("W", "young"), 0)],
    ],
    ids=["no rows", "only noughts"],
)
def test_nobody_at_all_is_published_as_noughts(rows):
    made = protect(RawCounts.from_rows(a_family((GENDER, AGE)), rows), Rule())

    assert hidden(made) == set()
    assert made.tables["t0"].count((Member.total(), Member.total())) == 0


def test_one_person_is_refused_rather_than_shown():
    with pytest.raises(NotProtectable):
        protect(RawCounts.from_rows(a_family((GENDER, AGE)), [(("W", "young"), 1)]), Rule())


def test_a_dimension_with_one_code_is_no_obstacle():
    one = dimension("kind", "only")
    rows = [(("only", g), 40) for g in GENDER.codes]

    made = protect(RawCounts.from_rows(a_family((one, GENDER)), rows), Rule())

    assert hidden(made) == set()


def test_a_refusal_names_coarser_tables_that_work():
    rows = [(("W", "young"), 1), (("W", "old"), 1), (("M", "young"), 1), (("M", "old"), 9)]

    with pytest.raises(NotProtectable) as refused:
        protect(RawCounts.from_rows(a_family((GENDER, AGE)), rows), Rule(width=20))

    assert refused.value.dimensions == ("gender", "age")


def test_an_unknown_category_in_the_rule_is_named_with_a_suggestion():
    with pytest.raises(RuleError, match="Did you mean “old”"):
        protect(
            RawCounts.from_rows(a_family((GENDER, AGE)), [(("W", "old"), 20)]),
            Rule(thresholds={"age": {"olt": 10}}),
        )


@pytest.mark.parametrize(
    "wrong", [{"threshold": 2}, {"width": 0}, {"reader_minimum": 2}, {"insider": 2}, {"zeros": "shown"}]
)
def test_a_rule_below_its_floor_can_not_be_made(wrong):
    with pytest.raises(RuleError):
        Rule(**wrong)


def test_the_id_tells_what_is_published_and_nothing_else():
    one, same, other = (protect(a_cube(small=n), Rule()) for n in (2, 2, 3))

    assert one.id == same.id
    assert one.tables["t0"].family == one.id
    assert one.id != other.id


def test_what_is_weighed_heavily_stays_open_and_the_protocol_says_so():
    codes = dimension("gender", "woman", "man", "other", "unknown")
    rows = [
        ((muni, gender), count + i)
        for i, muni in enumerate(("m1", "m2", "m3"))
        for gender, count in zip(codes.codes, (20, 20, 20, 20), strict=True)
    ]
    rows[0] = (("m1", "woman"), 2)
    place = dimension("muni", "m1", "m2", "m3")
    counts = RawCounts.from_rows(a_family((place, codes)), rows)

    for dear, cheap in (("man", "other"), ("other", "man")):
        weights = {"gender": {dear: 20.0, cheap: 0.5}}
        made = protect(counts, Rule(), weights=weights)

        genders = {place[1].code for place in hidden(made)}
        assert cheap in genders
        assert dear not in genders
        assert made.protocol["weights"] == weights


@pytest.mark.parametrize(
    "weights",
    [{"gendre": {"W": 2.0}}, {"gender": {"X": 2.0}}, {"gender": {"W": 0.0}}, {"county": {"m1": 2.0}}],
)
def test_a_weight_for_what_is_not_there_is_refused(weights):
    with pytest.raises(RuleError, match="weights"):
        protect(a_cube(), Rule(), weights=weights)


def test_the_protocol_tells_no_sum_over_hidden_counts():
    """A sum over hidden counts would be one more published number that no witness has to agree with."""
    few, more = (protect(a_cube(small=small), Rule()) for small in (2, 3))

    assert hidden(few) == hidden(more)
    told = [{**made.protocol, "seconds": None, "witnesses": None} for made in (few, more)]
    assert told[0] == told[1]
