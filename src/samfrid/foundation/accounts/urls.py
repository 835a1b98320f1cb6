"""Signing in, second factor and own sessions, under /konto/."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("allauth.urls"))]
