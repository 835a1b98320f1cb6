"""What a person is told when a file cannot be read or written: each problem with file, sheet and cell."""

from __future__ import annotations

from samfrid.domain.wording import Place, Problem, Refused, Text

SHOWN_PROBLEMS = 20


class SpreadsheetRefused(Refused):
    """A file was not read, or not written, and says why."""


class PersonalNumberFound(SpreadsheetRefused):
    """A personnummer or samordningsnummer stands in the file; the number itself is never carried here."""


class ProblemList:
    """Collects problems while a file is walked through, so that a person can mend all of them at once."""

    def __init__(self, kind: type[SpreadsheetRefused] = SpreadsheetRefused) -> None:
        self._kind = kind
        self._shown: list[Problem] = []
        self._count = 0

    def add(self, what: Text, where: Place) -> None:
        """Note one problem; past the stated number only the count grows."""
        self._count += 1
        if len(self._shown) < SHOWN_PROBLEMS:
            self._shown.append(Problem(what, where))

    def __bool__(self) -> bool:
        return self._count > 0

    def refusal(self) -> SpreadsheetRefused:
        """Build the refusal, with “and N more” as its last line when there are more than are shown."""
        more = self._count - len(self._shown)
        rest = [Problem(Text(f"… och {more} till.", f"… and {more} more."))] if more else []
        return self._kind(*self._shown, *rest)

    def stop_if_any(self) -> None:
        """Raise the refusal when there is at least one problem."""
        if self._count:
            raise self.refusal()


def refuse(sv: str, en: str, where: Place | None = None) -> SpreadsheetRefused:
    """Build a refusal of one sentence, to be raised."""
    return SpreadsheetRefused(Problem(Text(sv, en), where or Place()))
