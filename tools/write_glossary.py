"""Write GLOSSARY.md from `samfrid.domain.terms`. Development time only; run from the root:

python tools/write_glossary.py
"""

from __future__ import annotations

from pathlib import Path

from samfrid.domain import terms

TARGET = Path(__file__).parent.parent / "GLOSSARY.md"

HEAD = """# Glossary

Code is written in English with the names below; people read the Swedish words. Written by
`tools/write_glossary.py` from `src/samfrid/domain/terms/data/terms.csv`: change that file, never this one.
"""


def glossary() -> str:
    """The whole page."""
    pieces = [HEAD]
    for part in terms.Part:
        pieces.append(f"\n## {part.heading.en}\n\n*{part.heading.sv}*\n\n")
        pieces.append("| Swedish | Code name | English | Note | Source |\n| --- | --- | --- | --- | --- |\n")
        for term in terms.all():
            if term.part is part:
                cells = (term.swedish, f"`{term.code_name}`", term.english, term.note, term.source)
                pieces.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n")
    return "".join(pieces)


if __name__ == "__main__":
    TARGET.write_text(glossary(), encoding="utf-8")
