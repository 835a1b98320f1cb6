"""What one may rely on about the shipped borders: complete, without gaps, every label inside its area."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from samfrid.adapters.maps import borders
from samfrid.adapters.maps.borders import Detail, Kind, Points, outlines
from samfrid.domain import places

LEVELS = [(kind, detail) for kind in Kind for detail in Detail]
BORDERS = Path(borders.__file__).parent / "data/borders.json"


def is_inside(point: tuple[float, float], ring: Points) -> bool:
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossings += 1
    return crossings % 2 == 1


def segments(ring: Points) -> list[frozenset[tuple[float, float]]]:
    return [frozenset({(a[0], a[1]), (b[0], b[1])}) for a, b in pairwise(ring)]


def area(ring: Points) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2


@pytest.mark.parametrize("detail", Detail)
def test_every_municipality_and_county_of_today_has_an_outline(detail: Detail) -> None:
    assert set(outlines(Kind.MUNICIPALITY, detail)) == {one.code for one in places.municipalities()}
    assert set(outlines(Kind.COUNTY, detail)) == {one.code for one in places.counties()}


@pytest.mark.parametrize(("kind", "detail"), LEVELS)
def test_every_label_point_lies_inside_its_area(kind: Kind, detail: Detail) -> None:
    for one in outlines(kind, detail).values():
        assert is_inside(one.label, one.rings[0]), one.code


@pytest.mark.parametrize(("kind", "detail"), LEVELS)
def test_every_ring_is_closed_and_encloses_something(kind: Kind, detail: Detail) -> None:
    for one in outlines(kind, detail).values():
        for ring in one.rings:
            assert (ring[0] == ring[-1]).all()
            assert len(ring) >= 4
            assert area(ring) > 0


@pytest.mark.parametrize("detail", Detail)
def test_neighbours_never_gap_or_overlap_along_their_border(detail: Detail) -> None:
    found = outlines(Kind.MUNICIPALITY, detail)
    owners: dict[frozenset[tuple[float, float]], set[str]] = {}
    for code, one in found.items():
        for ring in one.rings:
            for segment in segments(ring):
                owners.setdefault(segment, set()).add(code)

    shared: dict[str, set[str]] = {code: set() for code in found}
    for pair in owners.values():
        assert len(pair) <= 2
        for code in pair:
            shared[code] |= pair - {code}

    assert shared == {code: {one.code for one in places.neighbours(code)} for code in found}


@pytest.mark.parametrize("detail", Detail)
def test_the_outline_of_a_county_is_what_its_municipalities_leave_open(detail: Detail) -> None:
    municipalities = outlines(Kind.MUNICIPALITY, detail)
    for code, county in outlines(Kind.COUNTY, detail).items():
        inner = Counter(
            segment
            for one in municipalities.values()
            if one.code[:2] == code
            for ring in one.rings
            for segment in segments(ring)
        )
        outer = {segment for ring in county.rings for segment in segments(ring)}
        assert outer == {segment for segment, times in inner.items() if times == 1}


def test_maps_of_the_country_have_fewer_corners_and_the_same_areas() -> None:
    near, far = (outlines(Kind.MUNICIPALITY, detail) for detail in (Detail.NEAR, Detail.FAR))
    corners = [sum(len(ring) for one in level.values() for ring in one.rings) for level in (near, far)]
    sizes = [sum(area(ring) for one in level.values() for ring in one.rings) for level in (near, far)]

    assert corners[1] < 0.75 * corners[0]
    assert sizes[1] == pytest.approx(sizes[0], rel=0.01)


def test_the_projection_is_sweref_99_tm() -> None:
    # Sweden's land and lakes measure about 450 000 square kilometres; the northernmost municipality is Kiruna.
    found = outlines(Kind.MUNICIPALITY, Detail.NEAR)
    highest = max(found.values(), key=lambda one: float(one.rings[0][:, 1].max()))

    assert highest.code == "2584"
    assert 7_600_000 < float(highest.rings[0][:, 1].max()) < 7_700_000
    assert 667_000 < found["0180"].label[0] < 682_000
    assert 6_570_000 < found["0180"].label[1] < 6_590_000


def test_the_file_is_small_and_only_numbers() -> None:
    assert BORDERS.stat().st_size < 250_000
    stored = json.loads(BORDERS.read_text(encoding="utf-8"))
    assert all(isinstance(step, int) for level in Detail for arc in stored[level] for step in arc)


def test_the_shipped_borders_are_those_the_tool_writes(outside_data: Path) -> None:
    source = json.loads((outside_data / "reference/polygons/kommun.geojson").read_text(encoding="utf-8"))
    corners = sum(len(polygon[0]) for f in source["features"] for polygon in f["geometry"]["coordinates"])
    shipped = sum(
        len(ring) for one in outlines(Kind.MUNICIPALITY, Detail.NEAR).values() for ring in one.rings
    )

    # Two corners were put in to close slivers; none may be lost at this level but those that fall together.
    assert corners - 20 <= shipped <= corners + 2
