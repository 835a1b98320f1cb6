"""Make the fonts of the PDF from the fonts of the web.

Run by hand when a web font or Typst changes: `python tools/prepare_fonts.py`, a minute. Typst wants a static
file for each weight. The web subsets lack the narrow no-break space of Swedish numbers, so that is added.
"""

from __future__ import annotations

import math
import unicodedata
from pathlib import Path

import typst
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib.instancer import instantiateVariableFont

SOURCE = Path(__file__).parent.parent / "src/samfrid"
WEB = SOURCE / "ui/static/fonts"
PAPER = SOURCE / "adapters/pdf/fonts"
NARROW_SPACE = 0x202F
ASKED = [*range(0x20, 0x3000), *range(0xFB00, 0xFFFE)]  # no font of ours reaches further
UNSEEN = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), 0xFFA0}
SHAPELESS = [0xAD, 0x200B, 0x200C, 0x200D]  # soft hyphen and joiners steer the letters beside them

# file, family, style, weight, optical size (the serif has one; 12 for reading, 24 for headings does for both)
INSTANCES = [
    ("inter-var", "Inter", "Regular", 400),
    ("inter-var", "Inter", "Italic", 400),
    ("inter-var", "Inter", "Medium", 500),
    ("inter-var", "Inter", "SemiBold", 600),
    ("inter-var", "Inter", "Bold", 700),
    ("source-serif-4-var", "Source Serif 4", "Regular", 400),
    ("source-serif-4-var", "Source Serif 4", "Medium", 500),
    ("source-serif-4-var", "Source Serif 4", "SemiBold", 600),
    ("noto-sans-arabic-var", "Noto Sans Arabic", "Regular", 400),
    ("noto-sans-arabic-var", "Noto Sans Arabic", "Bold", 700),
]
OPTICAL_SIZE = 18
SLANT = math.radians(9.4)  # the angle of Inter's own italic, which the subset does not hold


def main() -> None:
    """Write every static font and copy the licences beside them."""
    PAPER.mkdir(exist_ok=True)
    for file, family, style, weight in INSTANCES:
        font = TTFont(WEB / f"{file}.woff2")
        axes = {axis.axisTag for axis in font["fvar"].axes}
        place = {"wght": weight} | ({"opsz": OPTICAL_SIZE} if "opsz" in axes else {})
        font = instantiateVariableFont(font, place, inplace=True, updateFontNames=False)
        add_narrow_space(font)
        if style == "Italic":
            slant(font)
        name_instance(font, family, style, weight)
        font.flavor = None
        font["head"].modified = font["head"].created  # the same input gives the same bytes
        font.recalcTimestamp = False
        font.save(PAPER / f"{family.replace(' ', '')}-{style}.ttf")
    for licence in WEB.glob("OFL-*.txt"):
        if "Ethiopic" not in licence.name:
            (PAPER / licence.name).write_text(licence.read_text(encoding="utf-8"), encoding="utf-8")
    write_drawable()


def write_drawable() -> None:
    """List what Typst can draw with these fonts and its own, by asking it."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(PAPER)])
    letters = [
        code for code in ASKED if unicodedata.category(chr(code)) not in ("Cc", "Cf", "Cs", "Cn", "Co")
    ]
    found = sorted({*drawn(letters, fonts), *SHAPELESS})
    starts = [code for code in found if code - 1 not in set(found)]
    ends = [code for code in found if code + 1 not in set(found)]
    lines = "".join(f"{first:04X}-{last:04X}\n" for first, last in zip(starts, ends, strict=True))
    (PAPER.parent / "drawable.txt").write_text(lines, encoding="ascii")


def drawn(letters: list[int], fonts: typst.Fonts) -> list[int]:
    """Return those letters that Typst draws; ask for many at a time and halve when it says no."""
    if not letters:
        return []
    page = '#set text(font: ("Inter", "Noto Sans Arabic"))\n'
    page += '#for letter in sys.inputs.words.split(" ") [#("x" + letter + "x") ]'
    words = " ".join(map(chr, letters))
    try:
        typst.compile(
            page.encode(), font_paths=fonts, sys_inputs={"words": words}, format="pdf", pdf_standards=["a-2u"]
        )
    except typst.TypstError:
        if len(letters) == 1:
            return []
        half = len(letters) // 2
        return drawn(letters[:half], fonts) + drawn(letters[half:], fonts)
    return letters


def add_narrow_space(font: TTFont) -> None:
    """Give a static font a narrow no-break space, half as wide as its space."""
    if NARROW_SPACE in font.getBestCmap() or ord(" ") not in font.getBestCmap():
        return
    name = "uni202F"
    width, _ = font["hmtx"][font.getBestCmap()[ord(" ")]]
    order = [*font.getGlyphOrder(), name]
    font["glyf"].glyphs[name] = Glyph()
    font["glyf"].glyphs[name].numberOfContours = 0
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    font["hmtx"].metrics[name] = (round(width / 2), 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[NARROW_SPACE] = name


def slant(font: TTFont) -> None:
    """Lean every letter to the right, as a browser does where a family has no italic."""
    glyphs = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = glyphs[name]
        if glyph.isComposite():
            for part in glyph.components:
                part.x += round(part.y * math.tan(SLANT))
        elif glyph.numberOfContours > 0:
            glyph.coordinates.transform(((1, 0), (math.tan(SLANT), 1)))
            glyph.coordinates.toInt()
            glyph.recalcBounds(glyphs)
    font["post"].italicAngle = -math.degrees(SLANT)


def name_instance(font: TTFont, family: str, style: str, weight: int) -> None:
    """Name a static font so that family and weight are found."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
            names.removeNames(nameID=record.nameID)
    postscript = f"{family.replace(' ', '')}-{style}"
    is_plain = style in ("Regular", "Italic", "Bold")
    for number, text in (
        (1, family if is_plain else f"{family} {style}"),
        (2, style if is_plain else "Regular"),
        (3, postscript),
        (4, f"{family} {style}"),
        (6, postscript),
        (16, family),
        (17, style),
    ):
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    flag = {"Italic": 1, "Bold": 1 << 5}.get(style, 1 << 6)
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0b1100001 | flag
    font["head"].macStyle = {"Bold": 1, "Italic": 2}.get(style, 0)


if __name__ == "__main__":
    main()
