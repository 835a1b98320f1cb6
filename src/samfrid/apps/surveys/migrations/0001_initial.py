"""The first tables of surveys."""
# Long because the framework writes one migration for all the tables of a room.

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
            name="Door",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("sitting", "Sitting"), ("invitation", "Invitation")], max_length=12
                    ),
                ),
                ("organisation", models.UUIDField()),
                ("opens", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("questionnaire", models.CharField(max_length=60)),
                ("last_day", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="PendingAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("period", models.CharField(max_length=7)),
                ("questionnaire", models.CharField(max_length=60)),
                (
                    "gender",
                    models.CharField(
                        choices=[
                            ("woman", "Kvinna"),
                            ("man", "Man"),
                            ("other", "Annat"),
                            ("not_stated", "Vill inte svara"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        choices=[
                            ("18-25", "18–25 år"),
                            ("26-40", "26–40 år"),
                            ("41-60", "41–60 år"),
                            ("61+", "61 år eller äldre"),
                            ("not_stated", "Vill inte svara"),
                        ],
                        max_length=12,
                    ),
                ),
                ("given", models.JSONField(default=dict)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="PendingTally",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("period", models.CharField(max_length=7)),
                ("questionnaire", models.CharField(max_length=60)),
                (
                    "gender",
                    models.CharField(
                        choices=[
                            ("woman", "Kvinna"),
                            ("man", "Man"),
                            ("other", "Annat"),
                            ("not_stated", "Vill inte svara"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        choices=[
                            ("18-25", "18–25 år"),
                            ("26-40", "26–40 år"),
                            ("41-60", "41–60 år"),
                            ("61+", "61 år eller äldre"),
                            ("not_stated", "Vill inte svara"),
                        ],
                        max_length=12,
                    ),
                ),
                ("marks", models.JSONField(default=list)),
                ("unanswered", models.JSONField(default=list)),
                ("in_company", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("questionnaire", models.CharField(max_length=60)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("tally", "I samtal"),
                            ("handed_over", "På egen hand, på plats"),
                            ("invited", "Med kod"),
                        ],
                        max_length=12,
                    ),
                ),
                ("company", models.CharField(blank=True, max_length=12)),
                ("invitation", models.UUIDField(null=True)),
                ("language", models.CharField(default="sv", max_length=12)),
                ("step", models.CharField(max_length=64)),
                ("nonce", models.CharField(max_length=32)),
                ("given", models.JSONField(default=dict)),
                ("touched_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("period", models.CharField(max_length=7)),
                ("questionnaire", models.CharField(max_length=60)),
                (
                    "gender",
                    models.CharField(
                        choices=[
                            ("woman", "Kvinna"),
                            ("man", "Man"),
                            ("other", "Annat"),
                            ("not_stated", "Vill inte svara"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        choices=[
                            ("18-25", "18–25 år"),
                            ("26-40", "26–40 år"),
                            ("41-60", "41–60 år"),
                            ("61+", "61 år eller äldre"),
                            ("not_stated", "Vill inte svara"),
                        ],
                        max_length=12,
                    ),
                ),
                ("given", models.JSONField(default=dict)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["organisation", "period"], name="surveys_answer_by_period")],
            },
        ),
        migrations.CreateModel(
            name="Asking",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("period", models.CharField(max_length=7)),
                ("questionnaire", models.CharField(max_length=60)),
                (
                    "gender",
                    models.CharField(
                        choices=[
                            ("woman", "Kvinna"),
                            ("man", "Man"),
                            ("other", "Annat"),
                            ("not_stated", "Vill inte svara"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        choices=[
                            ("18-25", "18–25 år"),
                            ("26-40", "26–40 år"),
                            ("41-60", "41–60 år"),
                            ("61+", "61 år eller äldre"),
                            ("not_stated", "Vill inte svara"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "happened",
                    models.CharField(
                        choices=[
                            ("answered", "Fick frågan och svarade"),
                            ("declined", "Fick frågan och tackade nej"),
                            ("not_asked", "Fick inte frågan"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_alone", "Någon annan var med"),
                            ("no_interpreter", "Ingen auktoriserad tolk"),
                            ("acute", "Något annat var mer akut"),
                            ("recently_asked", "Fick frågan nyligen"),
                            ("staff_unsure", "Det kändes osäkert att fråga"),
                            ("other", "Annat skäl"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("tally", "I samtal"),
                            ("handed_over", "På egen hand, på plats"),
                            ("invited", "Med kod"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "company",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("alone", "Ja"),
                            ("interpreter", "Ja, med auktoriserad tolk"),
                            ("not_alone", "Nej"),
                        ],
                        max_length=12,
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["organisation", "period"], name="surveys_asking_by_period")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("happened", "not_asked"), ("reason", ""), _connector="XOR"),
                        name="asking_reason_when_not_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("company", ""), ("happened", "not_asked")),
                            models.Q(
                                models.Q(("happened", "not_asked"), _negated=True),
                                models.Q(("company", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="asking_company_when_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DailyCount",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("day", models.DateField()),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "day"), name="surveys_one_count_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="NextSteps",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("outcome", models.CharField(max_length=40)),
                ("swedish", models.TextField()),
                ("english", models.TextField(blank=True)),
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
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "outcome"), name="surveys_steps_once_an_outcome"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PendingAsking",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("period", models.CharField(max_length=7)),
                ("questionnaire", models.CharField(max_length=60)),
                (
                    "gender",
                    models.CharField(
                        choices=[
                            ("woman", "Kvinna"),
                            ("man", "Man"),
                            ("other", "Annat"),
                            ("not_stated", "Vill inte svara"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        choices=[
                            ("18-25", "18–25 år"),
                            ("26-40", "26–40 år"),
                            ("41-60", "41–60 år"),
                            ("61+", "61 år eller äldre"),
                            ("not_stated", "Vill inte svara"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "happened",
                    models.CharField(
                        choices=[
                            ("answered", "Fick frågan och svarade"),
                            ("declined", "Fick frågan och tackade nej"),
                            ("not_asked", "Fick inte frågan"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_alone", "Någon annan var med"),
                            ("no_interpreter", "Ingen auktoriserad tolk"),
                            ("acute", "Något annat var mer akut"),
                            ("recently_asked", "Fick frågan nyligen"),
                            ("staff_unsure", "Det kändes osäkert att fråga"),
                            ("other", "Annat skäl"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("tally", "I samtal"),
                            ("handed_over", "På egen hand, på plats"),
                            ("invited", "Med kod"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "company",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("alone", "Ja"),
                            ("interpreter", "Ja, med auktoriserad tolk"),
                            ("not_alone", "Nej"),
                        ],
                        max_length=12,
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("happened", "not_asked"), ("reason", ""), _connector="XOR"),
                        name="pendingasking_reason_when_not_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("company", ""), ("happened", "not_asked")),
                            models.Q(
                                models.Q(("happened", "not_asked"), _negated=True),
                                models.Q(("company", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pendingasking_company_when_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionnaireInUse",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("code", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("source", models.TextField(blank=True)),
                ("is_current", models.BooleanField(default=True)),
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
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "code", "version"), name="surveys_one_definition_a_version"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("organisation", "code"),
                        name="surveys_one_current_version",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("period", models.CharField(max_length=7)),
                ("questionnaire", models.CharField(max_length=60)),
                (
                    "gender",
                    models.CharField(
                        choices=[
                            ("woman", "Kvinna"),
                            ("man", "Man"),
                            ("other", "Annat"),
                            ("not_stated", "Vill inte svara"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        choices=[
                            ("18-25", "18–25 år"),
                            ("26-40", "26–40 år"),
                            ("41-60", "41–60 år"),
                            ("61+", "61 år eller äldre"),
                            ("not_stated", "Vill inte svara"),
                        ],
                        max_length=12,
                    ),
                ),
                ("marks", models.JSONField(default=list)),
                ("unanswered", models.JSONField(default=list)),
                ("in_company", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["organisation", "period"], name="surveys_tally_by_period")],
            },
        ),
        migrations.CreateModel(
            name="UsedToken",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("digest", models.CharField(max_length=64)),
                ("day", models.DateField()),
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
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("digest",), name="surveys_one_effect_a_form")
                ],
            },
        ),
    ]
