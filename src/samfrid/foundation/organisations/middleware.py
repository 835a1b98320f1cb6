"""Opens the signed-in person's organisation for the length of a request."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from samfrid.foundation.accounts.models import User
from samfrid.foundation.organisations.models import Membership
from samfrid.foundation.organisations.scope import opened
from samfrid.foundation.organisations.selectors import actor_of, memberships_of

SESSION_KEY = "organisation"
_STAFF_PREFIXES = ("/arbete/", "/en/arbete/")


class OpenOrganisation:
    """Gives staff requests `request.membership` and `request.actor`, and opens their organisation.

    Other requests never touch the session, and get neither.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(_STAFF_PREFIXES) or not isinstance(request.user, User):
            return self.get_response(request)
        membership = _chosen(memberships_of(request.user), request.session.get(SESSION_KEY))
        if membership is None:
            return self.get_response(request)
        actor = actor_of(membership)
        request.membership = membership  # type: ignore[attr-defined]
        request.actor = actor  # type: ignore[attr-defined]
        with opened(membership.organisation_id, by=actor):
            response = self.get_response(request)
            render = getattr(response, "render", None)
            response = render() if callable(render) else response
            if response.status_code >= 500:
                # The error has become a page by now; half of what the request wrote must not stay.
                transaction.set_rollback(True)
            return response


def _chosen(memberships: list[Membership], chosen: str | None) -> Membership | None:
    wanted = uuid.UUID(chosen) if chosen else None
    return next(
        (m for m in memberships if m.organisation_id == wanted), memberships[0] if memberships else None
    )
