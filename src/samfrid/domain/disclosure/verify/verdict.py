"""What a check of a release says: its faults and its figures, in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.domain.wording import Language, Text, format_count

SHOWN = 10
"""How many faults of one kind are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as the release promises. `kind` is a stable word for programs."""

    kind: str
    what: Text


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a check. `primaries_rechecked` tells whether half 2 was done, against the data."""

    faults: tuple[Fault, ...]
    cells: int
    hidden: int
    primaries: int
    proven: int
    witnesses: int
    insiders: int
    reader_minimum: int
    width: int
    primaries_rechecked: bool
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against the promise."""
        return not self.faults

    def into(self, language: Language) -> str:
        """Say the outcome in plain words, a sentence a line."""
        return "\n".join(text.into(language) for text in self.sentences())

    def sentences(self) -> list[Text]:
        """List the outcome first, then what was checked, then the faults."""
        n = {
            k: Text(format_count(v, Language.SWEDISH), format_count(v, Language.ENGLISH))
            for k, v in self._figures()
        }
        lines = [
            Text("Beviset håller.", "The proof holds.")
            if self.holds
            else Text("Beviset håller INTE: publicera inte.", "The proof does NOT hold: do not publish."),
            Text(
                f"{n['proven'].sv} av {n['primaries'].sv} primärceller är bevisade: två hela tabeller var, "
                f"minst {self.width} isär. Läsaren antas veta att en dold cell är minst "
                f"{self.reader_minimum}.",
                f"{n['proven'].en} of {n['primaries'].en} primary cells are proven: two complete tables "
                f"each, at least {self.width} apart. The reader is taken to know that a hidden cell is "
                f"at least {self.reader_minimum}.",
            ),
            Text(
                f"{n['cells'].sv} celler, {n['hidden'].sv} dolda, {n['witnesses'].sv} vittnestabeller, "
                f"{n['insiders'].sv} insiders prövade.",
                f"{n['cells'].en} cells, {n['hidden'].en} hidden, {n['witnesses'].en} witness tables, "
                f"{n['insiders'].en} insiders tried.",
            ),
            Text("Primärcellerna har räknats om ur data.", "The primaries were recounted from the data.")
            if self.primaries_rechecked
            else Text(
                "Primärcellerna har inte kontrollerats mot data.", "Primaries not rechecked against the data."
            ),
        ]
        return lines + [fault.what for fault in self.faults]

    def _figures(self) -> list[tuple[str, int]]:
        names = ("cells", "hidden", "primaries", "proven", "witnesses", "insiders")
        return [(name, getattr(self, name)) for name in names]
