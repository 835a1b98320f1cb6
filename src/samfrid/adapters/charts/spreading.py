"""From a comparison to a funnel of chance: one group's places, and those that show no share in words."""

from __future__ import annotations

from collections.abc import Sequence

from samfrid.adapters.charts.model import AnyComparison, ChartRefused, SpreadPlot, SpreadPoint
from samfrid.adapters.charts.readings import Setting, group_members, looks_of, reading
from samfrid.domain.equality import Estimate
from samfrid.domain.tables import Sign
from samfrid.domain.wording import Language, Text, format_share, listed

_PERSONS = Text("{group}, antal personer", "{group}, number of persons")
_LIMITS = Text(
    "Om alla platser vore lika skulle 95 % av dem ligga inom de inre streckade linjerna och 99,8 % inom "
    "de yttre.",
    "If all places were alike, 95% of them would lie within the inner dashed lines and 99.8% within "
    "the outer.",
)
_NOT_DRAWN = Text("Ritas inte", "Not drawn")


def spread_plot(comparison: AnyComparison, group: str, setting: Setting) -> SpreadPlot:
    """Read one group's shares against how many were counted, about the share in the total row.

    Errors: ChartRefused when there is no total to compare with, or no place that shows its share.
    """
    found = [(row, g) for row in comparison.rows for g in row.groups if g.member.code == group]
    centre = next((g.estimate for row, g in found if row.is_total), None)
    language = setting.language
    points: list[SpreadPoint] = []
    blanks: list[str] = []
    for row, compared in found:
        label = row.label.into(language)
        if isinstance(compared.estimate, Sign):
            blanks += [] if row.is_total else [f"{label} ({compared.estimate.word.into(language)})"]
        elif not row.is_total:
            reading(compared, row, setting)
            points.append(SpreadPoint(label, compared.estimate.denominator, compared.estimate.share))
    if not isinstance(centre, Estimate) or not points:
        raise ChartRefused(
            Text(
                f"Diagrammet behöver en totalrad och minst en plats som visar andelen för {group}.",
                f"The chart needs a total row and at least one place that shows the share of {group}.",
            )
        )
    label = found[0][1].label.into(language)
    looks = looks_of(group_members(comparison), setting.looks)
    return SpreadPlot(
        tuple(points),
        centre.share,
        format_share(centre.share, language, decimals=setting.decimals),
        looks[found[0][1].member],
        setting.axis,
        _PERSONS.into(language).format(group=label),
        tuple(words for words in (_LIMITS.into(language), _left_out(blanks, language)) if words),
    )


def _left_out(blanks: Sequence[str], language: Language) -> str:
    if not blanks:
        return ""
    return f"{_NOT_DRAWN.into(language)}: {listed(blanks, language)}."
