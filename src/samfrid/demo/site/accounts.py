"""One account for every role that signs in, at home and at the stranger's. Passwords are new for every build."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from samfrid.demo.site.organisations import HOME, STRANGER, Body
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import ROLES, Role
from samfrid.foundation.organisations.models import Membership, Organisation

FILE = "accounts.json"


def build_accounts(bodies: Mapping[str, Body], folder: Path) -> Path:
    """Create the accounts and write who they are to accounts.json, readable by its owner only."""
    rows = [
        _account(bodies[code].organisation, role, place)
        for code, place in ((HOME, "hemma"), (STRANGER, "borta"))
        for role in Role
    ]
    path = folder / FILE
    path.touch(mode=0o600)
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def _account(organisation: Organisation, role: Role, place: str) -> dict[str, str | None]:
    email = f"{role.value.replace('_', '-')}@{place}.example"
    password = secrets.token_urlsafe(18)
    user = User.objects.create_user(email, password, name=ROLES[role].name.sv)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    Membership.objects.create(organisation=organisation, user=user, role=role.value)
    secret = None
    if ROLES[role].meets_cases:
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        RecoveryCodes.activate(user)
    return {
        "email": email,
        "password": password,
        "role": role.value,
        "organisation": organisation.name,
        "totp_secret": secret,
    }
