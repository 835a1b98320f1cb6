"""How long it takes to set a report as PDF: twelve figures and a table of every municipality."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import numpy as np

from benchmarks import Figure
from samfrid.adapters import pdf
from samfrid.adapters.charts import staff
from samfrid.adapters.charts.model import Caption
from samfrid.domain import reports
from samfrid.domain.equality import Comparison, PartOf, compare
from samfrid.domain.tables import Dimension, RawTable, TableShape
from samfrid.domain.wording import Language, Text

FIGURES, ROWS = 12, 290


def run() -> Iterator[Figure]:
    """Set an invented report once: a second time Typst would only remember the first."""
    report = _report()
    began = time.perf_counter()
    made = pdf.render(report)
    yield f"a report of {FIGURES} figures and {ROWS} rows", time.perf_counter() - began, "s", 2.0
    yield "its size", len(made) / 2**20, "MB", 2.0


def _report() -> reports.Report:
    comparison = _comparison()
    figures = [
        staff.dots(
            comparison,
            Caption(f"figure-{n}", Text.same("Kvinnor och män"), Text.same("Andel som fick frågan")),
            Language.SWEDISH,
        )
        for n in range(FIGURES)
    ]
    parts = tuple(reports.Part(f"Mått {n + 1}", (reports.FigureBlock(f),)) for n, f in enumerate(figures))
    return reports.Report(
        title="Påhittad redovisning",
        date=date(2026, 1, 1),
        language=Language.SWEDISH,
        parts=(*parts, reports.Part("Kommuner", (_table(),))),
        staff_only=True,
        demo=True,
    )


def _comparison() -> Comparison[RawTable]:
    """Twelve places, two genders, yes and no, with every total."""
    chance = np.random.default_rng(2026)
    places = tuple(f"place_{n}" for n in range(12))
    dimensions = (
        Dimension("place", places, Text.same("Kommun")),
        Dimension("gender", ("woman", "man"), Text.same("Kön")),
        Dimension("asked", ("yes", "no"), Text.same("Frågan")),
    )
    inner = chance.integers(5, 400, (len(places), 2, 2))
    shape = TableShape("asked", dimensions)
    counts = {}
    for coordinates in shape.coordinates():
        index = tuple(
            slice(None) if member.is_total else dimension.codes.index(member.code)
            for member, dimension in zip(coordinates, dimensions, strict=True)
        )
        counts[coordinates] = int(inner[index].sum())
    return compare(
        RawTable(shape, counts),
        measure=Text.same("Fick frågan"),
        by="gender",
        compared=("woman", "man"),
        numerator=PartOf("asked", ("yes",)),
        rows_by="place",
    )


def _table() -> reports.TableBlock:
    groups = (
        reports.ColumnGroup("Kvinnor", (reports.Column("andel"), reports.Column("antal"))),
        reports.ColumnGroup("Män", (reports.Column("andel"), reports.Column("antal"))),
    )
    cells = tuple(reports.TableCell(words) for words in ("72 %", "329 av 457", "54 %", "264 av 493"))
    rows = tuple(reports.TableRow((f"Kommun {n + 1}",), cells) for n in range(ROWS))
    return reports.TableBlock("Fick frågan", ("Kommun",), groups, rows)
