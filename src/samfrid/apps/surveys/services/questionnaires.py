"""Which version of a questionnaire an organisation asks by."""

from __future__ import annotations

from django.db import transaction

from samfrid.apps.surveys.errors import CountRefused
from samfrid.apps.surveys.models import QuestionnaireInUse
from samfrid.domain.questionnaires import Questionnaire, load, shipped
from samfrid.domain.wording import Place, Problem, Text
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.scope import current


@transaction.atomic
def adopt(*, by: Actor, source: bytes) -> Questionnaire:
    """Ask by a definition of one's own, or by a shipped one given as its file, from now on.

    Promise: a version that was in use is never changed; the one before stays readable.
    Errors:  NotAllowed; DefinitionRefused naming the item; CountRefused when the version is another's.
    """
    require(by, Permission.NEXT_STEPS_EDIT, current().organisation)
    questionnaire = load(source)
    is_shipped = any(one == questionnaire for one in shipped())
    _refuse_another(questionnaire, source, is_shipped=is_shipped)
    QuestionnaireInUse.objects.filter(code=questionnaire.code, is_current=True).update(is_current=False)
    row, _ = QuestionnaireInUse.objects.update_or_create(
        code=questionnaire.code,
        version=questionnaire.version,
        defaults={
            "organisation_id": current().organisation,
            "source": "" if is_shipped else source.decode(),
            "is_current": True,
        },
    )
    record(
        by=by, action=Action.QUESTIONNAIRE_ADOPTED, about=row, details={"questionnaire": questionnaire.key}
    )
    return questionnaire


def _refuse_another(questionnaire: Questionnaire, source: bytes, *, is_shipped: bool) -> None:
    there = QuestionnaireInUse.objects.filter(code=questionnaire.code, version=questionnaire.version).first()
    same = there is None or there.source == ("" if is_shipped else source.decode())
    taken = not is_shipped and any(one.key == questionnaire.key for one in shipped())
    if not same or taken:
        raise CountRefused(
            Problem(
                Text("Versionen används redan med andra ord. Höj versionsnumret.",
                     "The version is in use with other words. Raise the version number."),
                Place(field="version"),
            )
        )  # fmt: skip
