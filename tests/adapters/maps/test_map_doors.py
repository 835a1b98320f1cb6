"""What one may rely on about maps: whole, safe, the same as their table, and never drawn from the wrong side."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maps_to_draw import (
    CAPTION,
    MEN,
    OSTERGOTLAND,
    counted,
    place_shape,
    public_comparison,
    rows,
    staff_comparison,
)

from samfrid.adapters.charts.model import Caption
from samfrid.adapters.charts.type_widths import width_of
from samfrid.adapters.maps import public, staff
from samfrid.adapters.maps.counts import Slice
from samfrid.adapters.maps.model import Extent, MapRefused
from samfrid.domain import places
from samfrid.domain.reports import Figure
from samfrid.domain.tables import Cell, Coordinates, Member, RawTable, Sign
from samfrid.domain.tables.protected import HIDDEN
from samfrid.domain.wording import Language, Text

SVG = "{http://www.w3.org/2000/svg}"
HERE = [one.code for one in places.municipalities(county_code="05")]


def draw(told: Any = OSTERGOTLAND, language: Language = Language.SWEDISH, **more: Any) -> Figure:
    return public.share_map(public_comparison(rows(told)), MEN, CAPTION, language, **more)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing, without a document type


def areas(svg: str) -> dict[str, ET.Element]:
    """Each area by the first half of its title."""
    found = {}
    for path in parsed(svg).iter(f"{SVG}path"):
        title = path.find(f"{SVG}title")
        if title is not None and title.text:
            found[title.text.split(":")[0]] = path
    return found


def both(figure: Figure) -> tuple[str, str]:
    return figure.wide_svg, figure.narrow_svg


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "extent", [Extent.within("05"), Extent.within("05", "06"), Extent.country(), Extent.all_counties()]
)
def test_a_map_is_well_formed_and_fetches_nothing(language: Language, extent: Extent) -> None:
    told = (
        {"Stockholms län": (1, 2), "Skåne län": (2, 3), **OSTERGOTLAND} if extent.is_country else OSTERGOTLAND
    )
    for svg in both(draw(told, language, extent=extent)):
        root = parsed(svg)
        assert root.tag == f"{SVG}svg"
        assert (
            re.findall(r"(?:href|src|@import|https?:)[^\"]*", svg.replace("http://www.w3.org/2000/svg", ""))
            == []
        )
        assert all(reference.startswith("#asked-map-") for reference in re.findall(r"url\(([^)]*)\)", svg))
        assert "<script" not in svg


def test_every_area_stands_on_the_map_and_in_the_table_with_the_same_words() -> None:
    figure = draw()
    cells = {row[0]: row[1] for row in figure.table.rows}

    assert set(cells) == {places.municipality(code).short_name for code in HERE}
    for svg in both(figure):
        found = areas(svg)
        assert set(found) == set(cells)
        for name, path in found.items():
            title = path.find(f"{SVG}title")
            assert title is not None
            assert title.text == f"{name}: {cells[name]}"


@pytest.mark.parametrize(
    ("language", "hidden", "missing"),
    [(Language.SWEDISH, "dold", "saknas eller ej tillämplig"),
     (Language.ENGLISH, "hidden", "missing or not applicable")],
)  # fmt: skip
def test_hidden_areas_are_hatched_and_said_to_be_hidden(
    language: Language, hidden: str, missing: str
) -> None:
    figure = draw(language=language)

    for svg in both(figure):
        found = areas(svg)
        for name in ("Boxholm", "Ydre"):
            assert found[name].get("class") == "sf-hid"
            assert (found[name].get("fill") or "").endswith("-hatch)")
        for name in ("Vadstena", "Ödeshög"):
            assert found[name].get("class") == "sf-mis"
        for name in ("Kinda", "Linköping"):
            assert re.fullmatch(r"sf-area sf-q[1-4]", found[name].get("class") or "")
        words = [text.text for text in parsed(svg).iter(f"{SVG}text")]
        assert hidden in words
        assert missing in words
    assert [row for row in figure.table.rows if row[0] == "Ydre"] == [("Ydre", hidden, hidden)]
    assert hidden in figure.words.lower()


def test_an_area_without_a_row_is_missing_and_a_row_without_an_area_stays_in_the_table() -> None:
    told = {"Kinda": (26, 39), "Motala": (96, 148), "Okänd kommun": (3, 9)}
    compared = public_comparison(rows(told, total=(125, 196)))

    figure = public.share_map(compared, MEN, CAPTION, Language.SWEDISH, extent=Extent.within("05"))

    assert figure.table.rows[0] == ("Alla", "64\u00a0%", "125 av 196")
    assert figure.table.rows[-1][0] == "Okänd kommun"
    assert ("Ydre", "saknas", "saknas") in figure.table.rows
    assert "Okänd kommun" not in areas(figure.wide_svg)


def test_a_share_is_shaded_by_what_is_written() -> None:
    told = {"Kinda": (497, 1000), "Ydre": (50, 100), "Motala": (40, 100), "Mjölby": (60, 100)}
    found = areas(draw(told).wide_svg)

    assert found["Kinda"].get("class") == found["Ydre"].get("class")


def test_words_that_look_like_markup_are_only_words() -> None:
    wild = '<script>&"\u202e'
    caption = Caption("x", Text.same(wild), Text.same(wild), Text.same(wild))
    notes = {"0560": Text.same(wild), places.find_municipality("Vadstena").code: Text.same(wild)}
    compared = public_comparison(rows(OSTERGOTLAND))

    figure = public.share_map(compared, MEN, caption, Language.SWEDISH, notes=notes)

    for svg in both(figure):
        assert "<script" not in svg
        assert "\u202e" not in svg
        title = parsed(svg).find(f"{SVG}title")
        assert title is not None
        assert title.text == '<script>&"'


def test_the_source_of_the_borders_is_always_named() -> None:
    assert draw().source == "Gränser: SCB."
    assert draw(language=Language.ENGLISH).source == "Borders: Statistics Sweden."


def named(county: str) -> Figure:
    """A map of a county with every municipality shaded."""
    shown = places.municipalities(county_code=county)
    told = {one.short_name: (10 + i, 60) for i, one in enumerate(shown)}
    return draw(told, extent=Extent.within(county))


def boxes(svg: str) -> list[tuple[float, float, float, float, str]]:
    """The room that each name or number on the map takes."""
    found = []
    for text in parsed(svg).iter(f"{SVG}text"):
        classes = (text.get("class") or "").split()
        if "sf-c" in classes:
            half = width_of(text.text or "", 13, bold="sf-b" in classes) / 2
            x, y = float(text.get("x") or 0), float(text.get("y") or 0)
            found.append((x - half, y - 9, x + half, y + 2, text.text or ""))
    return found


FULLEST = ("01", "12", "14")
OTHERS = [one.code for one in places.counties() if one.code not in (*FULLEST, "05", "25")]


@pytest.mark.parametrize(
    "county", [*FULLEST, "05", "25", *(pytest.param(code, marks=pytest.mark.nightly) for code in OTHERS)]
)
def test_every_municipality_is_named_and_no_name_covers_another(county: str) -> None:
    for svg in both(named(county)):
        words = {text.text for text in parsed(svg).iter(f"{SVG}text")}
        assert {one.short_name for one in places.municipalities(county_code=county)} <= words

        root = parsed(svg)
        placed = boxes(svg)
        for i, (left, top, right, bottom, name) in enumerate(placed):
            assert left >= -1
            assert right <= float(root.get("width") or 0) + 1
            assert top >= -1
            assert bottom <= float(root.get("height") or 0) + 1
            for other in placed[:i]:
                apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
                assert apart, (name, other[4])


def test_the_country_has_290_areas_no_names_and_the_borders_of_counties() -> None:
    figure = draw(extent=Extent.country())

    for svg in both(figure):
        assert len(areas(svg)) == 290
        assert not [text for text in parsed(svg).iter(f"{SVG}text") if "sf-c" in (text.get("class") or "")]
        assert svg.count('class="sf-whisk"') == 1
        assert len(svg) < 110_000
    assert len(figure.table.rows) == 290


def test_counties_are_found_by_their_names() -> None:
    compared = rows({"Stockholms län": (40, 100), "Skåne län": (60, 100), "Dalarna": (50, 100)})

    figure = public.share_map(public_comparison(compared), MEN, CAPTION, Language.SWEDISH)

    assert len(areas(figure.wide_svg)) == 21
    assert ("Stockholm", "40\u00a0%", "40 av 100") in figure.table.rows


def test_the_map_fits_the_rows_when_nobody_says_which_counties() -> None:
    assert len(areas(draw().wide_svg)) == 13
    assert len(areas(draw({"Kinda": (1, 2), "Aneby": (1, 3)}).wide_svg)) == 26


def test_counts_are_read_along_the_places_of_a_published_table() -> None:
    cells: dict[Coordinates, Cell] = {
        (Member("municipality", code), Member.total()): Cell.of(10 * i) for i, code in enumerate(HERE)
    }
    cells[Member("municipality", HERE[3]), Member.total()] = HIDDEN
    table = counted(HERE, cells)

    figure = public.count_map(table, Slice("municipality"), CAPTION, Language.SWEDISH)

    cells_of = {row[0]: row[1] for row in figure.table.rows}
    assert cells_of[places.municipality(HERE[0]).short_name] == "0"
    assert cells_of[places.municipality(HERE[2]).short_name] == "20"
    assert cells_of[places.municipality(HERE[3]).short_name] == "dold"


def test_a_slice_holds_other_dimensions_still_and_may_take_a_coarser_level() -> None:
    codes = [one.code for one in places.municipalities()]
    cells: dict[Coordinates, Cell] = {
        (Member("county", one.code), MEN): Cell.of(100 + int(one.code)) for one in places.counties()
    }
    cut = Slice("municipality", "county", (("gender", MEN),))

    figure = public.count_map(counted(codes, cells), cut, CAPTION, Language.ENGLISH)

    assert len(areas(figure.wide_svg)) == 21
    assert ("Stockholm", "101") in figure.table.rows


@pytest.mark.parametrize("cut", [Slice("place"), Slice("municipality", "police")])
def test_a_slice_that_does_not_fit_is_refused_with_its_name(cut: Slice) -> None:
    with pytest.raises(MapRefused, match=cut.level or cut.dimension):
        public.count_map(counted(HERE, {}), cut, CAPTION, Language.SWEDISH)


def test_the_public_door_never_takes_true_counts() -> None:
    raw: Any = staff_comparison(rows(OSTERGOTLAND))
    with pytest.raises(TypeError):
        public.share_map(raw, MEN, CAPTION, Language.SWEDISH)
    table: Any = RawTable(place_shape(HERE), {})
    with pytest.raises(TypeError):
        public.count_map(table, Slice("municipality"), CAPTION, Language.SWEDISH)


def test_a_staff_map_says_that_it_must_not_be_spread() -> None:
    by_share = staff.share_map(staff_comparison(rows(OSTERGOTLAND)), MEN, CAPTION, Language.SWEDISH)
    counts = RawTable(place_shape(HERE), {(Member("municipality", "0513"), Member.total()): 3})
    by_count = staff.count_map(counts, Slice("municipality"), CAPTION, Language.SWEDISH)

    for figure in (by_share, by_count):
        assert figure.words.startswith("Får inte spridas.")
        for svg in both(figure):
            assert ">Får inte spridas</text>" in svg
    assert ("Kinda", "3") in by_count.table.rows
    published: Any = public_comparison(rows(OSTERGOTLAND))
    with pytest.raises(TypeError):
        staff.share_map(published, MEN, CAPTION, Language.SWEDISH)


def test_what_cannot_be_a_map_is_refused_in_words() -> None:
    with pytest.raises(MapRefused, match="No row is a municipality or a county"):
        draw({"Nowhere": (1, 2)})
    with pytest.raises(MapRefused, match="Check which counties"):
        draw(extent=Extent.within("25"))
    with pytest.raises(MapRefused, match="two rows"):
        draw({"Kinda": (1, 2), "Kinda kommun": (1, 2)})
    with pytest.raises(MapRefused, match="does not have the group"):
        public.share_map(
            public_comparison(rows(OSTERGOTLAND)), Member("gender", "x"), CAPTION, Language.SWEDISH
        )
    with pytest.raises(places.UnknownPlace):
        Extent.within("99")


told_value = st.one_of(
    st.sampled_from([sign for sign in Sign if sign is not Sign.ZERO]),
    st.tuples(st.integers(0, 40), st.integers(40, 60)),
)


@settings(max_examples=8 if settings().max_examples < 1000 else 200)
@given(st.fixed_dictionaries(dict.fromkeys(OSTERGOTLAND, told_value)))
def test_a_sign_is_never_shaded_and_its_number_is_nowhere(told: dict[str, Any]) -> None:
    figure = draw(told, extent=Extent.within("05"))
    found = areas(figure.wide_svg)

    for name, value in told.items():
        look = found[name].get("class") or ""
        if isinstance(value, Sign):
            assert look == ("sf-hid" if value is Sign.HIDDEN else "sf-mis")
        else:
            assert "sf-q" in look


def test_the_same_map_is_always_the_same_file() -> None:
    assert draw() == draw()
    assert draw() != replace(draw(), name="other")
