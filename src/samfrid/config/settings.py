"""The framework's settings, all of them. Values from outside come through `samfrid.config.env`.

Safe by default: production switches nothing off to be safe; the demo switches things on.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from samfrid.config.sqlite import use_carried_library

use_carried_library()

from csp.constants import NONE, SELF  # noqa: E402

from samfrid.config.databases import database_settings  # noqa: E402
from samfrid.config.env import read_settings  # noqa: E402
from samfrid.config.secret import read_secret  # noqa: E402

SAMFRID = read_settings(os.environ)
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = read_secret(SAMFRID.secret)
DEBUG = False
ALLOWED_HOSTS = list(SAMFRID.hosts)
ROOT_URLCONF = "samfrid.config.urls"
WSGI_APPLICATION = "samfrid.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "samfrid.ui",
    "samfrid.foundation.audit",
    "samfrid.foundation.accounts",
    "samfrid.foundation.organisations",
    "samfrid.foundation.vault",
    "samfrid.foundation.jobs",
    "samfrid.apps.releases",
    "samfrid.apps.documents",
    "samfrid.apps.contacts",
    "samfrid.apps.surveys",
    "samfrid.apps.cases",
    "samfrid.apps.intake",
    "samfrid.apps.analysis",
    "samfrid.faces.public",
    "samfrid.faces.respond",
    "samfrid.faces.staff",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_cotton",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samfrid.ui.middleware.PageHeaders",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samfrid.foundation.accounts.middleware.SessionLimits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samfrid.foundation.organisations.middleware.OpenOrganisation",
    "samfrid.foundation.accounts.middleware.SecondFactor",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samfrid.ui.context.page",
            ],
        },
    }
]
FORM_RENDERER = "samfrid.ui.forms.Renderer"

DATABASES = {"default": database_settings(SAMFRID)}

# Signing in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "samfrid.foundation.accounts.passwords.RefuseShort"},
    {"NAME": "samfrid.foundation.accounts.passwords.RefuseGuessable"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "staff:home" if SAMFRID.face in ("all", "staff") else "/"
ACCOUNT_ADAPTER = "samfrid.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "samfrid.foundation.accounts.forms.LoginForm",
    "reauthenticate": "samfrid.foundation.accounts.forms.ReauthenticateForm",
    "change_password": "samfrid.foundation.accounts.forms.ChangePasswordForm",
}
# `key` is the account and the place it is tried from, or the device when it has signed in to the account before:
# a stranger who guesses slows himself down, not the owner. The last one bounds guesses from many places.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/300s/key",
    "login_unknown_device": "50/3600s/key",
}
MFA_ADAPTER = "samfrid.foundation.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "samfrid"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "samfrid.foundation.accounts.forms.AuthenticateForm",
    "reauthenticate": "samfrid.foundation.accounts.forms.FactorReauthenticateForm",
    "activate_totp": "samfrid.foundation.accounts.forms.ActivateTOTPForm",
}
SAMFRID_DEVICE_COOKIE = "__Host-device" if SAMFRID.https else "device"
# Counts of guesses and used codes are shared by all processes and outlive a restart: they lie in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Sessions and cookies
SESSION_COOKIE_NAME = "__Host-session" if SAMFRID.https else "session"
SESSION_COOKIE_SECURE = SAMFRID.https
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if SAMFRID.https else "csrf"
CSRF_COOKIE_SECURE = SAMFRID.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "samfrid.foundation.accounts.kept.form_refused"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What browsers are told
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer makes browsers send `Origin: null`, and forms fail
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SAMFRID.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SAMFRID.https
SECURE_SSL_REDIRECT = False  # the proxy in front redirects pages and refuses forms over plain HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SAMFRID.https else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# Languages: Swedish without prefix, English under /en/ (ADR 0011)
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# Files
STATIC_URL = "/static/"
# Nothing is collected: whitenoise serves the files of the package where they lie.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if SAMFRID.mail
    else "django.core.mail.backends.dummy.EmailBackend"
)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
