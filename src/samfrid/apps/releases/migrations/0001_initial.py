"""The first tables of releases."""

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
            name="Release",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title_sv", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=200)),
                ("period_first", models.CharField(max_length=7)),
                ("period_last", models.CharField(max_length=7)),
                (
                    "state",
                    models.CharField(
                        choices=[("published", "Published"), ("withdrawn", "Withdrawn")],
                        default="published",
                        max_length=12,
                    ),
                ),
                ("published_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("notice_sv", models.CharField(blank=True, max_length=500)),
                ("notice_en", models.CharField(blank=True, max_length=500)),
                ("definitions", models.JSONField()),
                ("coverage", models.JSONField()),
                ("protocol", models.JSONField()),
                ("prepared_by", models.CharField(max_length=40)),
                ("approved_by", models.CharField(max_length=40)),
                ("sha256", models.CharField(max_length=64, unique=True)),
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
                "ordering": ["-published_at"],
            },
        ),
        migrations.CreateModel(
            name="ReleasedFamily",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(choices=[("counts", "Counts"), ("values", "Values")], max_length=10),
                ),
                ("family", models.CharField(max_length=64)),
                ("content", models.TextField()),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="families",
                        to="releases.release",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="ReleasedMeasure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=60)),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="releases.release",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(fields=["state", "published_at"], name="releases_newest"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("state", "withdrawn"),
                        ("withdrawn_at__isnull", False),
                        models.Q(("notice_sv", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="releases_withdrawn_with_a_notice",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedfamily",
            constraint=models.UniqueConstraint(
                fields=("release", "number"), name="releases_family_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedfamily",
            constraint=models.UniqueConstraint(fields=("release", "name"), name="releases_family_named_once"),
        ),
        migrations.AddIndex(
            model_name="releasedmeasure",
            index=models.Index(fields=["code"], name="releases_by_measure"),
        ),
        migrations.AddConstraint(
            model_name="releasedmeasure",
            constraint=models.UniqueConstraint(fields=("release", "code"), name="releases_measure_once"),
        ),
    ]
