"""The words of the page itself, as against the words of the report."""

from __future__ import annotations

from samfrid.domain.wording import Text

PHRASES = {
    "skip": Text("Till innehållet", "Skip to the content"),
    "contents": Text("Innehåll", "Contents"),
    "show_table": Text("Visa som tabell", "Show as a table"),
    "table": Text("Tabell", "Table"),
}
