"""The public start page, what this is, and how it can be used by everyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def start(request: HttpRequest) -> HttpResponse:
    """Show the ways in."""
    return render(request, "public/start.html")


def about(request: HttpRequest) -> HttpResponse:
    """Tell what this is, what is kept and what is not."""
    return render(request, "public/about.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Tell what is tested, and where it falls short."""
    return render(request, "public/accessibility.html")
