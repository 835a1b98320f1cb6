"""Say on the command line what a tabulation came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from samfrid.domain.tables import ProtectedTable
from samfrid.domain.wording import Language, Text, format_count, format_share
from samfrid.tabulation.write import Done


def outcome_words(done: Done, language: Language) -> str:
    """Say how many cells each table shows and hides, why, and where the result lies."""
    return "\n".join(line.into(language) for line in _lines(done))


def _lines(done: Done) -> Iterator[Text]:
    worked = done.worked
    rows = _both(worked.table.row_count)
    counted = _both(int(worked.counted.counts.counts.sum()))
    yield Text(
        f"{worked.table.reading.file}: {rows.sv} rader lästa, {counted.sv} {worked.plan.unit.sv} räknade.",
        f"{worked.table.reading.file}: {rows.en} rows read, {counted.en} {worked.plan.unit.en} counted.",
    )
    for part in worked.counted.left_out:
        number = _both(part.rows)
        yield Text(
            f"  Utelämnade rader i {part.where}: {number.sv}", f"  Rows left out at {part.where}: {number.en}"
        )
    for suspect in worked.table.suspects[:10]:
        yield Text(
            f"  Att kontrollera: {suspect.where.into(Language.SWEDISH)}: {suspect.what.sv}",
            f"  To look at: {suspect.where.into(Language.ENGLISH)}: {suspect.what.en}",
        )
    for place, (name, table) in enumerate(worked.protected.tables.items(), start=1):
        yield _table_line(f"{place:03d} {name}", table)
    yield from _why(done)
    if done.folder is None:
        yield Text("Inget är skrivet (--dry-run).", "Nothing has been written (--dry-run).")
    else:
        report = done.folder / "report.html"
        yield Text(f"Klart. Öppna {report}", f"Done. Open {report}")
        yield Text(
            "Mappen proof innehåller sanna tal och får inte spridas.",
            "The folder proof holds true numbers and must not be spread.",
        )


def _table_line(name: str, table: ProtectedTable) -> Text:
    cells = [cell for _, cell in table]
    hidden = sum(not cell.is_shown for cell in cells)
    shown = _both(len(cells) - hidden)
    share = hidden / len(cells) if cells else 0.0
    words = _both(hidden)
    return Text(
        f"  {name}: {shown.sv} siffror visas, {words.sv} döljs ({format_share(share, Language.SWEDISH)})",
        f"  {name}: {shown.en} numbers shown, {words.en} hidden ({format_share(share, Language.ENGLISH)})",
    )


_REASONS = {
    "threshold": Text("färre än gränsen", "fewer than the limit"),
    "group": Text(
        "en hel liten grupp i en känslig kategori", "a whole small group in one sensitive category"
    ),
    "forced": Text("begärt i planen", "asked for in the plan"),
    "difference": Text("en liten skillnad mellan två siffror", "a small difference between two numbers"),
    "denominator": Text("för liten nämnare", "too small a denominator"),
}


def _why(done: Done) -> Iterator[Text]:
    reasons = Counter(primary.reason for primary in done.worked.protected.proof.primaries)
    for reason, count in sorted(reasons.items()):
        words, number = _REASONS.get(reason, Text.same(reason)), _both(count)
        yield Text(
            f"  Får inte visas, {words.sv}: {number.sv}", f"  Must not be shown, {words.en}: {number.en}"
        )


def _both(count: int) -> Text:
    return Text(format_count(count, Language.SWEDISH), format_count(count, Language.ENGLISH))
