"""One neutral address for a whole answering session."""

from django.urls import URLPattern, URLResolver

app_name = "respond"
urlpatterns: list[URLPattern | URLResolver] = []
