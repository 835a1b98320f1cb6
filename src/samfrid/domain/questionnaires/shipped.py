"""The questionnaires that come with the product: our own words, never an owner's."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from samfrid.domain.questionnaires.errors import UnknownQuestionnaire
from samfrid.domain.questionnaires.load import load
from samfrid.domain.questionnaires.model import Questionnaire
from samfrid.domain.wording import Text


@cache
def shipped() -> tuple[Questionnaire, ...]:
    """Read every questionnaire in `definitions/`, once, in the order of code and version."""
    folder = files("samfrid.domain.questionnaires") / "definitions"
    found = [load(one.read_bytes(), file=one.name) for one in folder.iterdir() if one.name.endswith(".toml")]
    return tuple(sorted(found, key=lambda one: (one.code, one.version)))


def questionnaire_for(key: str) -> Questionnaire:
    """Find a shipped questionnaire by code and version, as `user_survey@1`.

    Errors: UnknownQuestionnaire.
    """
    for one in shipped():
        if one.key == key:
            return one
    raise UnknownQuestionnaire(
        Text("Frågorna finns inte i den här installationen.", "These questions are not in this installation.")
    )
