"""A form has its effect once, however often it is sent."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from samfrid.apps.surveys.errors import AlreadyCounted, CountRefused
from samfrid.apps.surveys.models import UsedToken
from samfrid.domain.wording import Place, Problem, Text
from samfrid.foundation.organisations.scope import current

_TOKEN = re.compile(r"[0-9a-f]{32}")
_DAYS_KEPT = 2


def new_token() -> str:
    """Make a token for a form that is about to be shown."""
    return secrets.token_hex(16)


def use(token: str, *, on: date) -> None:
    """Use a token up, inside the transaction of the form's effect.

    Errors: AlreadyCounted when it was used before; CountRefused when it is no token.
    """
    if not _TOKEN.fullmatch(token):
        raise CountRefused(
            Problem(
                Text("Sidan är för gammal. Öppna den på nytt.", "The page is too old. Open it again."),
                Place(field="token"),
            )
        )
    digest = hashlib.sha256(token.encode()).hexdigest()
    try:
        with transaction.atomic():
            UsedToken.objects.create(organisation_id=current().organisation, digest=digest, day=on)
    except IntegrityError:
        raise AlreadyCounted(
            Text("Formuläret är redan skickat. Inget räknades två gånger.",
                 "The form has been sent already. Nothing was counted twice.")
        ) from None  # fmt: skip


def forget_old(*, on: date) -> int:
    """Drop tokens of days past; their forms are long closed."""
    return UsedToken.objects.filter(day__lt=on - timedelta(days=_DAYS_KEPT)).delete()[0]
