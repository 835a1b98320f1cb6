"""Published files: what each is and who published it; the bytes lie beside, and are read only when fetched."""

from __future__ import annotations

import uuid

from django.db import models

from samfrid.domain import privacy
from samfrid.domain.wording import Language, Text, format_number


class Kind(models.TextChoices):
    """What a document is."""

    ACTIVITY_REPORT = "activity_report"
    DECISION = "decision"
    REPORT = "report"
    OTHER = "other"

    @property
    def words(self) -> Text:
        """The kind as people read it."""
        return _KINDS[self]


_KINDS = {
    Kind.ACTIVITY_REPORT: Text("Verksamhetsberättelse", "Activity report"),
    Kind.DECISION: Text("Beslut", "Decision"),
    Kind.REPORT: Text("Rapport", "Report"),
    Kind.OTHER: Text("Annat", "Other"),
}


class FileType(models.TextChoices):
    """What may be published: nothing that runs."""

    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"


class Document(models.Model):
    """One published file. It is never changed; a mistake is withdrawn with a notice that stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)  # blank: the title has no English
    year = models.PositiveSmallIntegerField()
    file_type = models.CharField(max_length=4, choices=FileType)
    file_name = models.CharField(max_length=120)  # made by us, never the uploaded name
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    notice = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-year", "title_sv", "id")
        indexes = [models.Index(fields=["year", "organisation"], name="documents_by_year")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, notice="")
                | models.Q(withdrawn_at__isnull=False) & ~models.Q(notice=""),
                name="documents_withdrawn_with_notice",
            ),
            models.CheckConstraint(
                condition=models.Q(year__gte=1990, year__lte=2100), name="documents_year_is_one"
            ),
        ]

    class Privacy:
        id = privacy.OPEN
        organisation = privacy.OPEN
        kind = privacy.OPEN
        title_sv = privacy.OPEN
        title_en = privacy.OPEN
        year = privacy.OPEN
        file_type = privacy.OPEN
        file_name = privacy.OPEN
        size = privacy.OPEN
        sha256 = privacy.OPEN
        published_at = privacy.OPEN
        published_by = privacy.STAFF
        withdrawn_at = privacy.OPEN
        notice = privacy.OPEN

    def __str__(self) -> str:
        return self.title_sv

    @property
    def title(self) -> Text:
        """The title in both languages; in Swedish only where it has no English."""
        return Text(self.title_sv, self.title_en or self.title_sv)

    @property
    def kind_words(self) -> Text:
        """What kind of document it is, in words."""
        return Kind(self.kind).words

    @property
    def size_words(self) -> Text:
        """How large the file is: 12 kB, 1,4 MB."""
        if self.size < 1_000_000:
            return Text.same(f"{max(1, round(self.size / 1000))}\u00a0kB")
        megabytes = (format_number(self.size / 1_000_000, language, decimals=1) for language in Language)
        return Text(*(f"{number}\u00a0MB" for number in megabytes))

    @property
    def is_withdrawn(self) -> bool:
        """Whether its publisher has taken it back."""
        return self.withdrawn_at is not None


class Content(models.Model):
    """The bytes of a document, in the database so that one backup holds everything."""

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, primary_key=True, related_name="content"
    )
    data = models.BinaryField()

    class Privacy:
        document = privacy.OPEN
        data = privacy.OPEN
