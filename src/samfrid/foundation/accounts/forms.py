"""The forms of signing in, in our words. What they check is the sign-in library's."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm as LibraryChangePassword
from allauth.account.forms import LoginForm as LibraryLogin
from allauth.account.forms import ReauthenticateForm as LibraryReauthenticate
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as LibraryAuthenticate
from allauth.mfa.base.forms import ReauthenticateForm as LibraryFactorReauthenticate
from allauth.mfa.totp.forms import ActivateTOTPForm as LibraryActivate
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache

from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.words import say
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action

# A code counts in three half-minutes; it must not count twice in any of them.
_CODE_KEPT_SECONDS = 120

_ADDRESS = say("E-postadress", "E-mail address")
_PASSWORD = say("Lösenord", "Password")
_NEW_PASSWORD = say("Nytt lösenord", "New password")
_AGAIN = say("Nytt lösenord en gång till", "New password once more")
_HOW_LONG = say(
    "Minst 15 tecken, till exempel fyra ord som inte har med varandra att göra.",
    "At least 15 characters, such as four words that have nothing to do with each other.",
)
_CODE = say("Kod", "Code")


def _plain(field: forms.Field, label: Any, help_text: Any = "") -> None:
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["class"] = "sam-input"


class LoginForm(LibraryLogin):  # type: ignore[misc]  # the library ships no types
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["login"], _ADDRESS)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        _plain(self.fields["password"], _PASSWORD)


class ReauthenticateForm(LibraryReauthenticate):  # type: ignore[misc]  # the library ships no types
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["password"], _PASSWORD)


class ChangePasswordForm(LibraryChangePassword):  # type: ignore[misc]  # the library ships no types
    """The old password and a new one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["oldpassword"], say("Nuvarande lösenord", "Current password"))
        _plain(self.fields["password1"], _NEW_PASSWORD, _HOW_LONG)
        _plain(self.fields["password2"], _AGAIN)


class FirstPasswordForm(forms.Form):
    """A first password, or a new one, through a link that was made by an administrator."""

    password1 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        _plain(self.fields["password1"], _NEW_PASSWORD, _HOW_LONG)
        _plain(self.fields["password2"], _AGAIN)

    def clean_password1(self) -> str:
        """Refuse what is easy to guess."""
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse two that differ."""
        given = super().clean() or {}
        if given.get("password1") and given.get("password2") and given["password1"] != given["password2"]:
            self.add_error(
                "password2", say("De två lösenorden är olika.", "The two passwords are not the same.")
            )
        return given


class _Code(forms.Form):
    """A code from the app. The same code is never taken twice, whichever form it is given to."""

    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _CODE)
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autofocus": True})

    def clean_code(self) -> str:
        """Refuse a code that was given before, then check it."""
        code = normalize_user_code(self.cleaned_data["code"])
        if not cache.add(f"factor-code:{self.user.pk}:{code}", True, timeout=_CODE_KEPT_SECONDS):
            audit.record(
                by=SYSTEM,
                action=Action.SIGN_IN_FAILED,
                about=self.user,
                details={"step": "second_factor", "used_before": True},
            )
            raise get_adapter().validation_error("incorrect_code")
        return str(super().clean_code())  # type: ignore[misc]


class AuthenticateForm(_Code, LibraryAuthenticate):  # type: ignore[misc]  # the library ships no types
    """The second step of a sign-in."""


class FactorReauthenticateForm(_Code, LibraryFactorReauthenticate):  # type: ignore[misc]  # the library ships no types
    """The second step once more."""


class ActivateTOTPForm(_Code, LibraryActivate):  # type: ignore[misc]  # the library ships no types
    """The first code of a new app proves that it was set up right."""
