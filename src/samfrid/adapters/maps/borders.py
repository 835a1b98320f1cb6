"""The shipped borders as outlines in metres (SWEREF 99 TM), read once when first asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]


class Kind(StrEnum):
    """What an area on a map is."""

    MUNICIPALITY = "municipalities"
    COUNTY = "counties"


class Detail(StrEnum):
    """How many corners a border has: all, or those that a map of the whole country can show."""

    NEAR = "near"
    FAR = "far"


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """One area.

    Shape:   each ring has one row a corner (east, north), the first corner again last; largest ring first.
    Unit:    metres in SWEREF 99 TM.
    Promise: `label` lies inside the largest ring; neighbours have their common corners in common exactly.
    """

    code: str
    rings: tuple[Points, ...]
    label: tuple[float, float]


@cache
def outlines(kind: Kind, detail: Detail) -> Mapping[str, Outline]:
    """Every area of a kind, by code."""
    stored = _stored()
    unit = float(stored["unit_metres"])
    arcs = [unit * np.array(steps, dtype=float).reshape(-1, 2).cumsum(axis=0) for steps in stored[detail]]
    return MappingProxyType(
        {
            code: Outline(
                code,
                tuple(_joined(arcs, ring) for ring in area["rings"]),
                (unit * area["label"][0], unit * area["label"][1]),
            )
            for code, area in stored[kind].items()
        }
    )


@cache
def _stored() -> dict[str, Any]:
    text = files("samfrid.adapters.maps").joinpath("data", "borders.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _joined(arcs: list[Points], ring: list[int]) -> Points:
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring]
    return np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])
