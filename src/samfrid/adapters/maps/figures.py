"""The core behind both doors: shade, draw twice, put into words. It never asks what may be shown to whom."""

from __future__ import annotations

from samfrid.adapters.charts import svg
from samfrid.adapters.charts.figures import SECRET
from samfrid.adapters.charts.model import Caption
from samfrid.adapters.maps.draw import NARROW, WIDE, draw_map
from samfrid.adapters.maps.legend import legend_of
from samfrid.adapters.maps.model import Shade, ShadedMap, Unshaded
from samfrid.adapters.maps.readings import Given, Setting, map_table, shaded_map
from samfrid.domain import places
from samfrid.domain.reports import Figure
from samfrid.domain.tables import Sign
from samfrid.domain.wording import Language, Text, listed

BORDERS = Text("Gränser: SCB.", "Borders: Statistics Sweden.")
_MOST_NAMED = 3


def map_figure(given: Given, caption: Caption, setting: Setting, *, secret: bool) -> Figure:
    """Shade and draw a map in both widths, and put everything that follows it beside it."""
    language = setting.language
    shaded = shaded_map(given, setting)
    words = caption.words.into(language) if caption.words else map_words(shaded, language)
    if secret:
        words = f"{SECRET.into(language)}. {words}"
    source = " ".join(part for part in (caption.source.into(language), BORDERS.into(language)) if part)
    wide, narrow = (_drawn(shaded, caption, words, language, width, secret) for width in (WIDE, NARROW))
    return Figure(
        name=caption.name,
        title=caption.title.into(language),
        subtitle=caption.subtitle.into(language),
        words=words,
        table=map_table(given, shaded, language),
        wide_svg=wide,
        narrow_svg=narrow,
        source=source,
    )


def _drawn(
    shaded: ShadedMap, caption: Caption, words: str, language: Language, width: int, secret: bool
) -> str:
    scene = draw_map(shaded, legend_of(shaded, language), caption.name, width)
    elements, height = list(scene.elements), scene.bottom
    if secret:
        stamp = svg.text(0, 13, SECRET.into(language), "s b brkt")
        elements = [stamp, svg.line(((0, 20), (width, 20)), "brk"), svg.moved(elements, 28)]
        height += 28
    title = caption.title.into(language)
    return svg.drawing(svg.Frame(caption.name, title, words, language, width, height), elements)


def map_words(shaded: ShadedMap, language: Language) -> str:
    """Sum a map up: what it shows, where the number is highest and lowest, how many signs stand instead."""
    return " ".join((_subject(shaded).into(language), *_ends(shaded, language), *_blanks(shaded, language)))


def _subject(shaded: ShadedMap) -> Text:
    extent = shaded.extent
    if not extent.is_country:
        names = [places.county(code) for code in extent.counties]
        swedish = listed([one.name for one in names], Language.SWEDISH)
        english = listed([one.label.en for one in names], Language.ENGLISH)
        return Text(f"Karta över kommunerna i {swedish}.", f"Map of the municipalities of {english}.")
    if len(shaded.areas) == len(places.counties()):
        return Text("Karta över Sveriges län.", "Map of the counties of Sweden.")
    return Text("Karta över Sveriges kommuner.", "Map of the municipalities of Sweden.")


def _ends(shaded: ShadedMap, language: Language) -> list[str]:
    shown = [(area.name, area.reading) for area in shaded.areas if isinstance(area.reading, Shade)]
    values = {reading.value for _, reading in shown}
    if not values:
        return [Text("Inga siffror kan visas.", "No figures can be shown.").into(language)]
    if len(values) == 1:
        same = shown[0][1].words
        return [Text(f"Alla siffror som visas är {same}.", f"All figures shown are {same}.").into(language)]
    sentences = []
    for value, word in ((max(values), Text("Högst", "Highest")), (min(values), Text("Lägst", "Lowest"))):
        found = [(name, reading.words) for name, reading in shown if reading.value == value]
        where = (
            listed([name for name, _ in found], language)
            if len(found) <= _MOST_NAMED
            else Text(f"{len(found)} områden", f"{len(found)} areas").into(language)
        )
        sentences.append(
            Text(f"{word.sv}: {where} ({found[0][1]}).", f"{word.en}: {where} ({found[0][1]}).").into(
                language
            )
        )
    return sentences


def _blanks(shaded: ShadedMap, language: Language) -> list[str]:
    signs = [area.reading.sign for area in shaded.areas if isinstance(area.reading, Unshaded)]
    return [
        f"{sign.word.into(language).capitalize()}: {signs.count(sign)}."
        for sign in (Sign.HIDDEN, Sign.MISSING, Sign.NOT_APPLICABLE)
        if sign in signs
    ]
