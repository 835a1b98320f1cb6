"""Draw the figures of a tabulation. Which door is used, the public or the staff one, is the pencil's choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol

from samfrid.adapters.charts.model import Axis, Break, Caption, fitting
from samfrid.adapters.maps.model import Extent
from samfrid.domain.equality import Certainty, ComparedRow, Comparison, Estimate, heading
from samfrid.domain.equality.comparison import Source
from samfrid.domain.reports import Figure
from samfrid.domain.tables import Dimension, Member
from samfrid.domain.wording import Language, Text, format_count, listed
from samfrid.tabulation.comparing import ComparedMeasure
from samfrid.tabulation.plan import ColumnKind, Plan
from samfrid.tabulation.plan.model import NOT_STATED

MOST_ROWS_IN_A_FIGURE = 45
_UNSURE = Text("Strecket visar osäkerheten, 95 %.", "The line shows the uncertainty, 95%.")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One piece of a measure: what it is about (None: everything), its chart, and maps where it has places."""

    where: Text | None
    chart: Figure
    maps: tuple[Figure, ...]


class Pencil(Protocol[Source]):
    """One of the two doors to the drawing core: for what anyone may see, or for staff."""

    def dots(self, comparison: Comparison[Source], caption: Caption, axis: Axis) -> Figure:
        """Draw dots with intervals."""
        ...

    def trends(
        self, panels: Mapping[Text, Comparison[Source]], caption: Caption, breaks: Sequence[Break]
    ) -> Figure:
        """Draw lines over time, cut at breaks."""
        ...

    def share_map(
        self, comparison: Comparison[Source], group: Member, caption: Caption, extent: Extent | None
    ) -> Figure:
        """Shade places by the share of one group."""
        ...

    @property
    def language(self) -> Language:
        """The language the figures speak."""
        ...


class Figures(Generic[Source]):
    """Makes the figures of one report, in one language."""

    def __init__(self, plan: Plan, pencil: Pencil[Source]) -> None:
        self._plan = plan
        self._pencil = pencil

    def of_measure(self, measured: ComparedMeasure[Source]) -> Iterator[Drawn]:
        """Draw a share by its rows: in one piece, or for each coarser member where the rows are too many.

        Rows that are municipalities get a map of each county for each of the two compared groups.
        """
        comparison = measured.by_row
        rows = comparison.rows_by
        if rows is None:
            return
        pieces: list[tuple[Member | None, tuple[ComparedRow, ...], str]]
        pieces = [(None, comparison.rows, measured.plan.name)]
        if len(rows.members()) > MOST_ROWS_IN_A_FIGURE or self._are_municipalities(rows):
            pieces = list(_by_coarser(comparison, rows, measured.plan.name)) or pieces
        for above, shown, name in pieces:
            where = None if above is None else rows.label_of(above)
            part = replace(comparison, rows=shown)
            yield Drawn(where, self._dots(measured, part, name, where), self._maps(part, above, name, where))

    def _are_municipalities(self, rows: Dimension) -> bool:
        return self._plan.column(rows.name).kind is ColumnKind.MUNICIPALITY

    def _maps(
        self, part: Comparison[Source], above: Member | None, name: str, where: Text | None
    ) -> tuple[Figure, ...]:
        if above is None or part.rows_by is None or not self._are_municipalities(part.rows_by):
            return ()
        if above.code == NOT_STATED:
            return ()
        drawn = []
        for group in part.compared:
            label = part.by.label_of(group)
            title = (
                label
                + Text.same(": ")
                + Text(*(_small_first(part.measure.into(language)) for language in Language))
            )
            subtitle = (where or Text("", "")) + Text(". Andel i procent.", ". Share in percent.")
            caption = Caption(f"{name}_map_{group.code}", title, subtitle)
            drawn.append(self._pencil.share_map(part, group, caption, Extent.within(above.code)))
        return tuple(drawn)

    def of_trend(self, measured: ComparedMeasure[Source]) -> Iterator[Figure]:
        """Draw a share over time, a small panel for each row of its trend."""
        if not measured.by_period:
            return
        periods = next(iter(measured.by_period.values())).rows_by
        codes = periods.codes if periods else ()
        breaks = tuple(
            Break(codes[codes.index(found.period) - 1], found.why)
            for found in measured.plan.breaks
            if found.period in codes[1:]
        )
        title = measured.plan.label + Text(": så har det förändrats", ": how it has changed")
        subtitle = Text("Andel i procent.", "Share in percent.")
        if breaks:
            subtitle += Text(
                " Prickad linje: före och efter kan inte jämföras.",
                " Dotted line: before and after cannot be compared.",
            )
        caption = Caption(f"{measured.plan.name}_trend", title, subtitle, self._plan.source)
        panels = {label: worth_drawing(series) for label, series in measured.by_period.items()}
        yield self._pencil.trends(panels, caption, breaks)

    def of_steps(self, steps: Comparison[Source], name: str, label: Text) -> Figure:
        """Draw a way through support: each step as a share of those who reached the one before."""
        subtitle = (
            label
            + Text(
                ". Andel av dem som nådde steget innan. ", ". Share of those who reached the step before. "
            )
            + _UNSURE
        )
        caption = Caption(name, _steps_title(steps), subtitle, self._plan.source)
        drawn = worth_drawing(steps)
        return self._pencil.dots(drawn, caption, fitting(_ends(drawn.rows)))

    def _dots(
        self, measured: ComparedMeasure[Source], part: Comparison[Source], name: str, where: Text | None
    ) -> Figure:
        title = certain_rows_title(part) or heading(part, measured.words)
        place = where + Text.same(". ") if where else Text("", "")
        subtitle = place + measured.plan.label + persons_counted(part) + _UNSURE
        caption = Caption(name, title, subtitle, self._plan.source)
        drawn = worth_drawing(part)
        return self._pencil.dots(drawn, caption, fitting(_ends(drawn.rows)))


def _by_coarser(
    comparison: Comparison[Source], rows: Dimension, name: str
) -> Iterator[tuple[Member | None, tuple[ComparedRow, ...], str]]:
    """Part the rows by the first coarser level, its own row on top of each part."""
    for above in rows.members(level=rows.hierarchies[0].level) if rows.hierarchies else ():
        inside = [row for row in comparison.rows if _lies_under(rows, row.member, above)]
        whole = [replace(row, is_total=True) for row in comparison.rows if row.member == above]
        yield above, (*whole, *inside), f"{name}_{above.code.casefold()}"


def _small_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def persons_counted(comparison: Comparison[Source]) -> Text:
    """Say how many persons the compared groups count together: ", n = 3 358. "; nothing where it is hidden."""
    total = next((row for row in comparison.rows if row.is_total), None)
    shown = (
        [group.estimate for group in total.groups if isinstance(group.estimate, Estimate)] if total else []
    )
    if not shown:
        return Text.same(". ")
    n = sum(estimate.denominator for estimate in shown)
    return Text(*(f", n\u00a0=\u00a0{format_count(n, language)}. " for language in Language))


def worth_drawing(comparison: Comparison[Source]) -> Comparison[Source]:
    """Keep the two compared groups and those shown in at least half the rows; the table has them all.

    A figure of eight groups that are hidden almost everywhere shows nothing but hatching.
    """
    shown: Counter[Member] = Counter(
        group.member
        for row in comparison.rows
        for group in row.groups
        if isinstance(group.estimate, Estimate)
    )
    kept = {member for member, rows in shown.items() if 2 * rows >= len(comparison.rows)}
    kept |= set(comparison.compared)
    rows = tuple(
        replace(row, groups=tuple(group for group in row.groups if group.member in kept))
        for row in comparison.rows
    )
    return replace(comparison, rows=rows)


def certain_rows_title(comparison: Comparison[Source]) -> Text | None:
    """Title a figure by its two largest certain differences; None where none is certain.

    Promise: only rows whose difference is certain are named.
    """
    certain = [
        row
        for row in comparison.rows
        if not row.is_total and row.difference and row.difference.certainty is Certainty.CERTAIN
    ]
    if not certain or len(comparison.rows) < 3:
        return None
    certain.sort(key=lambda row: -abs(row.difference.difference if row.difference else 0))
    top = certain[:2]
    names = [listed([row.label.into(language) for row in top], language) for language in Language]
    return Text(f"Störst säker skillnad: {names[0]}", f"Largest certain difference: {names[1]}")


def _steps_title(steps: Comparison[Source]) -> Text:
    certain = [row for row in steps.rows if row.difference and row.difference.certainty is Certainty.CERTAIN]
    if not certain:
        return Text("Skillnaderna i varje steg kan vara slump eller är osäkra",
                    "The differences at each step may be chance or are unsure")  # fmt: skip
    largest = max(certain, key=lambda row: abs(row.difference.difference if row.difference else 0))
    return Text("Skillnaden är störst i steget: ", "The difference is largest at the step: ") + largest.label


def _lies_under(rows: Dimension, member: Member, above: Member) -> bool:
    return member.level == rows.name and rows.finest(member) <= rows.finest(above)


def _ends(rows: Sequence[ComparedRow]) -> list[float]:
    return [
        group.estimate.high for row in rows for group in row.groups if isinstance(group.estimate, Estimate)
    ] or [1.0]
