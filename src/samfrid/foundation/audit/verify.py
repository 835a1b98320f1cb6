"""Walk every chain and tell in words what does not hold: changed, deleted, reordered or cut-off entries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby

from samfrid.domain.wording import Text
from samfrid.foundation.audit.models import FIRST, NO_ORGANISATION, Chain, Entry, Seal
from samfrid.foundation.audit.said import entry_hash

_ROWS_AT_A_TIME = 2000
# Clocks are set right by seconds; more than this backwards is told.
_BACK = timedelta(minutes=1)


class Kind(StrEnum):
    """What can be wrong with a chain."""

    CHANGED = "changed"
    MISSING = "missing"
    REORDERED = "reordered"
    CUT_OFF = "cut_off"
    ADDED = "added"
    SEALED_YEAR = "sealed_year"
    EARLIER = "earlier"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in one chain. A fault breaks the chain; what is no fault is told and no more."""

    kind: Kind
    organisation: uuid.UUID
    words: Text
    is_fault: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ended: its last number, and the hash of that entry."""

    number: int
    hash: str


@dataclass(slots=True)
class Account:
    """What a walk found, how many entries it met, and where each chain ends now."""

    findings: list[Finding] = field(default_factory=list)
    entries: int = 0
    heads: dict[uuid.UUID, Head] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether nothing is broken."""
        return not any(finding.is_fault for finding in self.findings)


def verify(known: Mapping[uuid.UUID, Head] | None = None) -> Account:
    """Walk all chains.

    `known`: heads that were kept elsewhere at an earlier time. Without them, one who rewrites a whole chain, its end
             and its seals with the right to do so in the database can't be told from one who wrote it.
    Promise: an entry that was changed, deleted, reordered or cut off is found, whatever its place.
    """
    account = Account()
    ends = {end.organisation: end for end in Chain.objects.all()}
    seals: dict[uuid.UUID, list[Seal]] = {}
    for seal in Seal.objects.order_by("organisation", "first"):
        seals.setdefault(seal.organisation, []).append(seal)
    rows = Entry.objects.order_by("organisation", "number").iterator(chunk_size=_ROWS_AT_A_TIME)
    walked: set[uuid.UUID] = set()
    for organisation, entries in groupby(rows, key=lambda entry: entry.organisation):
        walked.add(organisation)
        walk = _Walk(organisation, seals.get(organisation, []), known or {}, account)
        walk.through(entries)
        walk.close(ends.get(organisation))
    for organisation in {*ends, *seals, *(known or {})} - walked:
        walk = _Walk(organisation, seals.get(organisation, []), known or {}, account)
        walk.close(ends.get(organisation))
    return account


class _Walk:
    """One chain, from its first kept entry to its end."""

    def __init__(
        self, organisation: uuid.UUID, seals: list[Seal], known: Mapping[uuid.UUID, Head], account: Account
    ) -> None:
        self.organisation, self.account = organisation, account
        self.known = known.get(organisation)
        self.seals = seals
        gone = [seal for seal in seals if seal.removed_at is not None]
        # What a removed segment said stands in its seal alone; the chain goes on from there.
        self.number, self.hash = (gone[-1].last, gone[-1].hash) if gone else (0, FIRST)
        self.start = self.number
        self.at: datetime | None = None
        self.waiting = {seal.last: seal for seal in seals if seal.removed_at is None}
        self._check_seals(gone)

    def through(self, entries: Iterable[Entry]) -> None:
        """Look at every entry in order."""
        for entry in entries:
            self.account.entries += 1
            self._look(entry)

    def _look(self, entry: Entry) -> None:
        n = entry.number
        if n <= self.number:
            self._tell(Kind.ADDED, f"Post {n} ska inte finnas.", f"Entry {n} should not be there.")
            return
        if n > self.number + 1:
            self._missing(self.number + 1, n - 1)
        own = entry_hash(entry)
        if own != entry.hash:
            self._tell(Kind.CHANGED, f"Post {n} är ändrad.", f"Entry {n} was changed.")
        elif n == self.number + 1 and entry.previous != self.hash:
            self._tell(
                Kind.REORDERED,
                f"Post {n} hör inte ihop med post {n - 1}: någon av dem är utbytt eller flyttad.",
                f"Entry {n} does not follow entry {n - 1}: one of them was replaced or moved.",
            )
        if self.at is not None and entry.at < self.at - _BACK:
            self._tell(
                Kind.CLOCK,
                f"Klockan gick bakåt före post {n}. Ordningen gäller ändå.",
                f"The clock went back before entry {n}. The order holds all the same.",
                is_fault=False,
            )
        self.number, self.hash, self.at = n, entry.hash, entry.at
        self._pass_marks()

    def _pass_marks(self) -> None:
        seal = self.waiting.pop(self.number, None)
        if seal is not None and seal.hash != self.hash:
            self._tell(
                Kind.SEALED_YEAR,
                f"Sigillet för {seal.year} stämmer inte med post {self.number}.",
                f"The seal of {seal.year} does not match entry {self.number}.",
            )
        if self.known is not None and self.known.number == self.number and self.known.hash != self.hash:
            self._tell(
                Kind.EARLIER,
                f"Post {self.number} är inte den som fanns när kedjan sparades utanför.",
                f"Entry {self.number} is not the one that was there when the chain was kept elsewhere.",
            )

    def close(self, end: Chain | None) -> None:
        """Compare where the chain stops with where it should."""
        for seal in self.waiting.values():
            self._tell(
                Kind.SEALED_YEAR,
                f"Sigillet för {seal.year} slutar vid post {seal.last}, som saknas.",
                f"The seal of {seal.year} ends at entry {seal.last}, which is missing.",
            )
        last = max(end.number if end else 0, self.known.number if self.known else 0)
        if last > self.number:
            self._tell(
                Kind.CUT_OFF,
                f"Kedjan slutar vid post {self.number} men gick till post {last}: slutet är bortklippt.",
                f"The chain ends at entry {self.number} but went to entry {last}: its end was cut off.",
            )
        elif end is None or (end.number, end.hash) != (self.number, self.hash):
            self._tell(
                Kind.CUT_OFF,
                f"Kedjans slut är inte det som databasen minns (post {self.number}).",
                f"The end of the chain is not the one the database remembers (entry {self.number}).",
            )
        if self.known is not None and self.known.number <= self.start and self.known.number:
            self._tell(
                Kind.EARLIER,
                f"Det som sparades utanför slutar vid post {self.known.number}, som har gallrats.",
                f"What was kept elsewhere ends at entry {self.known.number}, which has been removed in order.",
                is_fault=False,
            )
        self.account.heads[self.organisation] = Head(self.number, self.hash)

    def _check_seals(self, gone: list[Seal]) -> None:
        follows = 1
        for seal in self.seals:
            if seal.first != follows or seal.last < seal.first:
                self._tell(
                    Kind.SEALED_YEAR,
                    f"Sigillet för {seal.year} börjar inte där det förra slutar.",
                    f"The seal of {seal.year} does not begin where the one before it ends.",
                )
            follows = seal.last + 1
        if gone != self.seals[: len(gone)]:
            self._tell(
                Kind.SEALED_YEAR,
                "Ett senare år är gallrat före ett tidigare.",
                "A later year was removed before an earlier one.",
            )

    def _missing(self, first: int, last: int) -> None:
        if first == last:
            self._tell(Kind.MISSING, f"Post {first} saknas.", f"Entry {first} is missing.")
        else:
            self._tell(
                Kind.MISSING, f"Posterna {first}–{last} saknas.", f"Entries {first}–{last} are missing."
            )

    def _tell(self, kind: Kind, sv: str, en: str, *, is_fault: bool = True) -> None:
        self.account.findings.append(Finding(kind, self.organisation, Text(sv, en), is_fault))


def chain_name(organisation: uuid.UUID) -> Text:
    """What a chain is called where its organisation's name is not known: its id."""
    if organisation == NO_ORGANISATION:
        return Text("Inloggningar och installationen", "Sign-ins and the installation")
    return Text.same(str(organisation))


def heads_as_lines(heads: Mapping[uuid.UUID, Head]) -> Iterator[str]:
    """Heads as lines of a file to keep on another machine."""
    for organisation, head in sorted(heads.items()):
        yield f"{organisation} {head.number} {head.hash}"
