"""Gather the facts of every organisation for one period, as rows that the standard families count.

Reads through the door of releases: every organisation that is read has an entry in its own audit. Rows carry a
place, a half-year, gender and age band, and what was counted; no unit, no organisation, no day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from samfrid.apps.analysis import coarser
from samfrid.apps.analysis.places import PlaceBook
from samfrid.apps.cases.facts import case_facts
from samfrid.apps.surveys import facts as surveys
from samfrid.apps.surveys.selectors import questionnaire_of
from samfrid.domain.measures import NO, NOT_COUNTED, YES, ColumnType, Facts
from samfrid.domain.measures.standard import FAMILIES, askings, cases
from samfrid.domain.measures.standard.axes import AGE, COUNTY, GENDER, HALF_YEAR, MUNICIPALITY
from samfrid.domain.periods import HalfYear, Month, Period
from samfrid.domain.questionnaires import Questionnaire
from samfrid.domain.tables import Dimension, Member
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import SYSTEM, Actor
from samfrid.foundation.organisations.doors import Door, crossing
from samfrid.foundation.organisations.models import Organisation
from samfrid.foundation.organisations.scope import opened

Row = dict[str, object]

COLUMNS: Mapping[str, Mapping[str, ColumnType]] = {
    family.name: dict.fromkeys(
        (name for names in family.tables.values() for name in names if name != COUNTY), ColumnType.CODE
    )
    | ({cases.DAYS: ColumnType.WHOLE} if family.name == "cases" else {})
    for family in FAMILIES
}
"""The columns of each family's facts."""


@dataclass(slots=True)
class Gathered:
    """Rows of each family, and what must be told about them."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {family.name: [] for family in FAMILIES})
    left_out: Counter[str] = field(default_factory=Counter)
    questionnaires: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    deliveries: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def facts(self, family: str) -> Facts:
        """The rows of a family in typed columns, in an order that follows from their content."""
        rows = sorted(self.rows[family], key=lambda row: tuple(map(repr, row.values())))
        return Facts.from_columns(
            {name: (type_, [row[name] for row in rows]) for name, type_ in COLUMNS[family].items()}
        )

    def places(self) -> set[str]:
        """Every place that any row has."""
        return {str(row[MUNICIPALITY]) for rows in self.rows.values() for row in rows}

    def half_years(self) -> set[str]:
        """Every half-year, or year without one, that any row has."""
        return {str(row[HALF_YEAR]) for rows in self.rows.values() for row in rows}

    def delivered(self, family: str) -> dict[str, set[str]]:
        """The half-years each municipality has rows of a family for."""
        return self.deliveries.get(family, {})

    def tell_small_groups_coarser(self, book: PlaceBook) -> None:
        """Move rows of small groups to coarser places and periods, after noting who delivered what."""
        for family, rows in self.rows.items():
            found: dict[str, set[str]] = defaultdict(set)
            for row in rows:
                if str(row[MUNICIPALITY]).isdigit() and not coarser.is_year_alone(str(row[HALF_YEAR])):
                    found[str(row[MUNICIPALITY])].add(str(row[HALF_YEAR]))
            self.deliveries[family] = found
            coarser.tell_coarser(rows, book)


def gather(*, by: Actor, period: Period[HalfYear], book: PlaceBook) -> Gathered:
    """Gather the rows of a period from every organisation.

    Promise: an occasion stands once: an answered asking by its answers. Rows written after their period had been
             delivered wait for a revision and are counted in `left_out`, as are answers to other questionnaires.
             Small groups are told by a coarser place or period, see `coarser`.
    Errors:  NotAllowed when the actor may not prepare releases.
    """
    found = Gathered()
    with crossing(door=Door.RELEASE, by=by, reason="release") as scope:
        for organisation in Organisation.objects.filter(pk__in=scope.readable).order_by("code"):
            with opened(organisation.pk, by=SYSTEM):
                for row in _asking_rows(organisation, book, found):
                    _keep(found, "askings", row, period)
                _gather_cases(organisation, book, found, period)
    found.tell_small_groups_coarser(book)
    return found


def _keep(found: Gathered, family: str, row: Row, period: Period[HalfYear]) -> None:
    if row[HALF_YEAR] in _codes(period):
        found.rows[family].append(row)


def _codes(period: Period[HalfYear]) -> frozenset[str]:
    """The half-years of a period, and the years that lie in it whole."""
    codes = [half_year.code for half_year in period]
    years = Counter(code[:4] for code in codes)
    return frozenset(codes) | {_without_half(year) for year, halves in years.items() if halves == 2}


def _asking_rows(organisation: Organisation, book: PlaceBook, found: Gathered) -> Iterator[Row]:
    standard = _StandardQuestionnaires()
    for asking in surveys.askings():
        if asking.happened == "answered":
            continue  # stands among the answers
        if standard.of(asking.questionnaire) is None:
            found.left_out["other_questionnaire"] += 1
            continue
        answer = askings.DECLINED if asking.happened == "declined" else askings.NOT_ASKED
        yield {
            **_shared(asking, organisation, book),
            askings.ANSWER: answer,
            **dict.fromkeys(askings.MARKS, NOT_COUNTED),
        }
    for tally in surveys.tallies():
        questionnaire = standard.of(tally.questionnaire)
        if questionnaire is None:
            found.left_out["other_questionnaire"] += 1
            continue
        found.questionnaires[tally.when.half_year].add(tally.questionnaire)
        known = {mark.code for mark in questionnaire.marks} - tally.unanswered
        yield {
            **_shared(tally, organisation, book),
            askings.ANSWER: _answer(tally),
            **{mark: _mark(mark, tally, known) for mark in askings.MARKS},
        }


class _StandardQuestionnaires:
    """Which questionnaires ask what the standard measures count; looked up once each."""

    def __init__(self) -> None:
        self._known: dict[str, Questionnaire | None] = {}

    def of(self, key: str) -> Questionnaire | None:
        if key not in self._known:
            found = questionnaire_of(key)
            marks = {mark.code for mark in found.marks}
            self._known[key] = found if marks.issuperset(askings.EXPOSURES) else None
        return self._known[key]


def _shared(fact: surveys.AskingFact | surveys.TallyFact, organisation: Organisation, book: PlaceBook) -> Row:
    return {
        MUNICIPALITY: book.code_of(fact.municipality, organisation),
        GENDER: fact.gender,
        HALF_YEAR: fact.when.half_year or _without_half(fact.when.year),
        AGE: fact.age_band,
    }


def _answer(tally: surveys.TallyFact) -> str:
    """What an answer counts as; whoever was not alone is asked, but says nothing that is counted."""
    if tally.in_company:
        return askings.UNCOUNTED
    if tally.yes.intersection(askings.EXPOSURES):
        return YES
    return askings.UNCOUNTED if tally.unanswered.intersection(askings.EXPOSURES) else NO


def _mark(mark: str, tally: surveys.TallyFact, known: set[str]) -> str:
    if tally.in_company or mark not in known:
        return NOT_COUNTED
    return YES if mark in tally.yes else NO


def _gather_cases(
    organisation: Organisation, book: PlaceBook, found: Gathered, period: Period[HalfYear]
) -> None:
    for case in case_facts():
        if case["late"]:
            found.left_out["late"] += 1
            continue
        place = case["place"]
        shared = {
            MUNICIPALITY: book.code_of(str(place) if place else None, organisation),
            GENDER: case["gender"],
            AGE: case["age_band"],
        }
        opened_row: Row = {
            **shared,
            HALF_YEAR: _half_year(case["opened_month"]),
            cases.HONOUR: case["honour_context"],
            **{f"support_{kind}": YES if case[f"support_{kind}"] else NO for kind in cases.SUPPORTS},
            cases.DAYS: case["days_to_first_meeting"],
        }
        _keep(found, "cases", opened_row, period)
        if case["closed_month"]:
            change = case["outcome_change"]
            closed: Row = {
                **shared,
                HALF_YEAR: _half_year(case["closed_month"]),
                cases.OUTCOME: _outcome(change if isinstance(change, int) else None),
            }
            _keep(found, "closures", closed, period)


def _outcome(change: int | None) -> str:
    if change is None:
        return cases.UNKNOWN
    return cases.BETTER if change > 0 else cases.WORSE if change < 0 else cases.SAME


def _half_year(month: object) -> str:
    year, number = str(month).split("-")
    return HalfYear.of(Month(int(year), int(number)).first_day).code


def _without_half(year: str) -> str:
    """The code of rows that are told by year alone, since fewer than five fell in each half."""
    return coarser.year_alone(year)


def half_year_dimension(codes: set[str], period: Period[HalfYear]) -> Dimension:
    """The half-years of a period.

    Answers that were too few to be told by half-year stand under their year alone.
    """
    names = tuple(
        sorted(
            {half_year.code for half_year in period} | {code for code in codes if coarser.is_year_alone(code)}
        )
    )
    labels = {Member(HALF_YEAR, half_year.code): half_year.label for half_year in period}
    for code in filter(coarser.is_year_alone, names):
        labels[Member(HALF_YEAR, code)] = (
            Text("Halvår ej angivet", "Half-year not stated")
            if code == coarser.NO_YEAR
            else Text(f"{code[:4]}, halvår ej angivet", f"{code[:4]}, half not stated")
        )
    total = Text("Hela perioden", "The whole period")
    return Dimension(HALF_YEAR, names, Text("Halvår", "Half-year"), (), labels, total)
