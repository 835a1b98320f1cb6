"""Addresses of open data: the same in every language."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.public import open_data

app_name = "data"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<uuid:release_id>/publicering.json", open_data.about, name="about"),
    path("<uuid:release_id>/<slug:name>.<slug:file_format>", open_data.table, name="table"),
]
