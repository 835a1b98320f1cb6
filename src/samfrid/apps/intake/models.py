"""Files that come in, what is wrong in them, how their columns are read, and delivered periods."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samfrid.apps.cases.models import label_of
from samfrid.domain.privacy import INTERNAL, SENSITIVE, STAFF, Field, FieldClass, Keep
from samfrid.domain.wording import Text
from samfrid.foundation.organisations.guard import ScopedModel

ONE_DAY = Field(FieldClass.SENSITIVE, Keep.ONE_DAY)


class FileState(models.TextChoices):
    """Where a file is. It moves down this list; a read file may be read again with other columns."""

    WAITING = "waiting"
    READ = "read"
    COMMITTING = "committing"
    COMMITTED = "committed"
    REFUSED = "refused"
    DUPLICATE = "duplicate"
    DISCARDED = "discarded"


OPEN = (FileState.WAITING, FileState.READ, FileState.COMMITTING)


class IncomingFile(ScopedModel):
    """One file on its way in. Its bytes lie sealed in the spool under `spool`; only `spool_key` opens them.

    `looked` is what was seen in it (sheets, columns, words and how often), `mapping` how its columns are to be
    read; see `mapping`. Both, the bytes and the key are gone when the file is committed, discarded or a day old.
    """

    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    content_hash = models.CharField(max_length=64)
    format = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=FileState, default=FileState.WAITING)
    spool = models.CharField(max_length=64, blank=True)
    spool_key = models.CharField(max_length=64, blank=True)
    sheet = models.CharField(max_length=120, blank=True)
    header_row = models.PositiveIntegerField(null=True)
    looked = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    mapping_hash = models.CharField(max_length=64, blank=True)
    rows = models.PositiveIntegerField(default=0)
    problems = models.PositiveIntegerField(default=0)
    batch = models.UUIDField(null=True)
    run = models.UUIDField(null=True)
    received_by = models.UUIDField()
    received_at = models.DateTimeField(auto_now_add=True)
    committed_by = models.UUIDField(null=True)
    committed_at = models.DateTimeField(null=True)
    form_token = models.UUIDField(null=True)

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("-received_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "content_hash", "mapping_hash"],
                condition=Q(state="committed"),
                name="intake_same_file_once",
            ),
            models.UniqueConstraint(fields=["organisation", "form_token"], name="intake_received_once"),
        ]

    class Privacy:
        id = INTERNAL
        organisation = INTERNAL
        name = STAFF
        size = INTERNAL
        content_hash = INTERNAL
        format = INTERNAL
        state = INTERNAL
        spool = INTERNAL
        spool_key = Field(FieldClass.SECRET, Keep.ONE_DAY)
        sheet = STAFF
        header_row = INTERNAL
        looked = ONE_DAY
        mapping = ONE_DAY
        mapping_hash = INTERNAL
        rows = INTERNAL
        problems = INTERNAL
        batch = INTERNAL
        run = INTERNAL
        received_by = STAFF
        received_at = STAFF
        committed_by = STAFF
        committed_at = STAFF
        form_token = INTERNAL

    @property
    def receipt(self) -> str:
        """The number on the receipt."""
        return label_of(self.id)

    @property
    def is_open(self) -> bool:
        """Whether something can still be done with it."""
        return self.state in OPEN


class CellProblem(ScopedModel):
    """One thing that is wrong in a file, and its cell. The cell's content is never repeated."""

    file = models.ForeignKey(IncomingFile, on_delete=models.CASCADE, related_name="found")
    number = models.PositiveIntegerField()
    sheet = models.CharField(max_length=120, blank=True)
    cell = models.CharField(max_length=12, blank=True)
    field = models.CharField(max_length=60, blank=True)
    what_sv = models.CharField(max_length=400)
    what_en = models.CharField(max_length=400)

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("number",)
        indexes = [models.Index(fields=["file", "number"], name="intake_problems_in_order")]

    class Privacy:
        id = INTERNAL
        organisation = INTERNAL
        file = INTERNAL
        number = INTERNAL
        sheet = STAFF
        cell = STAFF
        field = INTERNAL
        what_sv = STAFF
        what_en = STAFF

    @property
    def what(self) -> Text:
        """What is wrong and what to do."""
        return Text(self.what_sv, self.what_en)


class MappingProfile(ScopedModel):
    """How an organisation reads the columns of a kind of file, kept for the next one."""

    name = models.CharField(max_length=80)
    format = models.CharField(max_length=40)
    mapping = models.JSONField(default=dict)
    saved_by = models.UUIDField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("-saved_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "format", "name"], name="intake_profile_named_once"
            )
        ]

    class Privacy:
        id = INTERNAL
        organisation = INTERNAL
        name = STAFF
        format = INTERNAL
        mapping = INTERNAL
        saved_by = STAFF
        saved_at = STAFF


class PeriodDelivery(ScopedModel):
    """That an owner delivered a period: what was complete and missing when it was seen, who, when, the receipt."""

    kind = models.CharField(max_length=20)
    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7)
    completeness = models.JSONField(default=list)
    delivered_by = models.UUIDField()
    delivered_at = models.DateTimeField()

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("-last_month", "kind")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "first_month", "last_month"], name="intake_delivered_once"
            )
        ]

    class Privacy:
        id = INTERNAL
        organisation = INTERNAL
        kind = INTERNAL
        first_month = INTERNAL
        last_month = INTERNAL
        completeness = SENSITIVE
        delivered_by = STAFF
        delivered_at = STAFF

    @property
    def receipt(self) -> str:
        """The number on the receipt."""
        return label_of(self.id)
