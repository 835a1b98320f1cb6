"""Prepare the reference data of `samfrid.domain.places`: names, codes, spellings, neighbours, population.

Development time only. Input: the folder `reference` of SAMFRID_DATA (its README names source and licence of
each file). Output: `src/samfrid/domain/places/data/*.csv`, which ship in the package. Run from the root:

    SAMFRID_DATA=... python tools/prepare_places.py
"""

from __future__ import annotations

import csv
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import prepare_map

SHIPPED = Path(__file__).parent.parent / "src/samfrid/domain/places/data"

# What the descriptions in municipality_name_dialects.csv and county_name_dialects.csv state about time.
# Bara ended before the oldest table that ships (2008); the day is not in any of them.
VALID_FROM = {"0331": "2007-01-01", "0330": "2003-01-01"}
VALID_TO = {"1917": "2006-12-31"}
COUNTY_VALID_FROM = {"14": "1998-01-01"}
COUNTY_VALID_TO = "1997-12-31"

# Names that stand in shared tables for a place that has another name today.
EARLIER_NAMES = (("2023", "Malung", "earlier"),)
COUNTY_EVERYDAY_NAMES = (
    ("Södermanlands län", "Sörmland", "everyday"),
    ("Södermanlands län", "Sörmlands län", "everyday"),
)


def main() -> None:
    """Write every file anew."""
    reference = Path(os.environ["SAMFRID_DATA"]) / "reference"
    dialects = read(reference / "municipality_name_dialects.csv")
    county_dialects = read(reference / "county_name_dialects.csv")
    current = read(reference / "municipalities.csv")
    write_municipalities(current, dialects)
    write_spellings(current, dialects)
    write_counties(read(reference / "counties.csv"), county_dialects)
    write_regions(read(reference / "kolada_units.csv"))
    write_similar(read(reference / "kolada_comparison_groups.csv"))
    write_population(reference / "population")
    write_neighbours(reference / "polygons/kommun.geojson", [row["municipality_code"] for row in current])


def read(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """Read a table with a header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write one shipped table."""
    SHIPPED.mkdir(parents=True, exist_ok=True)
    with (SHIPPED / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_municipalities(current: list[dict[str, str]], dialects: list[dict[str, str]]) -> None:
    rows = []
    for row in current:
        code = row["municipality_code"]
        if row["county_code"] != code[:2]:
            raise ValueError(f"municipality {code} does not lie in the county its code begins with")
        rows.append(
            (code, row["municipality_name"], row["municipality_name_short"], VALID_FROM.get(code, ""), "", "")
        )
    known = {row[0] for row in rows}
    for row in dialects:
        code = row["dialect:skatteverket"]
        if code not in known:
            rows.append((code, row["id"], row["dialect:short"], "", VALID_TO.get(code, ""), "former"))
    write(
        "municipalities.csv", ("code", "name", "short_name", "valid_from", "valid_to", "status"), sorted(rows)
    )


def write_spellings(current: list[dict[str, str]], dialects: list[dict[str, str]]) -> None:
    """Keep the spellings that do not follow from the names: other codes, registers' own names."""
    by_name = {row["municipality_name"]: row["municipality_code"] for row in current}
    rows: list[tuple[str, str, str]] = list(EARLIER_NAMES)
    given: dict[str, str] = {}
    for row in sorted(dialects, key=lambda row: row["id"] not in by_name):
        code = row["dialect:skatteverket"]
        # Heby kept its other codes when it changed county: they mean Heby of today, which comes first here.
        for kind, word in (("brå", row["dialect:brå"]), ("wikidata", row["dialect:wikidata"])):
            if word and given.setdefault(word, code) == code:
                rows.append((code, word, kind))
        if row["id"] not in by_name:
            rows.append((code, row["id"], "earlier"))
            rows.append((code, row["dialect:scb"], "scb"))
        if row["description"].endswith(" municipality"):
            rows.append((code, row["description"], "english"))
    write("spellings.csv", ("code", "spelling", "kind"), sorted(set(rows)))


def write_counties(current: list[dict[str, str]], dialects: list[dict[str, str]]) -> None:
    rows: list[tuple[str, ...]] = []
    for row in current:
        code = row["county_code"]
        rows.append(
            (code, row["county_name"], row["county_name_short"], COUNTY_VALID_FROM.get(code, ""), "", "")
        )
    names = {row["county_name"] for row in current}
    spellings: list[tuple[str, str, str]] = list(COUNTY_EVERYDAY_NAMES)
    for row in dialects:
        code = row["dialect:skatteverket"]
        if row["id"] not in names:
            rows.append((code, row["id"], row["dialect:short"], "", COUNTY_VALID_TO, "former"))
        spellings.append((row["id"], row["dialect:wikidata"], "wikidata"))
    write("counties.csv", ("code", "name", "short_name", "valid_from", "valid_to", "status"), sorted(rows))
    write("county_spellings.csv", ("name", "spelling", "kind"), sorted(spellings))


def write_regions(units: list[dict[str, str]]) -> None:
    regions = [unit for unit in units if unit["type"] == "L" and unit["id"] != "0000"]
    write(
        "regions.csv",
        ("code", "name", "county"),
        [(unit["id"], unit["title"], unit["id"][2:]) for unit in regions],
    )


def write_similar(groups: list[dict[str, str]]) -> None:
    """Keep the groups for individual and family care: the ones this product compares within."""
    short = {row["code"]: row["short_name"] for row in read(SHIPPED / "municipalities.csv")}
    code_of = {name: code for code, name in short.items()}
    similar: dict[str, list[str]] = defaultdict(list)
    years = set()
    for row in groups:
        if match := re.fullmatch(r"Liknande kommuner IFO, (.+), (\d{4})", row["group_title"]):
            similar[code_of[match[1]]].append(row["member_id"])
            years.add(match[2])
    (year,) = years
    write(
        "similar.csv",
        ("code", "year", "similar"),
        [(code, year, " ".join(sorted(similar[code]))) for code in sorted(similar)],
    )


def write_population(folder: Path) -> None:
    totals = read(folder / "folkmangd_kommun_totalt.csv", ";")
    year = max(row["år"] for row in totals)
    write(
        "population.csv",
        ("code", "year", "persons"),
        sorted((row["region"][:4], year, int(row["Folkmängd"])) for row in totals if row["år"] == year),
    )
    by_sex: dict[str, dict[str, int]] = defaultdict(dict)
    for row in read(folder / "folkmangd_lan_kon.csv", ";"):
        if row["år"] == year:
            by_sex[row["region"][:2]][row["kön"]] = int(row["Folkmängd"])
    write(
        "population_counties.csv",
        ("code", "year", "women", "men"),
        [(code, year, by_sex[code]["kvinnor"], by_sex[code]["män"]) for code in sorted(by_sex)],
    )


def write_neighbours(path: Path, codes: Sequence[str]) -> None:
    """Two municipalities are neighbours when their areas share at least one border segment."""
    arcs: dict[int, set[str]] = defaultdict(set)
    _, rings_of = prepare_map.cut(prepare_map.read(path))
    for code, rings in rings_of.items():
        for number in (i for ring in rings for i in ring):
            arcs[prepare_map.abs_index(number)].add(code)
    neighbours: dict[str, set[str]] = {code: set() for code in codes}
    for pair in arcs.values():
        for code in pair:
            neighbours[code] |= pair - {code}
    write(
        "neighbours.csv",
        ("code", "neighbours"),
        [(code, " ".join(sorted(neighbours[code]))) for code in sorted(codes)],
    )


if __name__ == "__main__":
    main()
