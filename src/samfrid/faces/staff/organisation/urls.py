"""Addresses of the own organisation, under /arbete/organisation/."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.staff.organisation import choosing, own, unit

urlpatterns: list[URLPattern | URLResolver] = [
    path("", own.organisation, name="organisation"),
    path("valj/", choosing.choose, name="organisation_choose"),
    path("enheter/ny/", unit.new, name="unit_new"),
    path("enheter/<uuid:unit>/", unit.change, name="unit"),
    path("enheter/<uuid:unit>/stang/", unit.close, name="unit_close"),
    path("enheter/<uuid:unit>/oppna/", unit.reopen, name="unit_reopen"),
]
