"""Organisations, the places they cover, their units and who belongs to them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samfrid.domain import privacy
from samfrid.foundation.accounts.roles import ROLES, Role
from samfrid.foundation.organisations.guard import ScopedModel


class Kind(models.TextChoices):
    """What an organisation is."""

    MUNICIPALITY = "municipality"
    COORDINATION_ASSOCIATION = "coordination_association"
    REGION = "region"
    COUNTY_BOARD = "county_board"
    POLICE = "police"
    OTHER = "other"


class Organisation(models.Model):
    """One body that owns what its people write. Its name and places are public."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30, choices=Kind)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("name",)

    class Privacy:
        id = privacy.OPEN
        kind = privacy.OPEN
        code = privacy.OPEN
        name = privacy.OPEN
        is_active = privacy.OPEN

    def __str__(self) -> str:
        return self.name


class CoveredMunicipality(models.Model):
    """A municipality an organisation works for, by its four-digit code: its own, or those of an association.

    Both days count; without a first day it has always been so, without a last it is so until further notice.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="covered")
    municipality = models.CharField(max_length=4)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "municipality"], name="organisations_covers_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="organisations_covers_in_order",
            ),
        ]

    class Privacy:
        id = privacy.OPEN
        organisation = privacy.OPEN
        municipality = privacy.OPEN
        valid_from = privacy.OPEN
        valid_to = privacy.OPEN


class Unit(ScopedModel):
    """A team or intervention of an organisation, in one municipality."""

    name = models.CharField(max_length=120)
    municipality = models.CharField(max_length=4)
    is_active = models.BooleanField(default=True)

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="organisations_unit_named_once"),
        ]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        name = privacy.INTERNAL
        municipality = privacy.OPEN
        is_active = privacy.INTERNAL

    def __str__(self) -> str:
        return self.name


class Share(ScopedModel):
    """That the organisation is a party of a shared row (`shared.SharedModel`), named by its model and id."""

    kind = models.CharField(max_length=60)
    row = models.UUIDField()

    class Meta(ScopedModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["organisation", "row", "kind"], name="organisations_party_once"),
        ]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        kind = privacy.INTERNAL
        row = privacy.INTERNAL


class Membership(models.Model):
    """What role a person has in an organisation, and in which of its units (none: all of it).

    Read at sign-in, before any organisation is open: therefore not scoped.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=40, choices=[(role.value, ROLES[role].name.sv) for role in Role])
    units = models.JSONField(default=list, blank=True)  # ids of units as text; empty: the whole organisation
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="organisations_member_once"),
        ]

    class Privacy:
        id = privacy.STAFF
        organisation = privacy.STAFF
        user = privacy.STAFF
        role = privacy.STAFF
        units = privacy.STAFF
        is_active = privacy.STAFF
