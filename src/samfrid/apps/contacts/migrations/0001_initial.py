"""The first tables of contacts."""

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
            name="ContactWay",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("seed", models.SlugField(blank=True, max_length=60)),
                ("municipality", models.CharField(blank=True, max_length=4)),
                ("position", models.PositiveSmallIntegerField(default=100)),
                ("name_sv", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=120)),
                ("for_whom_sv", models.CharField(max_length=300)),
                ("for_whom_en", models.CharField(max_length=300)),
                ("phone", models.CharField(blank=True, max_length=24)),
                ("web", models.URLField(blank=True, max_length=300)),
                ("hours_sv", models.CharField(max_length=160)),
                ("hours_en", models.CharField(max_length=160)),
                ("cost_sv", models.CharField(blank=True, max_length=160)),
                ("cost_en", models.CharField(blank=True, max_length=160)),
                ("traces_sv", models.CharField(blank=True, max_length=300)),
                ("traces_en", models.CharField(blank=True, max_length=300)),
                ("languages_sv", models.CharField(blank=True, max_length=200)),
                ("languages_en", models.CharField(blank=True, max_length=200)),
                ("source", models.CharField(blank=True, max_length=400)),
                ("source_on", models.DateField(blank=True, null=True)),
                ("doubt", models.CharField(blank=True, max_length=300)),
                ("verified_on", models.DateField(blank=True, null=True)),
                ("verified_by", models.UUIDField(blank=True, null=True)),
                ("next_review", models.DateField(blank=True, null=True)),
                ("is_withdrawn", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
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
                "ordering": ("position", "name_sv", "id"),
                "indexes": [models.Index(fields=["municipality", "next_review"], name="contacts_by_place")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("seed", ""), _negated=True),
                        fields=("seed",),
                        name="contacts_seeded_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("next_review__isnull", True),
                                ("verified_by__isnull", True),
                                ("verified_on__isnull", True),
                            ),
                            models.Q(
                                ("next_review__gt", models.F("verified_on")),
                                ("verified_by__isnull", False),
                                ("verified_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="contacts_verified_whole_or_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("phone", ""), _negated=True),
                            models.Q(("web", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contacts_can_be_reached",
                    ),
                ],
            },
        ),
    ]
