"""Next steps after an outcome: the shipped defaults, and how an organisation's own words take their place."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from samfrid.domain.questionnaires import Questionnaire
from samfrid.domain.wording import Text

DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class StepsFor:
    """What to offer after one outcome, in order. `is_own`: the organisation has written it."""

    outcome: str
    title: Text
    steps: tuple[Text, ...]
    is_own: bool = False


@cache
def _defaults() -> dict[str, tuple[Text, ...]]:
    words = (files("samfrid.apps.surveys") / "data" / "next_steps.toml").read_text(encoding="utf-8")
    return {
        outcome: tuple(Text(one["sv"], one["en"]) for one in table["steps"])
        for outcome, table in tomllib.loads(words).items()
    }


def shipped_steps(questionnaire: Questionnaire) -> tuple[StepsFor, ...]:
    """Our own defaults for every outcome of a questionnaire, and for who declines."""
    titles = [(one.code, one.words.text) for one in questionnaire.outcomes]
    titles.append((DECLINED, Text("Tackade nej", "Declined")))
    return tuple(StepsFor(code, title, _defaults().get(code, ())) for code, title in titles)


def steps_from(default: StepsFor, swedish: str, english: str) -> StepsFor:
    """Put an organisation's own lines in place of the defaults; a line without English is told in Swedish."""
    lines, other = _lines(swedish), _lines(english)
    steps = tuple(
        Text(line, other[number] if number < len(other) else line) for number, line in enumerate(lines)
    )
    return replace(default, steps=steps, is_own=True)


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
