"""The core behind both doors: read, draw twice, put into words. It never asks what may be shown to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.counted import (
    AnyTable,
    Categories,
    count_plot,
    count_table,
    count_words,
    number_words,
    read_counts,
)
from samfrid.adapters.charts.dots import draw_dots
from samfrid.adapters.charts.model import AnyComparison, Axis, Break, Caption, fitting
from samfrid.adapters.charts.periods import trend_plot
from samfrid.adapters.charts.readings import Setting, dot_plot, way_plot
from samfrid.adapters.charts.scene import Percent, Scene
from samfrid.adapters.charts.spread import draw_spread, outside
from samfrid.adapters.charts.spreading import spread_plot
from samfrid.adapters.charts.trends import draw_trends
from samfrid.adapters.charts.words import (
    comparison_table,
    comparison_words,
    spread_words,
    trends_table,
    trends_words,
    way_table,
)
from samfrid.domain.equality import Estimate
from samfrid.domain.reports import Figure, FigureTable
from samfrid.domain.wording import Language, Text, format_count, format_number, format_share

SECRET = Text("Får inte spridas", "Must not be spread")


def dots_figure(comparison: AnyComparison, caption: Caption, setting: Setting, *, secret: bool) -> Figure:
    """Dots with intervals for each row of a comparison."""
    plot = dot_plot(comparison, setting)
    return finished(
        caption,
        setting.language,
        lambda name, width: draw_dots(plot, name, width, percent_in(setting.language)),
        comparison_table(comparison, setting),
        comparison_words(comparison, setting),
        secret=secret,
    )


def percent_in(language: Language) -> Percent:
    """How a share is written on an axis: with or without the percent sign, decimals only where needed."""

    def percent(share: float, has_sign: bool) -> str:
        decimals = 0 if abs(100 * share - round(100 * share)) < 1e-6 else 1
        if has_sign:
            return format_share(share, language, decimals=decimals)
        return format_number(100 * share, language, decimals=decimals)

    return percent


def finished(
    caption: Caption,
    language: Language,
    draw: Callable[[str, int], Scene],
    table: FigureTable,
    made_words: str,
    *,
    secret: bool,
) -> Figure:
    """Frame both drawings and put everything that follows them beside them."""
    words = caption.words.into(language) if caption.words else made_words
    title = caption.title.into(language)
    if secret:
        words = f"{SECRET.into(language)}. {words}"
    wide, narrow = (
        _framed(draw(caption.name, width), caption.name, title, words, language, width, secret)
        for width in (svg.WIDE, svg.NARROW)
    )
    return Figure(
        name=caption.name,
        title=title,
        subtitle=caption.subtitle.into(language),
        words=words,
        table=table,
        wide_svg=wide,
        narrow_svg=narrow,
        source=caption.source.into(language),
    )


def _framed(
    scene: Scene, name: str, title: str, words: str, language: Language, width: int, secret: bool
) -> str:
    elements, height = list(scene.elements), scene.bottom
    if secret:
        stamp = svg.text(0, 13, SECRET.into(language), "s b brkt")
        rule = svg.line(((0, 20), (width, 20)), "brk")
        elements = [stamp, rule, svg.moved(elements, 28)]
        height += 28
    return svg.drawing(svg.Frame(name, title, words, language, width, height), elements)


def way_figure(
    reached: AnyComparison,
    passed: AnyComparison | None,
    caption: Caption,
    setting: Setting,
    *,
    secret: bool,
) -> Figure:
    """The way through support: who reaches each step, and where the groups part."""
    plot = way_plot(reached, passed, setting)
    return finished(
        caption,
        setting.language,
        lambda name, width: draw_dots(plot, name, width, percent_in(setting.language)),
        way_table(reached, passed, setting),
        comparison_words(passed or reached, setting),
        secret=secret,
    )


def trends_figure(
    panels: Mapping[Text, AnyComparison],
    breaks: Sequence[Break],
    caption: Caption,
    setting: Setting,
    *,
    secret: bool,
) -> Figure:
    """Lines over time, a panel for each comparison."""
    plot = trend_plot(panels, breaks, setting)
    return finished(
        caption,
        setting.language,
        lambda name, width: draw_trends(plot, name, width, percent_in(setting.language)),
        trends_table(panels, setting),
        trends_words(panels, breaks, setting),
        secret=secret,
    )


def fitting_axis(panels: Iterable[AnyComparison]) -> Axis:
    """The smallest round axis from nought that holds every share and its interval."""
    estimates = [g.estimate for c in panels for row in c.rows for g in row.groups]
    return fitting([found.high for found in estimates if isinstance(found, Estimate)])


def spread_figure(
    comparison: AnyComparison, group: str, caption: Caption, setting: Setting, *, secret: bool
) -> Figure:
    """A funnel of chance for one group over all rows."""
    plot = spread_plot(comparison, group, setting)
    far = [point.label for point in plot.points if outside(point, plot.centre)]
    language = setting.language

    def count(number: float, _: bool) -> str:
        return format_count(round(number), language)

    return finished(
        caption,
        language,
        lambda _, width: draw_spread(plot, width, percent_in(language), count),
        comparison_table(comparison, setting),
        spread_words(plot, far, comparison.measure, language),
        secret=secret,
    )


def counts_figure(
    table: AnyTable, wanted: Categories, caption: Caption, language: Language, *, secret: bool
) -> Figure:
    """Counts by category, on stems from nought."""
    counts = read_counts(table, wanted, language)
    plot, end = count_plot(counts, wanted.looks, language)

    def number(part: float, _: bool) -> str:
        return number_words(round(part * end, 6), language)

    return finished(
        caption,
        language,
        lambda name, width: draw_dots(plot, name, width, number),
        count_table(counts, language),
        count_words(counts, language),
        secret=secret,
    )
