"""From comparisons over time to plain lines: the same periods for every panel, breaks, and gaps in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samfrid.adapters.charts.model import (
    AnyComparison,
    Blank,
    Break,
    ChartRefused,
    Panel,
    Reading,
    Series,
    TrendPlot,
)
from samfrid.adapters.charts.readings import Setting, axis_note, group_members, looks_of, reading
from samfrid.adapters.charts.style import Look
from samfrid.domain.equality import ComparedGroup, ComparedRow
from samfrid.domain.tables import Member, Sign
from samfrid.domain.wording import Text, closest, format_number, format_share


def trend_plot(panels: Mapping[Text, AnyComparison], breaks: Sequence[Break], setting: Setting) -> TrendPlot:
    """Read comparisons whose rows are periods as panels over the same periods.

    Errors: ChartRefused when there is nothing to draw, a panel has a period the longest one lacks, or a break
            names a period that is not there.
    """
    longest = max((_periods(c) for c in panels.values()), key=len, default=())
    if not longest:
        raise ChartRefused(Text("Diagrammet har inga perioder.", "The chart has no periods."))
    for label, comparison in panels.items():
        _refuse_unknown_periods(label, comparison, longest)
    members = tuple(dict.fromkeys(m for c in panels.values() for m in group_members(c)))
    looks = looks_of(members, setting.looks)
    labels = {row.member.code: row.label for c in panels.values() for row in c.rows}
    codes = [member.code for member in longest]
    return TrendPlot(
        tuple(labels[code].into(setting.language) for code in codes),
        tuple(
            _panel(label, comparison, longest, looks, setting, is_single=len(panels) == 1)
            for label, comparison in panels.items()
        ),
        tuple(_break_place(found, codes, setting) for found in breaks if found.after != codes[-1]),
        setting.axis,
        axis_note(setting),
    )


def _periods(comparison: AnyComparison) -> tuple[Member, ...]:
    return tuple(row.member for row in comparison.rows if not row.is_total)


def _refuse_unknown_periods(label: Text, comparison: AnyComparison, longest: tuple[Member, ...]) -> None:
    for member in _periods(comparison):
        if member not in longest:
            raise ChartRefused(
                Text(
                    f"Diagrammet {label.sv} har perioden {member.code}, som de andra saknar.",
                    f"The chart {label.en} has the period {member.code}, which the others lack.",
                )
            )


def _break_place(found: Break, codes: Sequence[str], setting: Setting) -> tuple[int, str]:
    if found.after not in codes:
        near = closest(found.after, codes)
        raise ChartRefused(
            Text(
                f"Brottet efter {found.after} hör inte till någon period i diagrammet.",
                f"The break after {found.after} belongs to no period in the chart.",
            )
            + near
        )
    return codes.index(found.after), found.reason.into(setting.language)


def _panel(
    label: Text,
    comparison: AnyComparison,
    periods: tuple[Member, ...],
    looks: Mapping[Member, Look],
    setting: Setting,
    *,
    is_single: bool,
) -> Panel:
    rows = {row.member: row for row in comparison.rows}
    missing = Blank(Sign.MISSING, Sign.MISSING.word.into(setting.language))
    series: list[Series] = []
    for member in group_members(comparison):
        readings: list[Reading] = []
        last, name = "", ""
        for period in periods:
            group = _group_in(rows.get(period), member)
            readings.append(reading(group, rows[period], setting) if group else missing)
            name = group.label.into(setting.language) if group else name
            last = _last_words(group, setting, is_single)
        series.append(Series(name, looks[member], tuple(readings), last))
    shown = label.into(setting.language) if not is_single else ""
    words = tuple(rows[p].label.into(setting.language) if p in rows else p.code for p in periods)
    return Panel(shown, tuple(series), _blank_notes(series, words))


def _group_in(row: ComparedRow | None, member: Member) -> ComparedGroup | None:
    return next((g for g in row.groups if g.member == member), None) if row else None


def _last_words(group: ComparedGroup | None, setting: Setting, is_single: bool) -> str:
    if group is None or isinstance(group.estimate, Sign):
        return ""
    if is_single:
        return format_share(group.estimate.share, setting.language, decimals=setting.decimals)
    return format_number(100 * group.estimate.share, setting.language, decimals=setting.decimals)


def _blank_notes(series: Sequence[Series], periods: Sequence[str]) -> tuple[str, ...]:
    """Say for which periods which groups show a sign; periods that say the same share a line."""
    said: dict[str, list[str]] = {}
    for place, period in enumerate(periods):
        blanks = [(s.label, r.words) for s in series if isinstance(r := s.readings[place], Blank)]
        if not blanks:
            continue
        is_same = len(blanks) == len(series) and len({words for _, words in blanks}) == 1
        text = blanks[0][1] if is_same else ", ".join(f"{label} {words}" for label, words in blanks)
        said.setdefault(text, []).append(period)
    return tuple(f"{', '.join(places)}: {text}" for text, places in said.items())
