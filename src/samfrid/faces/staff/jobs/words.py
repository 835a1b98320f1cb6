"""How long, and in what state, in words."""

from __future__ import annotations

from datetime import timedelta

from samfrid.domain.wording import Text
from samfrid.foundation.jobs.models import State

STATES = {
    State.WAITING: Text("Väntar", "Waiting"),
    State.RUNNING: Text("Pågår", "Under way"),
    State.DONE: Text("Klart", "Done"),
    State.FAILED: Text("Gick inte", "Failed"),
    State.STOPPED: Text("Avbrutet", "Stopped"),
}
MARKS = {
    State.WAITING: "paus",
    State.RUNNING: "pagar",
    State.DONE: "klar",
    State.FAILED: "sen",
    State.STOPPED: "ej",
}


def length_in_words(length: timedelta) -> Text:
    """Tell a length of time as people do: seconds, minutes, or hours and minutes."""
    seconds = max(1, round(length.total_seconds()))
    if seconds < 60:
        return (
            Text(f"{seconds} sekunder", f"{seconds} seconds") if seconds > 1 else Text("1 sekund", "1 second")
        )
    minutes = round(seconds / 60)
    if minutes < 60:
        return (
            Text(f"{minutes} minuter", f"{minutes} minutes") if minutes > 1 else Text("1 minut", "1 minute")
        )
    hours, rest = divmod(minutes, 60)
    return Text(f"{hours} h {rest} min", f"{hours} h {rest} min")
