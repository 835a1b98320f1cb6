"""Show how far long work has come: a bar on a terminal, a line a stage elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from samfrid.domain.wording import Language, Text

_STAGES = {
    "read": Text("Läser filen", "Reading the file"),
    "clean": Text("Rättar stavningar och datum", "Cleaning spellings and dates"),
    "count": Text("Räknar", "Counting"),
    "protect": Text("Döljer", "Hiding"),
    "structure": Text("Tar reda på hur tabellerna hänger ihop", "Finding how the tables hang together"),
    "prove": Text("Bevisar att inget dolt går att räkna ut", "Proving that nothing hidden can be worked out"),
    "give back": Text("Visar det som inte behöver döljas", "Showing what need not be hidden"),
    "insiders": Text("Skyddar mot den som själv är med", "Guarding against those who are counted"),
    "check": Text("Räknar igenom beviset", "Going through the proof"),
    "compare": Text("Jämför grupper", "Comparing groups"),
    "draw": Text("Ritar diagram och kartor", "Drawing charts and maps"),
    "write": Text("Skriver", "Writing"),
    "verify": Text("Prövar beviset", "Checking the proof"),
    "database": Text("Lägger upp databasen", "Setting up the database"),
    "organisations": Text("Hittar på organisationer och konton", "Inventing organisations and accounts"),
    "askings": Text("Räknar in påhittade frågor", "Counting invented askings"),
    "cases": Text("Öppnar påhittade ärenden", "Opening invented cases"),
    "releases": Text("Skyddar och publicerar", "Protecting and publishing"),
    "attack": Text("Försöker räkna ut det dolda", "Trying to work out what is hidden"),
}


class _Shown:
    """Called with a stage and how far it has come."""

    def __init__(self, progress: Progress, language: Language) -> None:
        self._progress = progress
        self._language = language
        self._stage = ""
        self._task: TaskID | None = None

    def __call__(self, stage: str, part: float) -> None:
        if stage != self._stage:
            self._finish()
            words = _STAGES.get(stage, Text.same(stage)).into(self._language)
            self._stage, self._task = stage, self._progress.add_task(words, total=1.0)
            if not self._progress.console.is_terminal:
                self._progress.console.print(words)
        if self._task is not None:
            self._progress.update(self._task, completed=min(part, 1.0))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        if kind is None:
            self._finish()

    def _finish(self) -> None:
        if self._task is not None:
            self._progress.update(self._task, completed=1.0)


@contextmanager
def shown_progress(language: Language) -> Iterator[_Shown]:
    """Show progress on standard error while the block runs; standard output stays for what was asked for."""
    console = Console(file=sys.stderr, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        shown = _Shown(progress, language)
        yield shown
        shown.__exit__(None, None, None)
