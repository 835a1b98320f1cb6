"""The parts of a report, each from its own numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samfrid.domain.equality import (
    Certainty,
    Comparison,
    findings,
    largest,
    largest_heading,
    overall_finding,
    too_small,
)
from samfrid.domain.equality import Finding as EqualityFinding
from samfrid.domain.equality.comparison import Source
from samfrid.domain.reports import (
    Beside,
    Block,
    Download,
    Downloads,
    Facts,
    FigureBlock,
    Finding,
    Note,
    Paragraph,
    Part,
    Promise,
    SignLegend,
    TableBlock,
)
from samfrid.domain.tables import ProtectedTable, RawTable
from samfrid.domain.wording import Language, Text
from samfrid.tabulation.comparing import ComparedMeasure
from samfrid.tabulation.figures import Figures
from samfrid.tabulation.plan import MeasureKind, MeasurePlan, Plan
from samfrid.tabulation.plan.model import WayPlan
from samfrid.tabulation.rates import rates
from samfrid.tabulation.report.tables import counts_table, rates_table, shares_table, signs_used

_BARS = {Certainty.CERTAIN: 3, Certainty.LIKELY: 2, Certainty.CHANCE: 1}
_HOW_TO_READ = Text("Så läser du", "How to read this")
_LONGER_LINE = Text(
    "Ju längre streck, desto osäkrare siffra. När två streck överlappar mycket går det inte att säga att det finns "
    "en skillnad.",
    "The longer the line, the less sure the figure. When two lines overlap much, nobody can say that there is a "
    "difference.",
)
_THREE_WORDS = Text(
    "En säker skillnad finns kvar när vi räknar med att vi jämfört många grupper. En trolig pekar åt ett håll men "
    "klarar inte den räkningen. Resten kan vara slump.",
    "A certain difference remains when we reckon with having compared many groups. A likely one points one way but "
    "does not pass that reckoning. The rest may be chance.",
)
_NOT_COMPARED = Text("Grupperna gick inte att jämföra", "The groups could not be compared")
_TOO_LONG = Text(
    "Tabellen är för lång för rapporten. Den finns bland filerna.",
    "The table is too long for the report. It is among the files.",
)


def finding_block(found: EqualityFinding, language: Language) -> Finding:
    """One finding with its word of certainty."""
    sentence = found.sentence.into(language)
    if found.certainty is None:
        return Finding(sentence)
    return Finding(sentence, "", found.certainty.word.into(language).capitalize(), _BARS[found.certainty])


def findings_part(measured: Sequence[ComparedMeasure[Source]], language: Language) -> Part:
    """The largest differences of everything compared, and the whole of each measure."""
    found = largest([(one.by_row, one.words) for one in measured])
    blocks: list[Block] = [finding_block(one, language) for one in found]
    if not blocks:
        blocks = [finding_block(_whole(one), language) for one in measured]
    words = (_THREE_WORDS.into(language), _LONGER_LINE.into(language))
    blocks.append(Note(_HOW_TO_READ.into(language), words))
    made = any(row.difference for one in measured for row in one.by_row.rows)
    title = largest_heading(found) if made else _NOT_COMPARED
    return Part(title.into(language), tuple(blocks))


def _all_groups(comparison: Comparison[Source], measured: ComparedMeasure[Source]) -> Text | None:
    """Say whether all groups differ, where there are more than two and it does not blur the finding above it.

    A test of many small groups can call chance what is certain for the two large ones; side by side the two sentences
    would only confuse.
    """
    whole = next(row for row in comparison.rows if row.is_total)
    if whole.overall is None or whole.overall.groups <= 2 or whole.difference is None:
        return None
    blurs = whole.overall.certainty is Certainty.CHANCE and whole.difference.certainty is not Certainty.CHANCE
    return None if blurs else overall_finding(whole, measured.words)


def _whole(measured: ComparedMeasure[Source]) -> EqualityFinding:
    said = findings(measured.by_row, measured.words)
    return next((one for one in said if one.is_total), said[-1])


def way_part(way: WayPlan, steps: Comparison[Source], figures: Figures[Source], language: Language) -> Part:
    """A way through support, step by step."""
    figure = figures.of_steps(steps, way.name, way.label)
    return Part(way.label.into(language), (FigureBlock(figure), shares_table(steps, language)))


def measure_part(measured: ComparedMeasure[Source], figures: Figures[Source], language: Language) -> Part:
    """One share: its finding, its figures, all its numbers, and what it counts."""
    comparison = measured.by_row
    blocks: list[Block] = [finding_block(_whole(measured), language)]
    if said := _all_groups(comparison, measured):
        blocks.append(Paragraph(said.into(language)))
    drawn = list(figures.of_measure(measured))
    for piece in drawn:
        chart = FigureBlock(piece.chart)
        maps = tuple(FigureBlock(figure) for figure in piece.maps)
        blocks.append(Beside((chart,), maps) if maps else chart)
    blocks += [FigureBlock(figure) for figure in figures.of_trend(measured)]
    if note := too_small(comparison):
        blocks.append(Paragraph(note.into(language)))
    table = shares_table(comparison, language)
    blocks.append(table)
    if signs := signs_used([table], language):
        blocks.append(SignLegend(signs))
    blocks.append(_definition(measured.plan, language))
    return Part(measured.plan.label.into(language), tuple(blocks))


def _definition(measure: MeasurePlan, language: Language) -> Facts:
    names = (Text("Täljare", "Numerator"), Text("Nämnare", "Denominator"))
    words = (measure.numerator, measure.denominator)
    return Facts(
        tuple((name.into(language), word.into(language)) for name, word in zip(names, words, strict=True))
    )


def rate_part(measure: MeasurePlan, table: ProtectedTable | RawTable, language: Language) -> Part:
    """One rate by place."""
    block = rates_table(measure, rates(measure, table), language)
    blocks: list[Block] = [block]
    if signs := signs_used([block], language):
        blocks.append(SignLegend(signs))
    blocks.append(_definition(measure, language))
    return Part(measure.label.into(language), tuple(blocks))


def valued_part(plan: Plan, measure: MeasurePlan, table: ProtectedTable, language: Language) -> Part:
    """Means, medians or times, rounded, only for groups large enough."""
    block = counts_table(table, plan.gender, measure.label, language)
    kind = {
        MeasureKind.MEAN: Text("Medelvärde", "Mean"),
        MeasureKind.MEDIAN: Text("Median", "Median"),
        MeasureKind.TIME_BETWEEN: Text("Median, dagar", "Median, days"),
    }[measure.kind]
    intro = kind + Text(
        ". Avrundat, och bara för grupper om minst tio.", ". Rounded, and only for groups of ten or more."
    )
    blocks: list[Block] = [Paragraph(intro.into(language)), block or Paragraph(_TOO_LONG.into(language))]
    if block and (signs := signs_used([block], language)):
        blocks.append(SignLegend(signs))
    return Part(measure.label.into(language), tuple(blocks))


def tables_part(plan: Plan, tables: Mapping[str, ProtectedTable | RawTable], language: Language) -> Part:
    """The tables of counts that are short enough to read."""
    blocks: list[Block] = []
    set_out: list[TableBlock] = []
    for wish in plan.tables:
        across = plan.gender if plan.gender in wish.dimensions else wish.dimensions[-1]
        block = counts_table(tables[wish.name], across, wish.label, language)
        if block is None:
            blocks.append(Paragraph(f"{wish.label.into(language)}. {_TOO_LONG.into(language)}"))
        else:
            blocks.append(block)
            set_out.append(block)
    if signs := signs_used(set_out, language):
        blocks.append(SignLegend(signs))
    return Part(Text("Antal", "Counts").into(language), tuple(blocks))


def method_part(facts: Sequence[tuple[Text, Text]], promise: Sequence[Text], language: Language) -> Part:
    """How it was counted, and what the protection promises."""
    blocks: list[Block] = [Facts(tuple((name.into(language), words.into(language)) for name, words in facts))]
    if promise:
        title = Text("Vad skyddet lovar", "What the protection promises")
        blocks.append(Promise(title.into(language), tuple(words.into(language) for words in promise)))
    return Part(Text("Så är det räknat", "How it was counted").into(language), tuple(blocks))


def files_part(files: Sequence[Download], language: Language) -> Part:
    """The files beside the report."""
    return Part(Text("Hämta", "Files").into(language), (Downloads(tuple(files)),))
