"""Try to break a published family, as a reader with a computer would. Shares no code with the protector."""

from __future__ import annotations

from samfrid.domain.disclosure.attack.report import AttackReport, Narrowed
from samfrid.domain.disclosure.attack.suite import run
from samfrid.domain.disclosure.attack.system import DoesNotAddUp

__all__ = ["AttackReport", "DoesNotAddUp", "Narrowed", "run"]
