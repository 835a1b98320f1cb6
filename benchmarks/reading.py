"""How long it takes to read the 2020 helpline and a large workbook, and how much memory."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from benchmarks import WORKSHOP, Figure, LeftOut, outside_data
from benchmarks.processes import measure

ROWS, COLUMNS = 100_000, 30
READ = """
import sys, time
from pathlib import Path
from samfrid.adapters.spreadsheets import read_table
began = time.perf_counter()
read_table(Path(sys.argv[1]))
print(time.perf_counter() - began)
"""


def run() -> Iterator[Figure]:
    """Measure each in a process of its own; the seconds are those of the reading, the memory of all of it."""
    workbook = _workbook()
    spent = measure([sys.executable, "-c", READ, workbook])
    yield f"a workbook of {ROWS} × {COLUMNS}", float(spent.output), "s", 10.0
    helpline = outside_data() / "microdata" / "linea144-2020.csv"
    if not helpline.exists():
        raise LeftOut(f"{helpline.name} is not among the data")
    spent = measure([sys.executable, "-c", READ, helpline])
    yield "the 2020 helpline", float(spent.output), "s", 3.0
    yield "peak of memory, the 2020 helpline", spent.megabytes, "MB", 300.0


def _workbook() -> Path:
    """Write a workbook of words, numbers, yes and no, and dates; the same each time, made once."""
    path = WORKSHOP / f"{ROWS}x{COLUMNS}.xlsx"
    if path.exists():
        return path
    chance = random.Random(2026)  # noqa: S311 - figures to measure with, nothing secret
    book = xlsxwriter.Workbook(path.with_suffix(".part"), {"constant_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("deltagare")
    sheet.write_row(0, 0, [f"kolumn {n + 1}" for n in range(COLUMNS)])
    for row in range(1, ROWS + 1):
        for column in range(COLUMNS):
            match column % 5:
                case 0:
                    sheet.write_string(
                        row, column, chance.choice(("kvinna", "man", "annat", "vill inte svara"))
                    )
                case 1:
                    sheet.write_number(row, column, chance.randrange(18, 90))
                case 2:
                    sheet.write_string(row, column, chance.choice(("ja", "nej", "")))
                case 3:
                    sheet.write_datetime(
                        row, column, date(2021, 1, 1) + timedelta(chance.randrange(1500)), day
                    )
                case _:
                    sheet.write_number(row, column, chance.randrange(10_000) / 4)
    book.close()
    path.with_suffix(".part").replace(path)
    return path
