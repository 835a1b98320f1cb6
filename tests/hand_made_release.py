"""Write small releases by hand, with plain loops: shares nothing with what reads, checks or attacks them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

Codes = tuple[str, ...]
Cell = Mapping[str, str]
TOTAL = "Total"

MUNICIPALITIES = {"a1": "a", "a2": "a", "b1": "b"}
GENDERS = ("W", "M", "O")
COUNTS = dict(zip(product(MUNICIPALITIES, GENDERS), (2, 6, 9, 7, 8, 9, 20, 30, 0), strict=True))
"""Municipality × gender: a1 W is the one small count; b1 is alone in county b; b1 O is nought."""


@dataclass
class HandMade:
    """A family: columns with codes, finest combinations with counts, and what is hidden and proven."""

    columns: dict[str, Sequence[str]]
    hierarchies: dict[str, dict[str, dict[str, str]]]
    tables: list[list[str]]
    counts: dict[Codes, int]
    hidden: Callable[[dict[str, str]], bool]
    witnesses: list[dict[Codes, int]] = field(default_factory=list)
    primaries: list[tuple[dict[str, str], str]] = field(default_factory=list)
    rule: dict[str, object] = field(default_factory=dict)

    @property
    def finest(self) -> list[str]:
        """The columns that `counts` and `witnesses` name, in order: those that lie over no other."""
        coarser = {level for levels in self.hierarchies.values() for level in levels}
        return [column for column in self.columns if column not in coarser]

    def base_row(self, codes: Codes) -> dict[str, str]:
        row = dict(zip(self.finest, codes, strict=True))
        for dimension, levels in self.hierarchies.items():
            for level, parent in levels.items():
                row[level] = parent[row[dimension]]
        return {column: row[column] for column in self.columns}

    def count(self, cell: Cell) -> int:
        return sum(n for codes, n in self.counts.items() if cell.items() <= self.base_row(codes).items())

    def table_cells(self, table: Sequence[str]) -> Iterable[list[tuple[str, str]]]:
        """Every cell of a table as one (level, code) a dimension."""
        members = [
            [(level, code) for level in (d, *self.hierarchies.get(d, {})) for code in self.columns[level]]
            + [(TOTAL, TOTAL)]
            for d in table
        ]
        return [list(cell) for cell in product(*members)]

    def full_rule(self) -> dict[str, object]:
        return {
            "threshold": 5,
            "thresholds": {},
            "zeros": "published",
            "reader_minimum": 1,
            "width": 4,
            "insider": 0,
            "groups": [],
            "force_publish": [],
            "force_hide": [],
            "seed": 1,
        } | self.rule

    def write(self, folder: Path) -> Path:
        (folder / "tables").mkdir(parents=True)
        (folder / "proof").mkdir()
        for number, table in enumerate(self.tables, start=1):
            heading = [name for d in table for name in (d, f"{d}_level")]
            rows = [[*heading, "count", "status"]]
            for cell in self.table_cells(table):
                named = {level: code for level, code in cell if level != TOTAL}
                labels = [text for level, code in cell for text in (code, level)]
                count = self.count(named)
                if self.hidden(named):
                    rows.append([*labels, "", "hidden"])
                elif count or self.full_rule()["zeros"] == "hidden":
                    rows.append([*labels, str(count), "published"])
            _write_csv(folder / f"tables/{number:03}.csv", rows)
        structure = {
            "version": 1,
            "dimensions": {column: {"codes": list(codes)} for column, codes in self.columns.items()},
            "hierarchies": {
                dimension: [{"level": level, "parent": parent} for level, parent in levels.items()]
                for dimension, levels in self.hierarchies.items()
            },
            "tables": [
                {"name": " × ".join(table), "file": f"tables/{number:03}.csv", "dimensions": table}
                for number, table in enumerate(self.tables, start=1)
            ],
            "rule": self.full_rule(),
        }
        (folder / "structure.json").write_text(json.dumps(structure), encoding="utf-8")
        self._write_proof(folder)
        return folder

    def _write_proof(self, folder: Path) -> None:
        order = list(self.counts)
        base = [[*self.columns, "count"]]
        base += [[*self.base_row(codes).values(), str(self.counts[codes])] for codes in order]
        _write_csv(folder / "proof/base.csv", base)
        witnesses = [["witness", "row", "change"]]
        for number, changes in enumerate(self.witnesses):
            witnesses += [[str(number), str(order.index(c)), str(n)] for c, n in changes.items() if n]
        _write_csv(folder / "proof/witnesses.csv", witnesses)
        primaries = [["cell", "reason"]]
        primaries += [
            ['"' + json.dumps(cell, sort_keys=True).replace('"', '""') + '"', reason]
            for cell, reason in self.primaries
        ]
        _write_csv(folder / "proof/primaries.csv", primaries)
        sign(folder)

    def write_data(self, folder: Path) -> Path:
        """Write the counts as the data of a spec, and the spec."""
        rows = [[*self.columns, "n"]]
        rows += [[*self.base_row(codes).values(), str(n)] for codes, n in self.counts.items() if n]
        _write_csv(folder / "data.csv", rows)
        (folder / "spec.json").write_text(json.dumps({"data": "data.csv", "count": "n"}), encoding="utf-8")
        return folder / "spec.json"


def sign(folder: Path, data: Path | None = None) -> None:
    """Write the manifest anew, as whoever changes files and covers it up would."""
    files = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }
    structure = json.loads((folder / "structure.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(data.read_bytes()).hexdigest() if data else None
    manifest = {"version": 1, "files": files, "data_sha256": digest, "rule": structure["rule"]}
    (folder / "proof/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def edit(folder: Path, file: str, old: str, new: str) -> Path:
    """Change one text in one file, and sign the release anew."""
    text = (folder / file).read_text(encoding="utf-8")
    if old not in text:
        raise LookupError(f"{old!r} is not in {file}")
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    sign(folder)
    return folder


def _write_csv(path: Path, rows: Iterable[Sequence[str]]) -> None:
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")


def box(low: tuple[str, str], high: tuple[str, str], step: int) -> dict[Codes, int]:
    """Move `step` persons round the four corners of a box in municipality × gender."""
    return {
        (low[0], low[1]): step,
        (low[0], high[1]): -step,
        (high[0], low[1]): -step,
        (high[0], high[1]): step,
    }


def small_release(**changes: object) -> HandMade:
    """Three municipalities in two counties × three genders; one primary, hidden with three others, proven."""
    corner, other = ("a1", "W"), ("a2", "M")
    hidden = [{"muni": m, "gender": g} for m in ("a1", "a2") for g in ("W", "M")]
    given: dict[str, object] = {
        "columns": {"muni": tuple(MUNICIPALITIES), "gender": GENDERS, "county": ("a", "b")},
        "hierarchies": {"muni": {"county": MUNICIPALITIES}},
        "tables": [["muni", "gender"]],
        "counts": dict(COUNTS),
        "hidden": lambda cell: cell in hidden,
        "witnesses": [box(corner, other, 3), box(corner, other, -1)],
        "primaries": [({"muni": "a1", "gender": "W"}, "threshold")],
    }
    return HandMade(**(given | changes))  # type: ignore[arg-type]
