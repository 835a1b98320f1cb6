"""Addresses of documents, under /arbete/dokument/."""

from django.urls import URLPattern, path

from samfrid.faces.staff.documents import pages

app_name = "documents"
urlpatterns: list[URLPattern] = [
    path("", pages.listing, name="list"),
    path("nytt/", pages.new, name="new"),
    path("<uuid:document>/", pages.withdraw, name="withdraw"),
]
