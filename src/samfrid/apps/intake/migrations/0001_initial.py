"""The first tables of intake."""

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
            name="IncomingFile",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=120)),
                ("size", models.PositiveBigIntegerField()),
                ("content_hash", models.CharField(max_length=64)),
                ("format", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("read", "Read"),
                            ("committing", "Committing"),
                            ("committed", "Committed"),
                            ("refused", "Refused"),
                            ("duplicate", "Duplicate"),
                            ("discarded", "Discarded"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("spool", models.CharField(blank=True, max_length=64)),
                ("spool_key", models.CharField(blank=True, max_length=64)),
                ("sheet", models.CharField(blank=True, max_length=120)),
                ("header_row", models.PositiveIntegerField(null=True)),
                ("looked", models.JSONField(default=dict)),
                ("mapping", models.JSONField(default=dict)),
                ("mapping_hash", models.CharField(blank=True, max_length=64)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("problems", models.PositiveIntegerField(default=0)),
                ("batch", models.UUIDField(null=True)),
                ("run", models.UUIDField(null=True)),
                ("received_by", models.UUIDField()),
                ("received_at", models.DateTimeField(auto_now_add=True)),
                ("committed_by", models.UUIDField(null=True)),
                ("committed_at", models.DateTimeField(null=True)),
                ("form_token", models.UUIDField(null=True)),
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
                "ordering": ("-received_at",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CellProblem",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("sheet", models.CharField(blank=True, max_length=120)),
                ("cell", models.CharField(blank=True, max_length=12)),
                ("field", models.CharField(blank=True, max_length=60)),
                ("what_sv", models.CharField(max_length=400)),
                ("what_en", models.CharField(max_length=400)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="found",
                        to="intake.incomingfile",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="MappingProfile",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=80)),
                ("format", models.CharField(max_length=40)),
                ("mapping", models.JSONField(default=dict)),
                ("saved_by", models.UUIDField()),
                ("saved_at", models.DateTimeField(auto_now=True)),
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
                "ordering": ("-saved_at",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="PeriodDelivery",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=20)),
                ("first_month", models.CharField(max_length=7)),
                ("last_month", models.CharField(max_length=7)),
                ("completeness", models.JSONField(default=list)),
                ("delivered_by", models.UUIDField()),
                ("delivered_at", models.DateTimeField()),
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
                "ordering": ("-last_month", "kind"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="incomingfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "committed")),
                fields=("organisation", "content_hash", "mapping_hash"),
                name="intake_same_file_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingfile",
            constraint=models.UniqueConstraint(
                fields=("organisation", "form_token"), name="intake_received_once"
            ),
        ),
        migrations.AddIndex(
            model_name="cellproblem",
            index=models.Index(fields=["file", "number"], name="intake_problems_in_order"),
        ),
        migrations.AddConstraint(
            model_name="mappingprofile",
            constraint=models.UniqueConstraint(
                fields=("organisation", "format", "name"), name="intake_profile_named_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="perioddelivery",
            constraint=models.UniqueConstraint(
                fields=("organisation", "kind", "first_month", "last_month"), name="intake_delivered_once"
            ),
        ),
    ]
