"""The first tables of documents."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("activity_report", "Activity Report"),
                            ("decision", "Decision"),
                            ("report", "Report"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title_sv", models.CharField(max_length=200)),
                ("title_en", models.CharField(blank=True, max_length=200)),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "file_type",
                    models.CharField(
                        choices=[("pdf", "Pdf"), ("csv", "Csv"), ("xlsx", "Xlsx")], max_length=4
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField()),
                ("published_by", models.UUIDField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("notice", models.CharField(blank=True, max_length=500)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("-year", "title_sv", "id"),
            },
        ),
        migrations.CreateModel(
            name="Content",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="documents.document",
                    ),
                ),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["year", "organisation"], name="documents_by_year"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("notice", ""), ("withdrawn_at__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("notice", ""), _negated=True)),
                    _connector="OR",
                ),
                name="documents_withdrawn_with_notice",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 1990), ("year__lte", 2100)), name="documents_year_is_one"
            ),
        ),
    ]
