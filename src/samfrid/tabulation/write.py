"""Write everything a tabulation gives, all of it or nothing, and check it before it is let out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from samfrid.adapters import pdf
from samfrid.adapters.disclosure_files.read import read_release
from samfrid.adapters.disclosure_files.write import write_family
from samfrid.domain.disclosure import attack, verify
from samfrid.domain.equality.comparison import Source
from samfrid.domain.measures import raw_table
from samfrid.domain.reports import Download, Figure, Report
from samfrid.domain.tables import ProtectedTable
from samfrid.domain.wording import Language, Problem, Refused, Text
from samfrid.tabulation.comparing import compare_measures, compare_steps
from samfrid.tabulation.folders import refuse_taken, whole_or_nothing, working_space
from samfrid.tabulation.open_data import write_open_data
from samfrid.tabulation.pencils import PublicPencil, StaffPencil, gender_looks
from samfrid.tabulation.plan import Plan
from samfrid.tabulation.report import Content, Numbers, build_report
from samfrid.tabulation.report.method import facts_of, promise_of
from samfrid.tabulation.working_out import Progress, Tabulation, work_out
from samfrid.ui import report as html

MEMORY = 2048
ATTACK_SECONDS = 5.0
PROOF_NOTE = """\
Får inte spridas: beviset innehåller de sanna talen.
Must not be spread: the proof holds the true numbers.
"""


class ProofFailed(Refused):
    """What was about to be written did not pass its own checks; nothing remains."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a tabulation came to, and where it lies (None: nothing was written)."""

    worked: Tabulation
    folder: Path | None


def dry_run(
    file: Path, plan: Plan, *, day: date, memory: int = MEMORY, progress: Progress | None = None
) -> Done:
    """Work everything out and write nothing."""
    with working_space():
        worked = work_out(file, plan, day=day, memory=memory, progress=progress or _silent)
    return Done(worked, None)


def tabulate(
    file: Path,
    plan: Plan,
    out: Path,
    *,
    day: date,
    memory: int = MEMORY,
    staff: bool = False,
    replace: bool = False,
    progress: Progress | None = None,
) -> Done:
    """Tabulate a file into a folder.

    Promise: the folder is there whole, verified and attacked without result, or it is not there (or as it was).
             True numbers stand in `staff/` (only when asked for) and in `proof/`, nowhere else.
    Errors:  as `work_out`; FolderTaken, NotWritten, ProofFailed.
    """
    tell = progress or _silent
    refuse_taken(out, replace=replace)
    with working_space():
        worked = work_out(file, plan, day=day, memory=memory, progress=tell)
    with whole_or_nothing(out) as folder:
        write_family(worked.protected, folder, data_sha256=sha256(file.read_bytes()).hexdigest())
        (folder / "proof" / "README.txt").write_text(PROOF_NOTE, encoding="utf-8")
        _check(folder, tell)
        tell("write", 0.0)
        _write_public(worked, folder, day, tell)
        if staff:
            _write_staff(worked, folder, day)
        _complete_protocol(worked, folder, file)
    return Done(worked, out)


def _silent(stage: str, part: float) -> None:
    """Tell nobody how far the work has come."""


def _check(folder: Path, tell: Progress) -> None:
    """Let the checker and the attackers, who share nothing with the protector, see what was written.

    Errors: ProofFailed with what they found.
    """
    tell("verify", 0.0)
    saved = read_release(folder)
    verdict = verify.check(saved)
    if verdict.faults:
        raise ProofFailed(*(Problem(fault.what) for fault in verdict.faults[:10]))
    tell("attack", 0.0)
    found = attack.run(saved, seconds=ATTACK_SECONDS)
    if not found.found_nothing:
        raise ProofFailed(*(Problem(sentence) for sentence in found.sentences()))


def _write_public(worked: Tabulation, folder: Path, day: date, tell: Progress) -> None:
    labelled = _labelled(worked)
    write_open_data(worked.plan, labelled, folder / "open", day=day)
    tell("compare", 0.0)
    numbers = _numbers(worked, worked.protected.tables, worked.valued)
    for language in worked.plan.languages:
        tell("draw", 0.0)
        content = Content(day, facts_of(worked), promise_of(worked), tuple(_downloads(folder, language)))
        report = build_report(
            worked.plan, numbers, content, PublicPencil(language, gender_looks(worked.plan))
        )
        _write_figures(report.figures, folder / "figures" / language.value)
        _write_report(report, folder, _suffix(worked.plan, language))


def _write_staff(worked: Tabulation, folder: Path, day: date) -> None:
    """Write the report with true numbers, which says on every page that it must not be spread."""
    (folder / "staff").mkdir(mode=0o700)
    counts = worked.counted.counts
    tables = {shape.name: raw_table(counts, shape.name) for shape in worked.family.tables}
    numbers = _numbers(worked, tables, {})
    for language in worked.plan.languages:
        content = Content(day, facts_of(worked, staff_only=True), (), (), staff_only=True)
        report = build_report(worked.plan, numbers, content, StaffPencil(language, gender_looks(worked.plan)))
        _write_report(report, folder / "staff", _suffix(worked.plan, language))


def _numbers(
    worked: Tabulation, tables: Mapping[str, Source], valued: Mapping[str, ProtectedTable]
) -> Numbers[Source]:
    measured = compare_measures(worked.plan, tables, worked.names)
    steps = {way.name: compare_steps(way, measured) for way in worked.plan.ways}
    return Numbers(tables, worked.names, measured, valued, steps)


def _labelled(worked: Tabulation) -> dict[str, tuple[Text, ProtectedTable]]:
    """Every protected table with what people read; a table that several measures share has the first's label."""
    plan = worked.plan
    labels = {table.name: table.label for table in plan.tables}
    for measure in plan.measures:
        labels.setdefault(measure.name, measure.label)
        labels.setdefault(f"{measure.name}_trend", measure.label + Text(" över tid", " over time"))
    tables = {name: (labels[name], table) for name, table in worked.protected.tables.items()}
    return tables | {f"{name}_values": (labels[name], table) for name, table in worked.valued.items()}


def _suffix(plan: Plan, language: Language) -> str:
    return "" if language is plan.languages[0] else f".{language.value}"


def _write_report(report: Report, folder: Path, suffix: str) -> None:
    (folder / f"report{suffix}.html").write_text(html.render(report), encoding="utf-8")
    (folder / f"report{suffix}.pdf").write_bytes(pdf.render(report))


def _write_figures(figures: tuple[Figure, ...], folder: Path) -> None:
    folder.mkdir(parents=True)
    for figure in figures:
        (folder / f"{figure.name}.svg").write_text(figure.wide_svg, encoding="utf-8")
        (folder / f"{figure.name}.narrow.svg").write_text(figure.narrow_svg, encoding="utf-8")


def _downloads(folder: Path, language: Language) -> Iterator[Download]:
    kinds = {
        ".xlsx": Text("Alla tabeller som Excel", "All tables as Excel"),
        ".px": Text("PX", "PX"),
        ".json": Text("JSON-stat", "JSON-stat"),
    }
    for suffix, words in kinds.items():
        for path in sorted((folder / "open").glob(f"*{suffix}")):
            label = words.into(language) if suffix == ".xlsx" else f"{words.into(language)}: {path.stem}"
            yield Download(label, f"open/{path.name}", path.stat().st_size)


def _complete_protocol(worked: Tabulation, folder: Path, file: Path) -> None:
    """Add to the protector's protocol what the tabulation did.

    The hashes and the size of the input stand with the proof, never in the protocol: a reader who guesses a small
    table could try each guess against them.
    """
    sources = {
        "file_sha256": sha256(file.read_bytes()).hexdigest(),
        "snapshot_sha256": worked.snapshot_hash,
        "rows": worked.table.row_count,
    }
    (folder / "proof" / "sources.json").write_text(json.dumps(sources, indent=1) + "\n", encoding="utf-8")
    path = folder / "protocol.json"
    protocol = json.loads(path.read_text(encoding="utf-8"))
    reading = worked.table.reading
    protocol["tabulation"] = {
        "file": file.name,
        "sheet": reading.sheet,
        "encoding": reading.encoding,
        "separator": reading.separator,
        "decimal": reading.decimal,
        "header_rows": list(reading.header_rows),
        "dropped_rows": reading.dropped_rows,
        "tables": {shape.name: list(shape.dimension_names) for shape in worked.family.tables},
    }
    text = json.dumps(protocol, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8")
