"""How the sign-in library behaves here: no sign-up, guesses slowed without locking the owner out, sealed factors."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context, ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samfrid.foundation.accounts import devices, factor_secrets, sessions
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.words import say
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action

# Just signed in is as good as asked again: the page that sets up a second factor follows the sign-in.
_FRESH_SECONDS = 5 * 60


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library ships no types
    """Signing in by address and password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": say(
            "E-postadressen eller lösenordet stämmer inte.", "The e-mail address or the password is wrong."
        ),
        "enter_current_password": say(
            "Det nuvarande lösenordet stämmer inte.", "The current password is wrong."
        ),
        "incorrect_password": say("Lösenordet stämmer inte.", "The password is wrong."),
        "too_many_login_attempts": say(
            "För många försök. Vänta fem minuter och försök igen.",
            "Too many attempts. Wait five minutes and try again.",
        ),
        "rate_limited": say(
            "För många försök. Vänta fem minuter och försök igen.",
            "Too many attempts. Wait five minutes and try again.",
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves; an administrator does."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # The library counts per account alone, so anyone could lock the owner out by guessing from elsewhere.
        # A device that has signed in to the account has a count of its own; all others count by place.
        account = str(credentials.get("email", "")).casefold()
        return devices.known(request, account) or f"{account}|{self.get_client_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Slow guesses down before the password is hashed: per place, per account and place, per account."""
        super().pre_authenticate(request, **credentials)
        account = str(credentials.get("email", "")).casefold()
        if not devices.known(request, account) and not ratelimit.consume(
            request, action="login_unknown_device", key=account
        ):
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Send the person on, and let the device prove later that it has been here."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        devices.remember(request, response, user)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password. What was typed as address is never kept: it may be a password."""
        user = User.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        audit.record(by=SYSTEM, action=Action.SIGN_IN_FAILED, about=user, details={"step": "password"})

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether the password is the person's."""
        again = self.authenticate(context.request, email=user.email, password=password)
        return again is not None and again.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again before factors change, but not of one who has just signed in."""
        began = sessions.began_at(context.request.session)
        if began is not None and (timezone.now() - began).total_seconds() < _FRESH_SECONDS:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Say nothing: our own pages tell what happened."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library ships no types
    """Second factors. Their secrets lie sealed in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": say(
            "Koden stämmer inte. Vänta på nästa kod i appen och försök igen.",
            "The code is wrong. Wait for the next code in the app and try again.",
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal a factor's secret."""
        return factor_secrets.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a factor's secret."""
        return factor_secrets.open_sealed(encrypted_text)
