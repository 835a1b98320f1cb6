"""The public start page, and what this is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def start(request: HttpRequest) -> HttpResponse:
    """Show the ways in."""
    return render(request, "public/start.html")


def about(request: HttpRequest) -> HttpResponse:
    """Tell what this is, what is kept and what is not."""
    return render(request, "public/about.html")
