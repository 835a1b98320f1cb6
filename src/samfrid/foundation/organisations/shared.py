"""Models whose rows belong to several organisations, its parties: programmes, letters of intent.

Each party has a `Share` of the row, and a share is scoped. So a shared row is seen by whoever has opened one of its
parties, through the same guard as everything else, and on PostgreSQL through the row security of the shares.
"""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models.expressions import Col
from django.db.models.lookups import In
from django.db.models.sql import Query
from django.db.models.sql.where import AND

from samfrid.foundation.accounts.actors import SYSTEM, Actor
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.organisations.guard import GUARDS
from samfrid.foundation.organisations.models import Organisation, Share
from samfrid.foundation.organisations.scope import crossed, current, opened

Row = TypeVar("Row", bound=models.Model, covariant=True)


class SharedManager(models.Manager[Row]):
    """The only manager of a shared model: rows that the open organisation is a party of."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """Rows of which the open organisation has a share."""
        rows: models.QuerySet[Row] = super().get_queryset()
        hold_in_shares(rows.query)
        return rows


class SharedModel(models.Model):
    """A row owned by its parties. Whoever makes it is the first of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    objects = SharedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a row; a new one becomes shared by the open organisation.

        Errors: ScopeClosed; ScopeCrossed for a row that the open organisation is no party of.
        """
        is_new = self._state.adding
        if not is_new:
            self.must_be_shared()
        super().save(*args, **kwargs)
        if is_new:
            Share.objects.create(kind=self._meta.label_lower, row=self.pk)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a row that the open organisation alone has a share of."""
        self.must_be_shared()
        return super().delete(*args, **kwargs)

    def must_be_shared(self) -> None:
        """Refuse a row that the open organisation is no party of.

        Errors: ScopeClosed, ScopeCrossed.
        """
        current()
        if not Share.objects.filter(kind=self._meta.label_lower, row=self.pk).exists():
            raise crossed()


@transaction.atomic
def share(*, by: Actor, row: SharedModel, party: Organisation) -> None:
    """Make an organisation a party of a row; a second time changes nothing. The caller has asked whether `by` may.

    Promise: told of in the audit of both organisations.
    Errors:  ScopeClosed; ScopeCrossed when the open organisation is no party itself.
    """
    row.must_be_shared()
    kind = row._meta.label_lower
    with opened(party.pk, by=SYSTEM):
        Share.objects.get_or_create(kind=kind, row=row.pk)
    details = {"door": "share", "kind": kind}
    for chain in (current().organisation, party.pk):
        audit.record(by=by, action=Action.SCOPE_CROSSED, about=row, organisation=chain, details=details)


def is_shared(model: type[models.Model] | None) -> bool:
    """Whether a model's rows belong to their parties."""
    return model is not None and issubclass(model, SharedModel)


def hold_in_shares(query: Query) -> None:
    """Put the condition on a share into a query of a shared model, unless it is there.

    Errors: ScopeClosed.
    """
    alias = query.get_initial_alias()
    children = query.where.children if query.where.connector == AND and not query.where.negated else []
    if any(_is_condition(child, alias) for child in children):
        return
    meta = query.get_meta()
    shares = Share.objects.filter(kind=meta.label_lower).values("row").query
    query.where.add(In(meta.pk.get_col(alias), shares), AND)


def _is_condition(child: object, alias: str) -> bool:
    return (
        isinstance(child, In)
        and isinstance(child.lhs, Col)
        and child.lhs.alias == alias
        and isinstance(child.rhs, Query)
        and child.rhs.model is Share
    )


GUARDS[SharedModel] = hold_in_shares
