"""Addresses of intake, under /arbete/lasa-in/."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.staff.intake import columns, delivering, files, preview

urlpatterns: list[URLPattern | URLResolver] = [
    path("", files.start, name="intake"),
    path("mall.xlsx", files.template, name="intake_template"),
    path("leverans/", delivering.deliver, name="deliver"),
    path("leverans/<uuid:delivery>/", delivering.receipt, name="delivery"),
    path("<uuid:file>/", preview.preview, name="intake_file"),
    path("<uuid:file>/blad/", files.sheet, name="intake_sheet"),
    path("<uuid:file>/kolumner/", columns.columns, name="intake_columns"),
    path("<uuid:file>/las-in/", preview.commit, name="intake_commit"),
    path("<uuid:file>/kasta/", preview.discard, name="intake_discard"),
]
