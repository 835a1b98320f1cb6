"""The first tables of analysis."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
        ("releases", "0002_never_change_content"),
    ]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("taken_at", models.DateTimeField()),
                ("period_first", models.CharField(max_length=7)),
                ("period_last", models.CharField(max_length=7)),
                ("files", models.JSONField()),
                ("left_out", models.JSONField(default=dict)),
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
                "ordering": ("-taken_at",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title_sv", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=200)),
                ("period_first", models.CharField(max_length=7)),
                ("period_last", models.CharField(max_length=7)),
                ("families", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "Preparing"),
                            ("failed", "Failed"),
                            ("prepared", "Prepared"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="preparing",
                        max_length=12,
                    ),
                ),
                ("coverage", models.JSONField(default=dict)),
                ("measures", models.JSONField(default=list)),
                ("prepared_by", models.UUIDField()),
                ("prepared_role", models.CharField(max_length=40)),
                ("prepared_at", models.DateTimeField()),
                ("run", models.UUIDField(null=True)),
                ("decided_by", models.UUIDField(null=True)),
                ("decided_role", models.CharField(blank=True, max_length=40)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("problem_sv", models.CharField(blank=True, max_length=1000)),
                ("problem_en", models.CharField(blank=True, max_length=1000)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="releases.release",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="analysis.snapshot",
                    ),
                ),
            ],
            options={
                "ordering": ("-prepared_at",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="DraftFamily",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(choices=[("counts", "Counts"), ("values", "Values")], max_length=10),
                ),
                ("family", models.CharField(max_length=64)),
                ("step", models.FloatField(null=True)),
                ("content", models.TextField()),
                ("proof", models.BinaryField(default=bytes)),
                ("protocol", models.JSONField(default=dict)),
                ("report", models.JSONField(default=dict)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="analysis.draft"
                    ),
                ),
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
                "ordering": ("number",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "number"), name="analysis_part_numbered_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                    _connector="OR",
                ),
                name="analysis_two_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["approved", "published", "withdrawn", "returned"]), _negated=True
                    ),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="analysis_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="analysis_returned_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("release__isnull", False), ("state__in", ["published", "withdrawn"])),
                    models.Q(
                        models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                        ("release__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="analysis_published_has_a_release",
            ),
        ),
    ]
