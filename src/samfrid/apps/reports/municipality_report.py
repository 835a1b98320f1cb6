"""The report of one municipality: its findings, every measure, the development, and how it was counted."""

from __future__ import annotations

from collections.abc import Iterator

from samfrid.apps.releases.reading import OpenRelease
from samfrid.apps.reports.measure_page import source_of
from samfrid.apps.reports.municipality import MunicipalityPage, municipality_page
from samfrid.domain.places import Municipality
from samfrid.domain.reports import Block, Facts, FigureBlock, Note, Part, Promise, Report, SignLegend
from samfrid.domain.wording import Language, Text, format_date

_FINDINGS = Text("Det här skiljer sig", "What differs")
_ALL = Text("Alla mått", "All measures")
_TREND = Text("Utveckling", "Development")
_METHOD = Text("Så är det räknat", "How it was counted")
_READ = Text("Så läser du", "How to read this")
_HOW = (
    Text(
        "En säker skillnad finns kvar när vi räknar med hur många platser som jämförs. En trolig pekar åt ett håll "
        "men klarar inte den räkningen. Resten kan vara slump.",
        "A certain difference remains when we reckon with how many places are compared. A likely one points one way "
        "but does not pass that reckoning. The rest may be chance.",
    ),
)
_PROMISE = Text("Ingen kan pekas ut", "Nobody can be pointed out")
_PROMISED = Text(
    "Små tal är dolda, och de som skulle avslöja dem. Innan siffrorna publicerades prövades ett bevis för att inget "
    "dolt tal går att räkna ut ur dem. Två personer har godkänt publiceringen.",
    "Small numbers are hidden, and those that would give them away. Before the figures were published a proof was "
    "checked that no hidden number can be worked out from them. Two people have approved the release.",
)


def municipality_report(
    release: OpenRelease, place: Municipality, language: Language, *, invented: bool = False
) -> Report:
    """Put the report of a municipality together, from one release.

    Promise: says what the page of the municipality says; every number comes from protected tables.
    """
    page = municipality_page(release, place, language)
    return Report(
        title=page.title,
        date=release.published_at.date(),
        language=language,
        parts=tuple(_parts(release, page, language)),
        eyebrow=release.title.into(language),
        lead=page.period,
        source=source_of(release).into(language),
        demo=invented,
    )


def _parts(release: OpenRelease, page: MunicipalityPage, language: Language) -> Iterator[Part]:
    if page.findings:
        note = Note(_READ.into(language), tuple(words.into(language) for words in _HOW))
        yield Part(_FINDINGS.into(language), (*page.findings, note))
    blocks: list[Block] = [page.table]
    if page.signs:
        blocks.append(SignLegend(page.signs))
    yield Part(_ALL.into(language), tuple(blocks))
    if page.trend is not None:
        yield Part(_TREND.into(language), (FigureBlock(page.trend),))
    yield Part(_METHOD.into(language), (_facts(release, page, language), _promise(language)))


def _facts(release: OpenRelease, page: MunicipalityPage, language: Language) -> Facts:
    day = format_date(release.published_at.date(), language)
    facts = [
        (Text("Publicering", "Release"), release.title.into(language)),
        (Text("Publicerad", "Published"), f"{day}, {release.publisher}"),
        (Text("Kommunen lämnade", "The municipality delivered"), _half_years(release, page, language)),
        (Text("Osäkerhet", "Uncertainty"), _UNCERTAINTY.into(language)),
        (Text("Kontrollsumma", "Hash"), release.sha256),
    ]
    return Facts(tuple((name.into(language), words) for name, words in facts))


_UNCERTAINTY = Text(
    "95 % intervall enligt Wilson för andelar och Newcombe för skillnader, justerade enligt Benjamini och Hochberg.",
    "95% intervals by Wilson for shares and Newcombe for differences, adjusted by Benjamini and Hochberg.",
)


def _half_years(release: OpenRelease, page: MunicipalityPage, language: Language) -> str:
    number, of = len(page.delivered), len(release.half_years)
    return Text(f"{number} av {of} halvår", f"{number} of {of} half-years").into(language)


def _promise(language: Language) -> Promise:
    return Promise(_PROMISE.into(language), (_PROMISED.into(language),))
