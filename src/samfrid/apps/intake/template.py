"""The workbook to fill in: our columns with two invented rows, and a sheet that tells what may stand in each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from samfrid.adapters.spreadsheets import About, OutColumn, OutSheet, write_xlsx
from samfrid.apps.cases import vocabulary as codes
from samfrid.apps.intake.fields import BY_CODE, TargetField
from samfrid.domain.wording import Language, Text

FILE_NAME = "mall-arenden.xlsx"
_COLUMNS = (
    "gender", "age_band", "place", "opened", "first_meeting", "honour_context", "support", "situation_before",
    "situation_after", "closed", "closure_reason", "unit", "intervention",
)  # fmt: skip
_HOW = {
    "age_band": Text("Ålder i år, eller åldersgrupp", "Age in years, or age band"),
    "place": Text("Kommunens namn eller kod", "The municipality's name or code"),
    "opened": Text("Dag, som 2026-01-31. Måste finnas.", "Day, such as 2026-01-31. Must be there."),
    "first_meeting": Text("Dag, eller tomt", "Day, or blank"),
    "closed": Text("Dag, eller tomt medan stödet pågår", "Day, or blank while the support goes on"),
    "unit": Text("Er enhets namn", "The name of your unit"),
    "intervention": Text("Insatsens namn, eller tomt", "The name of the intervention, or blank"),
}


def template(language: Language) -> bytes:
    """Build the template. It reads in as it is once its invented rows are replaced.

    Promise: no names, numbers or addresses are asked for.
    """
    fields = [BY_CODE[code] for code in _COLUMNS]
    rows = OutSheet(
        Text("Ärenden", "Cases").into(language),
        tuple(OutColumn(_heading(field).into(language), _examples(field, language)) for field in fields),
    )
    about = About(
        Text("Mall för ärenden", "Template for cases").into(language),
        tuple((_heading(field).into(language), _how(field, language)) for field in fields),
    )
    with TemporaryDirectory(prefix="samfrid-") as folder:
        path = Path(folder) / FILE_NAME
        write_xlsx(path, [rows], about=about, language=language)
        return path.read_bytes()


def _heading(field: TargetField) -> Text:
    """A short heading: the label up to its comma."""
    return Text(
        field.label.sv.split(",")[0].split(" eller ")[0], field.label.en.split(",")[0].split(" or ")[0]
    )


def _how(field: TargetField, language: Language) -> str:
    if field.code in _HOW:
        return _HOW[field.code].into(language)
    several = Text("Ett eller flera, med semikolon mellan: ", "One or more, with semicolons between: ")
    one = Text("Ett av: ", "One of: ")
    words = ", ".join(text.into(language) for text in field.codes.values())
    return (several if field.code == "support" else one).into(language) + words


def _examples(field: TargetField, language: Language) -> list[str | int | date | None]:
    support = [
        codes.SUPPORT_KINDS[kind].into(language)
        for kind in (codes.SupportKind.SUPPORT_TALK, codes.SupportKind.LEGAL)
    ]
    said: dict[str, list[str | int | date | None]] = {
        "gender": [codes.GENDERS["woman"].into(language), codes.GENDERS["man"].into(language)],
        "age_band": [34, codes.AGE_BANDS["41-60"].into(language)],
        "place": ["Motala", "0580"],
        "opened": [date(2026, 1, 12), date(2026, 2, 3)],
        "first_meeting": [date(2026, 1, 19), None],
        "honour_context": [codes.HONOUR["no"].into(language), codes.HONOUR["unknown"].into(language)],
        "support": ["; ".join(support), support[0]],
        "situation_before": [codes.SITUATIONS["2"].into(language), None],
        "situation_after": [codes.SITUATIONS["4"].into(language), None],
        "closed": [date(2026, 5, 4), None],
        "closure_reason": [codes.CLOSURE_REASONS["completed"].into(language), None],
    }
    return said.get(field.code, [None, None])
