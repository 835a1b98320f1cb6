"""Begin a draft: choose a period and what to measure, and put the counting in the queue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from samfrid.apps.analysis.models import Draft
from samfrid.apps.releases import selectors as releases
from samfrid.domain.measures.standard import FAMILIES
from samfrid.domain.periods import HalfYear, Period, Year, parse_span
from samfrid.domain.wording import Place, Problem, Refused, Text
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.jobs.models import Run
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.organisations.scope import current

PREPARE = "analysis.prepare"


class DraftRefused(Refused):
    """A draft can't be begun or decided as asked; each problem names its field."""


@transaction.atomic
def begin(*, by: Actor, period: Period[HalfYear], families: Sequence[str], today: date) -> tuple[Draft, Run]:
    """Begin a draft and put its counting in the queue.

    Promise: a half-year that is not over, or that has been published with the same measures, is refused:
             published periods are frozen.
    Errors:  NotAllowed; DraftRefused naming the field.
    """
    organisation = current().organisation
    require(by, Permission.RELEASE_PREPARE, organisation)
    known = [family.name for family in FAMILIES if family.name in families]
    if not known or len(known) != len(set(families)):
        raise DraftRefused(_problem("families", "Välj minst ett område.", "Choose at least one subject."))
    if period.last_day >= today:
        raise DraftRefused(_problem("last", "Halvåret är inte slut än.", "The half-year is not over yet."))
    refuse_frozen(period, known)
    title = _title(period)
    draft = Draft.objects.create(
        organisation_id=organisation,
        title_sv=title.sv,
        title_en=title.en,
        period_first=period.first.code,
        period_last=period.last.code,
        families=known,
        prepared_by=by.id,
        prepared_role=by.role_name,
        prepared_at=timezone.now(),
    )
    run = runs.start(
        by=by,
        task=PREPARE,
        arguments={"draft": str(draft.pk)},
        title=Text("Förbereder statistik", "Preparing statistics"),
        address=f"/arbete/statistik/{draft.pk}/",
    )
    draft.run = run.pk
    draft.save(update_fields=["run"])
    return draft, run


def period_of(draft: Draft) -> Period[HalfYear]:
    """The half-years of a draft."""
    return half_years(draft.period_first, draft.period_last)


def half_years(first: str, last: str) -> Period[HalfYear]:
    """Read the half-years from one to another, by their codes.

    Errors: UnknownPeriod; DraftRefused when they are no half-years.
    """
    period = parse_span(f"{first}--{last}")
    if not isinstance(period.first, HalfYear) or not isinstance(period.last, HalfYear):
        raise DraftRefused(
            _problem("first", "Skriv halvår, som 2025-H1.", "Write half-years, such as 2025-H1.")
        )
    return Period(period.first, period.last)


def refuse_frozen(period: Period[HalfYear], families: Sequence[str]) -> None:
    """Refuse a period of which any half-year has been published with any of the same measures, ever.

    What was once published is known, also after a withdrawal. Other numbers for the same persons could be set
    against it, and the difference would tell of single persons.

    Errors: DraftRefused.
    """
    codes = {measure.code for family in FAMILIES if family.name in families for measure in family.measures}
    for release in releases.published(withdrawn=True):
        overlaps = release.period_first <= period.last.code and release.period_last >= period.first.code
        if overlaps and codes.intersection(measure["code"] for measure in release.definitions):
            raise DraftRefused(
                _problem(
                    "first",
                    f"Perioden är fryst: ”{release.title_sv}” har redan en del av den. Välj ett senare halvår.",
                    f"The period is frozen: “{release.title_en}” has published part of it. Choose a later half-year.",
                )
            )


def _title(period: Period[HalfYear]) -> Text:
    when = in_words(period)
    return Text(f"Frågor om våld och stöd, {when.sv}", f"Questions about violence and support, {when.en}")


def in_words(period: Period[HalfYear]) -> Text:
    """Say a period as years where it is whole ones."""
    if period.first.half == 1 and period.last.half == 2:
        return Period(Year(period.first.year), Year(period.last.year)).label
    return period.label


def _problem(field: str, sv: str, en: str) -> Problem:
    return Problem(Text(sv, en), Place(field=field))
