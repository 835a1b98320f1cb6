"""Addresses of cases and interventions, under /arbete/arenden/."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.staff.cases import following, interventions, listing, record, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.listed, name="cases"),
    path("hitta/", listing.find, name="case_find"),
    path("nytt/", writing.start, name="case_open"),
    path("insatser/", interventions.listed, name="interventions"),
    path("insatser/ny/", interventions.add, name="intervention_add"),
    path("insatser/<uuid:intervention>/", interventions.change, name="intervention"),
    path("<uuid:case>/", record.record, name="case"),
    path("<uuid:case>/beteckning/", record.reference, name="case_reference"),
    path("<uuid:case>/andra/", writing.change, name="case_change"),
    path("<uuid:case>/folj-upp/", following.follow_up, name="case_follow_up"),
    path("<uuid:case>/avsluta/", following.close, name="case_close"),
]
