"""Addresses of contact ways, under /arbete/kontaktvagar/."""

from django.urls import URLPattern, path

from samfrid.faces.staff.contacts import pages

app_name = "contacts"
urlpatterns: list[URLPattern] = [
    path("", pages.listing, name="list"),
    path("ny/", pages.new, name="new"),
    path("nationella/", pages.load_national, name="load_national"),
    path("<uuid:way>/", pages.way, name="way"),
    path("<uuid:way>/kontrollera/", pages.verify, name="verify"),
    path("<uuid:way>/ta-bort/", pages.withdraw, name="withdraw"),
]
