"""Signing in, second factor and own sessions, under /konto/.

The names are the sign-in library's, which looks its pages up by them; what is not listed here does not exist:
no sign-up, no reset by mail, no change of address.
"""

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from django.urls import URLPattern, URLResolver, path

from samfrid.foundation.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="accounts_home"),
    path("logga-in/", views.LoginView.as_view(), name="account_login"),
    path("logga-in/kod/", mfa_views.authenticate, name="mfa_authenticate"),
    path("logga-ut/", views.LogoutView.as_view(), name="account_logout"),
    path("stangt/", account_views.account_inactive, name="account_inactive"),
    path("bekrafta/", account_views.reauthenticate, name="account_reauthenticate"),
    path("bekrafta/kod/", mfa_views.reauthenticate, name="mfa_reauthenticate"),
    path("losenord/", views.PasswordChangeView.as_view(), name="account_change_password"),
    path("lank/", views.first_password, name="accounts_first_password"),
    path("lank/<str:token>/", views.follow_link, name="accounts_follow_link"),
    path("tva-steg/", mfa_views.index, name="mfa_index"),
    path("tva-steg/ny/", views.ActivateFactorView.as_view(), name="mfa_activate_totp"),
    path("tva-steg/ta-bort/", views.DeactivateFactorView.as_view(), name="mfa_deactivate_totp"),
    path("reservkoder/", recovery_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("reservkoder/nya/", views.NewRecoveryCodesView.as_view(), name="mfa_generate_recovery_codes"),
    path("inloggningar/", views.own_sessions, name="accounts_sessions"),
    path("inloggningar/avsluta/", views.end_sessions, name="accounts_end_sessions"),
]
