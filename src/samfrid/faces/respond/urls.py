"""One neutral address for a whole answering session, and the way out, which is never shown in the address bar."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.respond import views

app_name = "respond"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.sitting, name="sitting"),
    path("ut/", views.leave, name="leave"),
]
