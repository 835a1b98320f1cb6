"""Staff addresses, all under /arbete/."""

from django.urls import URLPattern, URLResolver, path

from samfrid.faces.staff import home

app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
]
