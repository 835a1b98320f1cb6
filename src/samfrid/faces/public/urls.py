"""Public addresses."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.public import (
    accessibility,
    find_support,
    municipality,
    published_documents,
    release_pages,
    start,
    statistics,
)

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("om/", start.about, name="about"),
    path("tillganglighet/", accessibility.accessibility, name="accessibility"),
    path("hitta-stod/", find_support.choose, name="support"),
    path("hitta-stod/<slug:slug>/", find_support.place, name="support_place"),
    path("hitta-stod/<slug:slug>/blad.pdf", find_support.sheet, name="support_sheet"),
    path("statistik/", statistics.measures, name="statistics"),
    path("statistik/kommun/<slug:code>/", municipality.page, name="municipality"),
    path("statistik/kommun/<slug:code>/rapport.pdf", municipality.report, name="municipality_report"),
    path("statistik/publicering/<uuid:release_id>/", release_pages.release, name="release"),
    path("statistik/<slug:code>/", statistics.measure, name="measure"),
    path("dokument/", published_documents.documents, name="documents"),
    path("dokument/<uuid:document_id>/<str:name>", published_documents.file, name="document"),
]
