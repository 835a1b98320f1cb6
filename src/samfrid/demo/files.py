"""Write the invented register the way people save such files: title lines, semicolons, many spellings."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from samfrid.demo.register import DemoCase
from samfrid.domain.places import Municipality

HEADER = (
    "Inskriven",
    "Första samtal",
    "Kommun",
    "Kön",
    "Ålder",
    "Fråga om våld",
    "Utsatt för våld",
    "Hederskontext",
    "Erbjuden stöd",
    "Började",
    "Fullföljde",
    "Har det bättre efteråt",
)
_GENDERS = {"woman": ("Kvinna", "K", "kvinna"), "man": ("Man", "M", "man"), "other": ("Annan",), "": ("",)}
_ASKED = {"answered": "Svarade", "declined": "Tackade nej", "not asked": "Fick inte frågan"}
_ANSWERS = {"yes": "Ja", "no": "Nej", "unclear": "Oklart", "": ""}


def write_register(path: Path, cases: Iterable[DemoCase], seed: int = 2026) -> int:
    """Write the cases as a CSV file in Windows-1252 and return how many there were."""
    chance = np.random.default_rng(seed)
    written = 0
    with path.open("w", encoding="cp1252", newline="") as file:
        rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
        rows.writerow(["Deltagare i insatser 2021–2025, tre län"])
        rows.writerow(["Påhittade uppgifter: inga verkliga personer"])
        rows.writerow([])
        rows.writerow(HEADER)
        for case in cases:
            rows.writerow(_row(case, chance))
            written += 1
    return written


def _row(case: DemoCase, chance: np.random.Generator) -> tuple[str, ...]:
    return (
        case.opened.isoformat(),
        case.first_meeting.isoformat() if case.first_meeting else "",
        _picked(chance, _spellings(case.municipality)),
        _picked(chance, _GENDERS[case.gender]),
        "" if case.age is None else str(case.age),
        _ASKED[case.asked],
        *(
            _ANSWERS[answer]
            for answer in (
                case.exposed,
                case.honour_context,
                case.offered,
                case.started,
                case.completed,
                case.better,
            )
        ),
    )


def _spellings(place: Municipality) -> tuple[str, ...]:
    return (
        place.short_name,
        place.short_name,
        place.name,
        f"{place.code} {place.name}",
        place.short_name.upper(),
    )


def _picked(chance: np.random.Generator, words: Sequence[str]) -> str:
    return words[int(chance.integers(len(words)))]
