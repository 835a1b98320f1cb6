"""The first tables of audit."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Chain",
            fields=[
                ("organisation", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("organisation", models.UUIDField()),
                ("month", models.CharField(max_length=7)),
                ("entries", models.PositiveIntegerField()),
                ("sample", models.JSONField(default=list)),
                ("drawn_by", models.UUIDField()),
                ("drawn_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("organisation", models.UUIDField()),
                ("year", models.PositiveSmallIntegerField()),
                ("first", models.PositiveBigIntegerField()),
                ("last", models.PositiveBigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("organisation", models.UUIDField()),
                ("number", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                ("actor", models.UUIDField()),
                ("role", models.CharField(blank=True, max_length=40)),
                ("action", models.CharField(max_length=60)),
                ("about_kind", models.CharField(blank=True, max_length=60)),
                ("about", models.CharField(blank=True, max_length=64)),
                ("details", models.JSONField(default=dict)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "at"], name="audit_by_time"),
                    models.Index(fields=["organisation", "action", "at"], name="audit_by_action"),
                    models.Index(fields=["organisation", "actor", "at"], name="audit_by_actor"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "number"), name="audit_one_number_a_chain"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewResult",
            fields=[
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="result",
                        serialize=False,
                        to="audit.review",
                    ),
                ),
                ("organisation", models.UUIDField()),
                ("questions", models.JSONField(default=list)),
                ("note", models.TextField(blank=True)),
                ("finished_by", models.UUIDField()),
                ("finished_at", models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                fields=("organisation", "month"), name="audit_one_review_a_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.UniqueConstraint(fields=("organisation", "year"), name="audit_one_seal_a_year"),
        ),
    ]
