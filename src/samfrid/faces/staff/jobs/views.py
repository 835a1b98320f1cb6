"""Long work as whoever started it sees it. Another's run is as if it weren't there."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_POST

from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.jobs.words import MARKS, STATES, length_in_words
from samfrid.foundation.jobs.models import Run, State
from samfrid.foundation.jobs.selectors import own_run, own_runs, time_left, took_last_time
from samfrid.foundation.jobs.services import runs
from samfrid.ui.words import page_language


@require_GET
@staff_view()
def listed(request: StaffRequest) -> HttpResponse:
    """List what the person has started."""
    rows = [(run, STATES[State(run.state)], MARKS[State(run.state)]) for run in own_runs(request.actor)]
    return render(request, "staff/jobs/list.html", {"rows": rows})


@require_GET
@staff_view()
def shown(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    """Show how far a run has come; to a page that asks again, only that part."""
    found = _own(request, run)
    asks_again = bool(getattr(request, "htmx", False))
    name = "staff/jobs/_progress.html" if asks_again else "staff/jobs/run.html"
    response = render(request, name, _values(found))
    patch_vary_headers(response, ["HX-Request"])
    if asks_again and found.is_over:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@staff_view()
def stopped(request: StaffRequest, run: uuid.UUID) -> HttpResponse:
    """Stop a run."""
    runs.stop(by=request.actor, run=_own(request, run))
    return redirect("staff:job", run=run)


def _own(request: StaffRequest, run: uuid.UUID) -> Run:
    found = own_run(request.actor, run)
    if found is None:
        raise Http404
    return found


def _values(run: Run) -> dict[str, object]:
    left, last = time_left(run), took_last_time(run)
    state = State(run.state)
    return {
        "run": run,
        "state": STATES[state],
        "mark": MARKS[state],
        "left": length_in_words(left) if left else None,
        "took_last_time": length_in_words(last) if last else None,
        "took": length_in_words(run.finished_at - run.started_at)
        if run.finished_at and run.started_at
        else None,
        "problems": [problem[page_language().value] for problem in run.problems],
        "tries_again": state is State.WAITING and run.attempts > 0,
    }
