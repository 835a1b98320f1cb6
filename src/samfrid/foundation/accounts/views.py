"""The pages of signing in. The sign-in library does the work; what it lacks is added around it."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from samfrid.foundation.accounts import second_factor, sessions
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.accounts.forms import FirstPasswordForm
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.services import links
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action

_LINK = "link"


class LoginView(account_views.LoginView):  # type: ignore[misc]  # the library ships no types
    """Sign in; say why when the last session ended by itself."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The reason stands in the address, so that no cookie is needed to tell it."""
        return {**super().get_context_data(**kwargs), "ended": self.request.GET.get("slut", "")}


class LogoutView(account_views.LogoutView):  # type: ignore[misc]  # the library ships no types
    """Sign out, by form only; the browser is asked to forget what it has seen."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session."""
        query = {"slut": sessions.Ended.BY_PERSON.value}
        if back := self.get_next_url():
            query["next"] = back
        super().post(*args, **kwargs)
        response = HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(query)}")
        # Cookies are left out: that would also forget that this device has signed in before.
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class PasswordChangeView(account_views.PasswordChangeView):  # type: ignore[misc]  # the library ships no types
    """Change the password; every other session of the person ends."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Change it, and end the others."""
        super().form_valid(form)
        _changed(self.request, Action.PASSWORD_CHANGED, {})
        return redirect("accounts_home")


class ActivateFactorView(totp_views.ActivateTOTPView):  # type: ignore[misc]  # the library ships no types
    """Set up a second factor. This session has shown it; others have not, and end."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Set it up."""
        response: HttpResponse = super().form_valid(form)
        second_factor.remember(self.request.session, _person(self.request))
        _changed(self.request, Action.SECOND_FACTOR_CHANGED, {"change": "added"})
        return response


class DeactivateFactorView(totp_views.DeactivateTOTPView):  # type: ignore[misc]  # the library ships no types
    """Take away a second factor, to set up another one."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Take it away."""
        response: HttpResponse = super().form_valid(form)
        second_factor.forget(self.request.session)
        _changed(self.request, Action.SECOND_FACTOR_CHANGED, {"change": "removed"})
        return response


class NewRecoveryCodesView(recovery_views.GenerateRecoveryCodesView):  # type: ignore[misc]  # the library ships no types
    """Make new recovery codes; the old ones are dead."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Make them."""
        response: HttpResponse = super().form_valid(form)
        _changed(self.request, Action.SECOND_FACTOR_CHANGED, {"change": "recovery_codes"})
        return response


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show the account and what can be changed in it."""
    user = _person(request)
    return render(request, "account/home.html", {"has_factor": second_factor.has_one(user)})


@login_required
def own_sessions(request: HttpRequest) -> HttpResponse:
    """List where the person is signed in."""
    living = sessions.sessions_of(_person(request))
    return render(
        request, "account/sessions.html", {"sessions": living, "current": request.session.session_key}
    )


@login_required
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one of the person's sessions, or all but this one."""
    user, this = _person(request), request.session.session_key
    one = request.POST.get("session", "")
    ended = sessions.end(user, but=this, only=int(one) if one.isdigit() else None)
    audit.record(by=Actor(user.pk), action=Action.SESSION_ENDED, about=user, details={"ended": ended})
    return redirect("accounts_sessions")


def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address at once, so that it is in no history and no referrer."""
    request.session[_LINK] = token
    return redirect("accounts_first_password")


@require_http_methods(["GET", "POST"])
def first_password(request: HttpRequest) -> HttpResponse:
    """Set a password through a link. It does not sign in, and does not touch the second factor."""
    user = links.holder(request.session.get(_LINK, ""))
    if user is None:
        return render(request, "account/link_over.html", status=404)
    form = FirstPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        links.use(request.session.pop(_LINK), password=form.cleaned_data["password1"])
        return redirect(f"{reverse('account_login')}?slut=nytt")
    return render(request, "account/first_password.html", {"form": form, "person": user})


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise TypeError("the page is for signed-in persons")
    return request.user


def _changed(request: HttpRequest, action: Action, details: dict[str, str | int | bool]) -> None:
    user = _person(request)
    ended = sessions.end(user, but=request.session.session_key)
    audit.record(by=Actor(user.pk), action=action, about=user, details={**details, "sessions_ended": ended})
