"""A comparison in words: its table, cell for cell what the drawing shows, and a sentence that sums it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samfrid.adapters.charts.model import AnyComparison, Break, SpreadPlot
from samfrid.adapters.charts.readings import Setting, group_members
from samfrid.domain.equality import ComparedGroup, ComparedRow, Difference, Estimate
from samfrid.domain.reports import FigureTable
from samfrid.domain.tables import Member, Sign
from samfrid.domain.wording import Language, Text, format_count, format_difference, format_share, listed

_SHARE, _COUNT = Text("andel", "share"), Text("antal", "number")
_DIFFERENCE = Text("Skillnad, procentenheter", "Difference, percentage points")
_CERTAINTY = Text("Säkerhet", "Certainty")
_STEP = Text("Steg", "Step")
_STEP_DIFFERENCE = Text(
    "Skillnad i just detta steg, procentenheter", "Difference in this very step, percentage points"
)
_SERIES = Text("Serie", "Series")
_ROW = Text("Rad", "Row")
NOTHING = "–"


def comparison_table(comparison: AnyComparison, setting: Setting) -> FigureTable:
    """Write every cell of a comparison in words: share, how many of how many, difference, certainty."""
    language = setting.language
    members = group_members(comparison)
    labels = _labels(comparison, language)
    by = comparison.rows_by.label if comparison.rows_by else _ROW
    header = [by.into(language)]
    for member in members:
        header += [f"{labels[member]}, {part.into(language)}" for part in (_SHARE, _COUNT)]
    is_compared = any(row.difference or row.why_none for row in comparison.rows)
    if is_compared:
        header += [_DIFFERENCE.into(language), _CERTAINTY.into(language)]
    rows = sorted(comparison.rows, key=lambda row: not row.is_total)
    return FigureTable(tuple(header), tuple(_row_cells(row, members, setting, is_compared) for row in rows))


def _row_cells(
    row: ComparedRow, members: tuple[Member, ...], setting: Setting, is_compared: bool
) -> tuple[str, ...]:
    cells = [row.label.into(setting.language), *_cells(row, members, setting)]
    return (*cells, *_difference_cells(row, setting)) if is_compared else tuple(cells)


def way_table(reached: AnyComparison, passed: AnyComparison | None, setting: Setting) -> FigureTable:
    """Write the steps of a way; with `passed`, differences are of those who got as far as the step."""
    if passed is None:
        return comparison_table(reached, setting)
    language = setting.language
    members = group_members(reached)
    labels = _labels(reached, language)
    parts = [f"{labels[m]}, {part.into(language)}" for m in members for part in (_SHARE, _COUNT)]
    header = (_STEP.into(language), *parts, _STEP_DIFFERENCE.into(language), _CERTAINTY.into(language))
    steps = {row.member: row for row in passed.rows}
    rows: list[tuple[str, ...]] = []
    for row in reached.rows:
        step = steps.get(row.member)
        differs = _difference_cells(step, setting) if step else (NOTHING, NOTHING)
        rows.append((row.label.into(language), *_cells(row, members, setting), *differs))
    return FigureTable(header, tuple(rows))


def _labels(comparison: AnyComparison, language: Language) -> dict[Member, str]:
    return {g.member: g.label.into(language) for row in comparison.rows for g in row.groups}


def _cells(row: ComparedRow, members: tuple[Member, ...], setting: Setting) -> list[str]:
    by_member = {group.member: group.estimate for group in row.groups}
    cells: list[str] = []
    for member in members:
        cells += estimate_words(by_member.get(member, Sign.NOT_APPLICABLE), setting)
    return cells


def estimate_words(estimate: Estimate | Sign, setting: Setting) -> tuple[str, str]:
    """A share and its count in words, or its sign twice."""
    language = setting.language
    if isinstance(estimate, Sign):
        word = estimate.word.into(language)
        return word, word
    above, below = (format_count(n, language) for n in (estimate.numerator, estimate.denominator))
    counted = Text(f"{above} av {below}", f"{above} of {below}").into(language)
    return format_share(estimate.share, language, decimals=setting.decimals), counted


def _difference_cells(row: ComparedRow, setting: Setting) -> tuple[str, str]:
    if row.difference is None:
        return NOTHING, row.why_none.into(setting.language) if row.why_none else NOTHING
    return difference_words(row.difference, setting), row.difference.certainty.word.into(setting.language)


def difference_words(found: Difference, setting: Setting) -> str:
    """A difference with its interval: +19 (+15 till +22)."""
    language = setting.language
    middle, low, high = (
        format_difference(100 * points, language, decimals=setting.decimals)
        for points in (found.difference, found.low, found.high)
    )
    return Text(f"{middle} ({low} till {high})", f"{middle} ({low} to {high})").into(language)


def comparison_words(comparison: AnyComparison, setting: Setting) -> str:
    """Sum a comparison up in one sentence, two when rows are not shown in full."""
    language = setting.language
    row = _telling(comparison)
    blanks = sum(_has_blank(r) for r in comparison.rows)
    count = len(comparison.rows)
    left_out = Text(
        f" I {blanks} av {count} rader står ett tecken i stället för minst en siffra.",
        f" In {blanks} of {count} rows a sign stands instead of at least one number.",
    ).into(language)
    if row is None:
        none = Text(
            f"{comparison.measure.sv}: inga siffror kan visas.",
            f"{comparison.measure.en}: no figures can be shown.",
        )
        return none.into(language)
    shares = listed([_group_words(g, setting) for g in row.groups], language)
    sentence = f"{comparison.measure.into(language)}, {row.label.into(language)}: {shares}"
    if row.difference is not None:
        points = format_difference(100 * row.difference.difference, language, decimals=setting.decimals)
        unit = Text("procentenheter", "percentage points").into(language)
        sure = row.difference.certainty.word.into(language)
        gap = Text("skillnad", "difference").into(language)
        sentence += f"; {gap} {points} {unit}, {sure}"
    return f"{sentence}.{left_out if blanks else ''}"


def _telling(comparison: AnyComparison) -> ComparedRow | None:
    """The total if it can be read, else the row with the largest difference, else any that shows a number."""
    shown = [r for r in comparison.rows if any(isinstance(g.estimate, Estimate) for g in r.groups)]
    totals = [r for r in shown if r.is_total]
    compared = [r for r in shown if r.difference is not None]
    if totals:
        return totals[0]
    if compared:
        return max(compared, key=lambda r: abs(r.difference.difference) if r.difference else 0.0)
    return shown[0] if shown else None


def _has_blank(row: ComparedRow) -> bool:
    return any(isinstance(g.estimate, Sign) and g.estimate is not Sign.ZERO for g in row.groups)


def _group_words(group: ComparedGroup, setting: Setting) -> str:
    share, counted = estimate_words(group.estimate, setting)
    label = group.label.into(setting.language)
    return f"{label} {share}" if isinstance(group.estimate, Sign) else f"{label} {share} ({counted})"


def trends_table(panels: Mapping[Text, AnyComparison], setting: Setting) -> FigureTable:
    """Write the periods of every panel below each other, the panel's label first when there are several."""
    tables = [(label.into(setting.language), comparison_table(c, setting)) for label, c in panels.items()]
    if len(tables) == 1:
        return tables[0][1]
    members = tuple(dict.fromkeys(m for c in panels.values() for m in group_members(c)))
    labels = {m: words for c in panels.values() for m, words in _labels(c, setting.language).items()}
    parts = [f"{labels[m]}, {part.into(setting.language)}" for m in members for part in (_SHARE, _COUNT)]
    header = (_SERIES.into(setting.language), tables[0][1].header[0], *parts)
    rows = [
        (label.into(setting.language), row.label.into(setting.language), *_cells(row, members, setting))
        for label, comparison in panels.items()
        for row in comparison.rows
    ]
    return FigureTable(header, tuple(rows))


def trends_words(panels: Mapping[Text, AnyComparison], breaks: Sequence[Break], setting: Setting) -> str:
    """Say the last period of the first panel, and where no comparison over time may be made."""
    language = setting.language
    label, comparison = next(iter(panels.items()))
    periods = [row for row in comparison.rows if not row.is_total]
    shown = [r for r in periods if any(isinstance(g.estimate, Estimate) for g in r.groups)]
    measure = comparison.measure.into(language)
    if not shown:
        none = Text(f"{measure}: inga siffror kan visas.", f"{measure}: no figures can be shown.")
        return none.into(language)
    last = shown[-1]
    shares = listed([_group_words(group, setting) for group in last.groups], language)
    place = "" if len(panels) == 1 else f"{label.into(language)} "
    sentence = f"{measure}, {place}{last.label.into(language)}: {shares}."
    names = {row.member.code: row.label.into(language) for row in periods}
    for found in breaks:
        if found.after not in names or found.after == periods[-1].member.code:
            continue
        reason = found.reason.into(language)
        sentence += Text(
            f" Efter {names[found.after]} kan siffrorna inte jämföras med dem före: {reason}.",
            f" After {names[found.after]} the figures can't be compared with those before: {reason}.",
        ).into(language)
    return sentence


def spread_words(plot: SpreadPlot, outside: Sequence[str], measure: Text, language: Language) -> str:
    """Say how many places lie outside the limits of chance, and which; never which is worst."""
    names = listed(outside, language)
    count = len(plot.points)
    share = plot.centre_label
    if not outside:
        return Text(
            f"{measure.sv}: {share} av alla. Ingen av {count} platser skiljer sig mer än slumpen förklarar.",
            f"{measure.en}: {share} of all. None of {count} places differs more than chance explains.",
        ).into(language)
    return Text(
        f"{measure.sv}: {share} av alla. {len(outside)} av {count} platser skiljer sig mer än slumpen "
        f"brukar förklara: {names}.",
        f"{measure.en}: {share} of all. {len(outside)} of {count} places differ more than chance "
        f"usually explains: {names}.",
    ).into(language)
