"""The first tables of cases."""

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
            name="CaseBatch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_visible", models.BooleanField(default=False)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
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
            },
        ),
        migrations.CreateModel(
            name="Intervention",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("support_talk", "Stödsamtal"),
                            ("risk_assessment", "Riskbedömning"),
                            ("protected_housing", "Skyddat boende"),
                            ("practical", "Praktiskt stöd"),
                            ("economic", "Ekonomiskt stöd"),
                            ("legal", "Juridiskt stöd"),
                            ("health_care", "Vård"),
                            ("rehabilitation", "Arbetslivsinriktad rehabilitering"),
                            ("children", "Stöd till barn"),
                            ("change_talk", "Samtal för att sluta med våld"),
                            ("group", "Grupp"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[("individual", "Individinriktad"), ("structural", "Strukturövergripande")],
                        default="individual",
                        max_length=12,
                    ),
                ),
                ("municipality", models.CharField(max_length=4)),
                ("active_from", models.DateField()),
                ("active_to", models.DateField(blank=True, null=True)),
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
                "ordering": ("name",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "gender",
                    models.CharField(
                        choices=[
                            ("woman", "Kvinna"),
                            ("man", "Man"),
                            ("other", "Annat"),
                            ("not_stated", "Inte angivet"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        choices=[
                            ("0-17", "Under 18 år"),
                            ("18-25", "18–25 år"),
                            ("26-40", "26–40 år"),
                            ("41-60", "41–60 år"),
                            ("61+", "61 år eller äldre"),
                            ("not_stated", "Inte angivet"),
                        ],
                        default="not_stated",
                        max_length=12,
                    ),
                ),
                ("geography", models.CharField(default="se", max_length=8)),
                ("place", models.CharField(blank=True, max_length=8)),
                (
                    "honour_context",
                    models.CharField(
                        choices=[("yes", "Ja"), ("no", "Nej"), ("unknown", "Vet inte")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("opened", models.DateField(null=True)),
                ("opened_month", models.CharField(max_length=7)),
                ("first_meeting", models.DateField(blank=True, null=True)),
                ("days_to_first_meeting", models.PositiveIntegerField(null=True)),
                ("support", models.JSONField(blank=True, default=list)),
                (
                    "situation_before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Mycket svår"),
                            ("2", "Svår"),
                            ("3", "Varken svår eller bra"),
                            ("4", "Bra"),
                            ("5", "Mycket bra"),
                        ],
                        max_length=1,
                    ),
                ),
                (
                    "situation_after",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Mycket svår"),
                            ("2", "Svår"),
                            ("3", "Varken svår eller bra"),
                            ("4", "Bra"),
                            ("5", "Mycket bra"),
                        ],
                        max_length=1,
                    ),
                ),
                ("closed", models.DateField(null=True)),
                ("closed_month", models.CharField(blank=True, max_length=7)),
                (
                    "closure_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("completed", "Stödet är klart"),
                            ("own_wish", "Personen ville avsluta"),
                            ("handed_on", "Annan verksamhet tar över"),
                            ("moved", "Flyttat"),
                            ("no_contact", "Ingen kontakt längre"),
                            ("other", "Annat"),
                        ],
                        max_length=12,
                    ),
                ),
                ("late", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("form_token", models.UUIDField(null=True)),
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
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.casebatch",
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.intervention",
                    ),
                ),
            ],
            options={
                "ordering": ("-opened_month", "id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="LockedPeriod",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("first_month", models.CharField(max_length=7)),
                ("last_month", models.CharField(max_length=7)),
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
                "ordering": ("first_month",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("on", models.DateField()),
                (
                    "situation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Mycket svår"),
                            ("2", "Svår"),
                            ("3", "Varken svår eller bra"),
                            ("4", "Bra"),
                            ("5", "Mycket bra"),
                        ],
                        max_length=1,
                    ),
                ),
                ("support", models.JSONField(blank=True, default=list)),
                ("by", models.UUIDField()),
                ("form_token", models.UUIDField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="cases.case",
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
                "ordering": ("on", "id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "form_token"), name="cases_followed_up_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="intervention",
            constraint=models.UniqueConstraint(
                fields=("organisation", "name"), name="cases_intervention_named_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="intervention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("active_to", None), ("active_to__gte", models.F("active_from")), _connector="OR"
                ),
                name="cases_intervention_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["organisation", "opened_month"], name="cases_by_month"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["organisation", "unit", "closed_month"], name="cases_by_unit"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("organisation", "form_token"), name="cases_opened_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opened", None),
                    ("first_meeting", None),
                    ("first_meeting__gte", models.F("opened")),
                    _connector="OR",
                ),
                name="cases_met_after_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opened", None), ("closed", None), ("closed__gte", models.F("opened")), _connector="OR"
                ),
                name="cases_closed_after_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed", None), ("closed_month", ""), ("closure_reason", "")),
                    models.Q(("closed_month", ""), _negated=True),
                    _connector="OR",
                ),
                name="cases_closed_whole",
            ),
        ),
    ]
