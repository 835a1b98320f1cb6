"""Who does something, and what they may do. Built once a request or job; never changed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from samfrid.domain.wording import Problem, Refused, Text
from samfrid.foundation.accounts.roles import ROLES, Permission, Role


class NotAllowed(Refused):
    """The actor lacks the permission. Pages answer 404, so that nothing is told of what exists."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one organisation with one role, or the system itself (no role, no organisation).

    `units`: the units the membership is bound to; empty means the whole organisation.
    """

    id: uuid.UUID
    organisation: uuid.UUID | None = None
    role: Role | None = None
    units: frozenset[uuid.UUID] = frozenset()

    @property
    def role_name(self) -> str:
        """The role's code, or "system"."""
        return self.role.value if self.role else "system"

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role may do."""
        return ROLES[self.role].permissions if self.role else frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether the actor has a permission."""
        return permission in self.permissions


SYSTEM = Actor(uuid.UUID(int=0))


def require(by: Actor, permission: Permission, organisation: uuid.UUID | None = None) -> None:
    """Refuse an actor that lacks a permission, or has it in another organisation.

    Errors: NotAllowed.
    """
    if not by.may(permission) or (organisation is not None and organisation != by.organisation):
        raise NotAllowed(
            Problem(Text("Du har inte behörighet till detta.", "You do not have permission for this."))
        )
