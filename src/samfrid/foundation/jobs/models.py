"""One row a run of a job, owned by the organisation whose person started it, and what was started each day."""

from __future__ import annotations

from django.db import models

from samfrid.domain import privacy
from samfrid.domain.wording import Text
from samfrid.foundation.organisations.guard import ScopedModel


class State(models.TextChoices):
    """Where a run is. It only moves down this list, save that a broken attempt goes back to waiting."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


OVER = (State.DONE, State.FAILED, State.STOPPED)


class Run(ScopedModel):
    """One run of a job: who started it, how far it has come, how it went.

    `actor` is the person's id, or nil for what the installation itself starts. `address` is the page to go to
    when it is done. `arguments` and `result` hold ids, codes and counts, never a value about a person.
    """

    actor = models.UUIDField()
    task = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    address = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    words_sv = models.CharField(max_length=200, blank=True)
    words_en = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    problems = models.JSONField(default=list)  # [{"sv": …, "en": …}]
    attempts = models.PositiveIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    pulse_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        abstract = False
        ordering = ("-created_at",)
        indexes = [models.Index(fields=["organisation", "actor", "created_at"], name="jobs_own_runs")]

    class Privacy:
        id = privacy.INTERNAL
        organisation = privacy.INTERNAL
        actor = privacy.STAFF
        task = privacy.INTERNAL
        arguments = privacy.STAFF
        title_sv = privacy.STAFF
        title_en = privacy.STAFF
        address = privacy.INTERNAL
        state = privacy.INTERNAL
        done = privacy.INTERNAL
        total = privacy.INTERNAL
        words_sv = privacy.STAFF
        words_en = privacy.STAFF
        result = privacy.STAFF
        problems = privacy.STAFF
        attempts = privacy.INTERNAL
        stop_asked = privacy.INTERNAL
        created_at = privacy.STAFF
        started_at = privacy.STAFF
        pulse_at = privacy.INTERNAL
        finished_at = privacy.STAFF

    @property
    def title(self) -> Text:
        """What the run does, in both languages."""
        return Text(self.title_sv, self.title_en)

    @property
    def words(self) -> Text | None:
        """What is going on, if the job has told."""
        return Text(self.words_sv, self.words_en) if self.words_sv else None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in OVER

    @property
    def share_percent(self) -> int | None:
        """How much is done in whole percent, or None while the job hasn't told."""
        return min(100, 100 * self.done // self.total) if self.total else None


class DailyStart(models.Model):
    """That a daily job was started on a day, so that several workers start it once."""

    id = models.BigAutoField(primary_key=True)
    task = models.CharField(max_length=80)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "day"], name="jobs_daily_started_once")]

    class Privacy:
        id = privacy.INTERNAL
        task = privacy.INTERNAL
        day = privacy.INTERNAL
