"""The one page that a person answers on. No name, no menu, no cookie before a code or a hand-over.

The forms carry no token of the framework's, since that would need a cookie before a code is entered. A step is
guarded by its own: only the form that was shown last is taken, and the device's cookie is never sent from elsewhere.
"""

from __future__ import annotations

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from samfrid.apps.surveys import device
from samfrid.apps.surveys.errors import CodeRefused, SittingOver, StepRefused, TooManyTries
from samfrid.apps.surveys.models import Sitting
from samfrid.apps.surveys.services import answering, sittings
from samfrid.domain.questionnaires import AnswerRefused
from samfrid.domain.wording import Refused
from samfrid.faces.respond.pages import page_of
from samfrid.ui.words import page_language, said

ELSEWHERE = "https://www.svt.se/vader/"
"""Where the quick exit leads: a page that looks the same for everyone."""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: HttpRequest) -> HttpResponse:
    """Show the open step, or take an answer to it; without a key, ask for a code."""
    key = device.key_on(request)
    if request.method == "POST" and "code" in request.POST:
        return _enter(request)
    try:
        with sittings.entered(key, at=timezone.now()) as open_sitting:
            if request.method == "POST":
                return _took(request, open_sitting, timezone.now())
            return _step(request, open_sitting)
    except SittingOver:
        response = render(request, "respond/code.html")
        if key:
            device.take_key(response)
        return response


@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Forget what was answered, and go where nobody asks anything. Nothing of ours is left behind."""
    try:
        with sittings.entered(device.key_on(request), at=timezone.now()) as open_sitting:
            sittings.forget(open_sitting)
    except SittingOver:
        pass  # gone already: leaving works all the same
    response = HttpResponseRedirect(ELSEWHERE)
    device.take_key(response)
    return response


def _enter(request: HttpRequest) -> HttpResponse:
    address = get_adapter().get_client_ip(request)
    try:
        key = sittings.open_by_code(
            request.POST["code"], address=address, language=page_language(), at=timezone.now()
        )
    except (CodeRefused, TooManyTries) as refused:
        status = 429 if isinstance(refused, TooManyTries) else 422
        words = [said(problem.what) for problem in refused.problems]
        return render(request, "respond/code.html", {"problems": words}, status=status)
    response = HttpResponseRedirect(device.ADDRESS)
    device.give_key(response, key)
    return response


def _took(request: HttpRequest, open_sitting: Sitting, at: datetime) -> HttpResponse:
    if "stop" in request.POST:
        sittings.forget(open_sitting)
        return _over(request, open_sitting.language)
    if "language" in request.POST:
        answering.speak(open_sitting, language=request.POST["language"], at=at)
        return HttpResponseRedirect(device.ADDRESS)
    nonce, sent = request.POST.get("n", ""), {name: request.POST.getlist(name) for name in request.POST}
    sent.pop("n", None)
    going_back = sent.pop("back", None) is not None
    try:
        if going_back:
            answering.back(open_sitting, nonce=nonce, at=at)
        elif answering.forward(open_sitting, nonce=nonce, sent=sent, at=at):
            return _over(request, open_sitting.language)
    except StepRefused as refused:
        return _step(request, open_sitting, refused=refused, status=409)
    except Refused as refused:
        open_sitting.refresh_from_db()
        shown = sent if isinstance(refused, AnswerRefused) else None
        return _step(request, open_sitting, refused=refused, sent=shown, status=422)
    return HttpResponseRedirect(device.ADDRESS)


def _step(
    request: HttpRequest,
    open_sitting: Sitting,
    *,
    refused: Refused | None = None,
    sent: dict[str, list[str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    with override(_page_language(open_sitting.language)):
        page = page_of(open_sitting, refused=refused, sent=sent)
        return render(request, "respond/step.html", {"page": page}, status=status)


def _over(request: HttpRequest, language: str) -> HttpResponse:
    """The same words whether it was sent or stopped: whoever takes the device back learns nothing."""
    with override(_page_language(language)):
        response = render(request, "respond/thanks.html")
    device.take_key(response)
    return response


def _page_language(language: str) -> str:
    return language if language in ("sv", "en") else "en"
