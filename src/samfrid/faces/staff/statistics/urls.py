"""Addresses of statistics, under /arbete/statistik/."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.staff.statistics import deciding, drafts, figures

urlpatterns: list[URLPattern | URLResolver] = [
    path("", drafts.listed, name="statistics"),
    path("forbered/", drafts.prepare, name="statistics_prepare"),
    path("<uuid:draft>/", drafts.shown, name="statistics_draft"),
    path("<uuid:draft>/siffror/<slug:table>/", figures.shown, name="statistics_figures"),
    path("<uuid:draft>/godkann/", deciding.approve, name="statistics_approve"),
    path("<uuid:draft>/aterlamna/", deciding.send_back, name="statistics_return"),
    path("<uuid:draft>/publicera/", deciding.publish, name="statistics_publish"),
    path("<uuid:draft>/dra-tillbaka/", deciding.withdraw, name="statistics_withdraw"),
]
