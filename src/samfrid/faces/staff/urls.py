"""Staff addresses, all under /arbete/."""

from django.urls import URLPattern, URLResolver, include, path

from samfrid.faces.staff import components, home

app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("komponenter/", components.components, name="components"),
    path("fragor/", include("samfrid.faces.staff.asking.urls")),
    path("jobb/", include("samfrid.faces.staff.jobs.urls")),
]
