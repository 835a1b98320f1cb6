"""Public addresses."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.public import accessibility, find_support, start

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("om/", start.about, name="about"),
    path("tillganglighet/", accessibility.accessibility, name="accessibility"),
    path("hitta-stod/", find_support.choose, name="support"),
    path("hitta-stod/<slug:slug>/", find_support.place, name="support_place"),
    path("hitta-stod/<slug:slug>/blad.pdf", find_support.sheet, name="support_sheet"),
]
