"""What a PDF of a report promises: everybody can read it, nothing in it runs, words are only words."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.adapters import pdf
from samfrid.adapters.pdf.drawable import drawable
from samfrid.domain.reports import (
    Beside,
    Column,
    ColumnGroup,
    Download,
    Downloads,
    Facts,
    Figure,
    FigureBlock,
    FigureRow,
    FigureTable,
    Finding,
    KeyNumber,
    KeyNumbers,
    Note,
    Paragraph,
    Part,
    Promise,
    Report,
    SignLegend,
    TableBlock,
    TableCell,
    TableRow,
)
from samfrid.domain.wording import Language

HOSTILE = [
    "#set page(fill: red)",
    '#import "@preview/x:1.0.0": y',
    "$x$ `code` @ref <label> // comment /* */ \\ *bold* = heading",
    "</script><script>alert(1)</script>",
    "åäö ÅÄÖ 1\u202f756\u00a0% −3",
]


def figure(name: str = "fragan", words: str = "Kvinnor 74 procent, män 56.") -> Figure:
    table = FigureTable(("Kommun", "Kvinnor", "Män"), (("Kinda", "75\u00a0%", "67\u00a0%"),))
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="60" viewBox="0 0 {0} 60">'
        "<style>.k{{fill:#1d4f63}}@media (prefers-color-scheme:dark){{.k{{fill:#8cc0d2}}}}</style>"
        '<text x="0" y="20" font-family="Inter">Kinda</text><circle class="k" cx="200" cy="16" r="5"/></svg>'
    )
    return Figure(
        name, "Störst avstånd", "Andel, 2025", words, table, svg.format(672), svg.format(328), "Källa"
    )


def table(rows: int, columns: int = 3, caption: str = "Deltagare 2025") -> TableBlock:
    groups = (
        ColumnGroup("Kvinnor", tuple(Column(f"tal {n}") for n in range(columns - 1))),
        ColumnGroup("", (Column("Alla"),)),
    )
    cells = (TableCell("dold", is_sign=True), *(TableCell("1\u202f234", "(+1 till +3)"),) * (columns - 1))
    total = TableRow(("Hela länet",), cells, is_total=True)
    return TableBlock(
        caption,
        ("Kommun",),
        groups,
        (total, *(TableRow((f"Kommun {n}",), cells) for n in range(rows))),
        "Not.",
    )


def whole(*extra: TableBlock, **given: Any) -> Report:
    parts = (
        Part(
            "Det viktigaste",
            (
                KeyNumbers((KeyNumber("74 %", "av kvinnorna"), KeyNumber("56 %", "av männen"))),
                Finding("Att få frågan", "Mellan 15 och 22.", "säker skillnad", 3),
                Finding("Att börja"),
                Beside(
                    (FigureBlock(figure()),), (FigureBlock(figure("karta")), Note("Så läser du", ("Text.",)))
                ),
                FigureRow((figure("rad-1"), figure("rad-2"), figure("rad-3"))),
            ),
        ),
        Part("Alla siffror", (table(3), *extra, SignLegend((("dold", "Finns, men visas inte."),)))),
        Part(
            "Metod",
            (
                Paragraph("Vi har räknat."),
                Facts((("Täljare", "De som fick frågan"),)),
                Promise("Skydd", ("Inget litet tal går att räkna ut.",)),
                Downloads((Download("Tabell", "tabeller/a.csv", 4100),)),
            ),
        ),
    )
    report = Report(
        "Kvinnor får frågan oftare",
        date(2026, 11, 12),
        Language.SWEDISH,
        parts,
        "Östergötland 2025",
        "Skillnaden är säker.",
        "Källa: egna frågor",
        ("39 av 41 enheter.",),
    )
    return replace(report, **given)


def opened(report: Report) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.render(report)))


def copied(content: bytes, *how: str) -> str:
    """The text of a document, as a reader would copy it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: words in a PDF are not read back")
    run = subprocess.run(["pdftotext", *how, "-", "-"], input=content, capture_output=True, check=True)
    return run.stdout.decode()


def words_in(content: bytes) -> list[str]:
    """The words of every page."""
    pages = copied(content).replace("\u200b", "").split("\f")[:-1]
    return [re.sub(r"\s+", " ", page) for page in pages]


def tags(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    def walk(node: Any) -> Iterator[pikepdf.Dictionary]:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                yield from walk(kid)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            if "/K" in node:
                yield from walk(node.K)

    return list(walk(document.Root.StructTreeRoot.K))


def test_the_document_says_its_title_and_language_and_is_tagged():
    document = opened(whole())

    with document.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "A")
        assert about["dc:title"] == "Kvinnor får frågan oftare"
        assert "dc:creator" not in about
    assert str(document.docinfo["/CreationDate"]).startswith("D:20261112")
    assert document.Root.Lang == "sv"
    assert bool(document.Root.MarkInfo.Marked)
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    assert "/Author" not in document.docinfo


def test_an_english_report_says_so():
    document = opened(whole(language=Language.ENGLISH))

    assert str(document.Root.Lang).startswith("en")


def test_every_figure_is_said_in_words():
    document = opened(whole())
    pictures = [tag for tag in tags(document) if tag.S == "/Figure"]

    assert len(pictures) == 5
    assert {str(picture.Alt) for picture in pictures} == {"Kvinnor 74 procent, män 56."}


def test_a_figure_that_says_nothing_is_refused_in_both_languages():
    mute = Part("Del", (FigureBlock(figure(words="")),))

    with pytest.raises(pdf.PdfRefused) as refusal:
        pdf.render(whole(parts=(mute,)))

    assert "kunde inte sättas som PDF" in refusal.value.into(Language.SWEDISH)
    assert "could not be set as a PDF" in refusal.value.into(Language.ENGLISH)


def test_tables_have_captions_and_heads_and_parts_have_headings():
    document = opened(whole())
    found = [str(tag.S) for tag in tags(document)]

    assert found.count("/Title") == 1
    assert found.count("/H1") == 4  # three parts, and the figures in numbers
    assert found.count("/Table") == found.count("/Caption") == found.count("/THead") == 1 + 5
    assert found.count("/TH") >= 5 + 5 * 3


def test_nothing_in_the_document_runs_or_leads_away():
    document = opened(whole())

    names = {str(key) for item in document.objects if isinstance(item, pikepdf.Dictionary) for key in item}
    actions = {
        str(item.S) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item
    }
    assert names.isdisjoint({"/JavaScript", "/JS", "/AA", "/OpenAction", "/EmbeddedFiles", "/URI"})
    assert actions.isdisjoint({"/JavaScript", "/Launch", "/URI", "/SubmitForm"})


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_set_as_they_are_wherever_they_stand(text):
    report = whole(
        title=text,
        eyebrow=text,
        lead=text,
        source=text,
        footer=(text,),
        parts=(
            Part(
                text,
                (
                    Paragraph(text),
                    Finding(text, text, text, 2),
                    KeyNumbers((KeyNumber(text, text),)),
                    replace(table(1, caption=text), rows=(TableRow((text,), (TableCell(text, text),) * 3),)),
                    SignLegend(((text, text),)),
                    Note(text, (text,)),
                    Promise(text, (text,)),
                    Downloads((Download(text, "a.csv"),)),
                ),
            ),
        ),
    )

    content = pdf.render(report)

    squeezed = re.sub(r"\s", "", " ".join(words_in(content)))
    assert squeezed.count(re.sub(r"\s", "", text)) >= 15


def test_a_word_longer_than_a_line_stays_on_the_sheet():
    word = "".join(chr(ord("a") + n % 26) for n in range(300))
    content = pdf.render(
        whole(title=word, lead=word, parts=(Part(word, (Finding(word, word), table(1, caption=word))),))
    )

    right_edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', copied(content, "-bbox"))]
    assert max(right_edges) <= 595.28
    assert re.sub(r"\s", "", "".join(words_in(content))).count(word) >= 4


def test_right_to_left_words_and_letters_from_elsewhere_can_be_set():
    content = pdf.render(whole(title="كلمة Łódź Ελλάδα", lead="😀 中 שלום"))

    text = words_in(content)[0]
    assert "Łódź" in text
    assert "[grinning face]" in text


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_no_text_ever_stops_a_report(text):
    report = Report(text, date(2026, 1, 1), Language.SWEDISH, (Part(text, (Paragraph(text),)),), lead=text)

    assert pdf.render(report).startswith(b"%PDF")


def test_letters_that_no_fonts_can_draw_together_are_named():
    joined = "\u05af\u271e\u0359\u2b4d"  # each alone can be drawn
    content = pdf.render(whole(title=joined, lead="Räksmörgås"))

    assert "[shadowed white latin cross]" in words_in(content)[0]
    assert "Räksmörgås" in words_in(content)[0]


def test_every_letter_we_say_we_can_draw_is_drawn():
    letters = [chr(code) for code in (*range(0x21, 0x3000), *range(0xFB00, 0xFFFE))]
    kept = [f"x{letter}x" for letter in letters if drawable(letter) == letter]

    content = pdf.render(whole(parts=(Part("Tecken", (Paragraph(" ".join(kept)),)),)))

    assert len(kept) > 2000
    assert "x→x" in " ".join(words_in(content))


def test_every_page_is_marked_where_it_must_be():
    pages = words_in(pdf.render(whole(table(120), staff_only=True, demo=True)))

    assert len(pages) > 3
    assert all("Innehåller uppgifter som inte får spridas" in page for page in pages)
    assert all("Påhittade uppgifter" in page for page in pages)


def test_an_open_report_carries_no_mark():
    assert "spridas" not in " ".join(words_in(pdf.render(whole())))


def test_every_page_says_its_number_and_its_source():
    pages = words_in(pdf.render(whole(table(120))))

    for number, page in enumerate(pages, start=1):
        assert f"Sida {number} av {len(pages)}" in page
        assert "Källa: egna frågor" in page


def test_the_head_of_a_long_table_comes_again_on_every_page():
    pages = words_in(pdf.render(whole(parts=(Part("Alla siffror", (table(200),)),))))

    with_rows = [page for page in pages if re.search(r"Kommun \d", page)]
    assert len(with_rows) > 3
    assert all("tal 0" in page and "Alla" in page for page in with_rows)
    assert all(any(f"Kommun {n} " in page for page in pages) for n in range(200))


def test_a_table_too_wide_for_the_sheet_turns_its_own_sheet():
    wide = table(2, columns=14)
    last = Part("Sist", (Paragraph("Ord"), wide))
    parts = (Part("Smal", (table(2),)), Part("Bred", (wide, Paragraph("Efter"))), last)
    content = pdf.render(whole(parts=parts, footer=()))

    with pikepdf.open(io.BytesIO(content)) as document:
        turned = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in document.pages]
    pages = words_in(content)
    assert turned == [False, True, False, True]
    assert "Bred" in pages[1]
    assert "Efter" in pages[2]


@pytest.mark.parametrize("height", [60, 900, 3000])
def test_a_figure_never_reaches_outside_its_sheet(height):
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="672" height="{height}" viewBox="0 0 672 {height}">'
        f'<rect width="672" height="{height}" fill="#1d4f63"/></svg>'
    )
    tall = replace(figure(), wide_svg=drawing)

    document = opened(whole(parts=(Part("Del", (FigureBlock(tall),)),)))

    pictures = [tag for tag in tags(document) if tag.S == "/Figure"]
    boxes = [about.BBox for picture in pictures for about in picture.A if "/BBox" in about]
    assert len(boxes) == 1
    left, bottom, right, top = map(float, boxes[0])
    assert 0 < left < right < 595
    assert 50 < bottom < top < 800


def test_the_same_report_gives_the_same_bytes():
    assert pdf.render(whole()) == pdf.render(whole())


def test_ten_pages_are_set_while_one_waits():
    report = whole(table(400))
    pdf.render(whole())

    begun = time.process_time()
    content = pdf.render(report)

    assert len(words_in(content)) >= 10
    assert time.process_time() - begun < 4  # half of that on an idle core
