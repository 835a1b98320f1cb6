"""Public addresses."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.public import start

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
]
